import { existsSync, readFileSync } from "node:fs";
import { SingleBar } from "cli-progress";
import { type BuildReport, buildSnapshot, type Progress } from "../../src/index/build.ts";
import type { KnowledgeBase } from "../../src/kb/knowledge-base.ts";
import { formatProblem } from "../../src/kb/problem.ts";
import { readArticles } from "../documents.ts";
import { generalDictionary } from "../general-dictionary.ts";
import { readKnowledgeBase } from "../knowledge-files.ts";
import { defaultKb, defaultManifest, defaultSnapshot } from "../paths.ts";
import { writeWhole } from "../snapshot-file.ts";
import { UserError } from "../user-error.ts";

export type BuildOptions = { kb?: string; docs: string[]; out: string; json?: boolean };

/** Compiles a snapshot. Documents without --kb are indexed alone, with the default base's vocabulary. */
export async function build(options: BuildOptions): Promise<BuildReport & { ms: number }> {
  const started = performance.now();
  const { base, problems } = readKnowledgeBase(options.kb ?? defaultKb);
  const errors = problems.filter((p) => p.severity === "error");
  if (errors.length > 0) {
    throw new UserError(`${errors.map(formatProblem).join("\n")}\nnothing was built: ${errors.length} errors in the knowledge base`);
  }
  const curated = options.docs.length > 0 && options.kb === undefined ? [] : base.entries;
  const entries = [...curated, ...(await readArticles(options.docs, curated))];
  const { file, report } = await withProgress(!options.json, entries.length, (progress) =>
    buildSnapshot({ ...base, entries } satisfies KnowledgeBase, generalDictionary(), progress),
  );
  writeWhole(options.out, file);
  if (options.out === defaultSnapshot) writeManifest(report.version);
  const result = { ...report, ms: Math.round(performance.now() - started) };
  if (options.json) console.log(JSON.stringify(result));
  else
    console.log(
      `${options.out}: version ${result.version}, ${result.entries} entries, ${result.terms} terms, ${result.bytes} bytes, ${result.ms} ms`,
    );
  return result;
}

/** When the bundled version was built: the one thing about it that is not in its bytes. An unchanged version keeps its time. */
function writeManifest(version: string): void {
  const known: unknown = existsSync(defaultManifest) ? JSON.parse(readFileSync(defaultManifest, "utf8")) : null;
  if (typeof known === "object" && known !== null && "version" in known && known.version === version) return;
  writeWhole(defaultManifest, `${JSON.stringify({ version, builtAt: new Date().toISOString() })}\n`);
}

/** Fewer documents are done before a bar could be read. */
const worthABar = 5_000;

async function withProgress<T>(shown: boolean, total: number, work: (progress: Progress) => Promise<T>): Promise<T> {
  if (!shown || total < worthABar) return await work(() => {});
  const bar = new SingleBar({
    format: "{stage} {bar} {percentage}% {value}/{total}, {eta_formatted} left",
    stream: process.stderr,
    noTTYOutput: false,
  });
  bar.start(2 * total, 0, { stage: "reading " });
  try {
    return await work((stage, done) =>
      bar.update(stage === "read" ? done : total + done, { stage: stage === "read" ? "reading " : "indexing" }),
    );
  } finally {
    bar.stop();
  }
}
