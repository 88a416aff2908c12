import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "../src/kb/parse.ts";

/** All files of a knowledge base's folder that belong to it, by path below it, with "/" between folders. */
export function readKnowledgeFiles(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile() && !f.name.startsWith(".") && /\.(md|yaml)$/u.test(f.name))
    .map((f) => join(f.parentPath, f.name))
    .map((path) => ({ path: path.slice(folder.length).replaceAll("\\", "/").replace(/^\/+/u, ""), text: readFileSync(path, "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
