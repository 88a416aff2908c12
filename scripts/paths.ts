import { join } from "node:path";

/** The project's folder, wherever the command is started from. */
const project = join(import.meta.dirname, "..");

export const defaultKb = join(project, "kb");
/** What the Worker bundles; see src/worker.ts. */
export const defaultSnapshot = join(project, "build", "kb.snapshot");
export const defaultManifest = join(project, "build", "kb.manifest.json");
/** Judged questions about the default knowledge base. */
export const defaultQuestions = join(project, "bench", "answers");
