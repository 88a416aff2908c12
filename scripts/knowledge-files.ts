import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { type Assembled, assemble } from "../src/kb/knowledge-base.ts";
import type { SourceFile } from "../src/kb/parse.ts";
import { UserError } from "./user-error.ts";

/** All files of a knowledge base's folder that belong to it (hidden ones are the editing program's), by path below it, with "/" between folders. */
export function readKnowledgeFiles(folder: string): SourceFile[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`there is no folder ${folder} — give the knowledge base's folder with --kb`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile() && /\.(?:md|yaml)$/u.test(f.name))
    .map((f) => relative(folder, join(f.parentPath, f.name)).replaceAll("\\", "/"))
    .filter((path) => !path.split("/").some((step) => step.startsWith(".")))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The base in a folder; problems name files as seen from where the command was started. */
export function readKnowledgeBase(folder: string): Assembled {
  const assembled = assemble(readKnowledgeFiles(folder));
  const show = seenFromHere(folder);
  return { ...assembled, problems: assembled.problems.map((p) => ({ ...p, file: show(p.file) })) };
}

/** Names a file of a folder as an editor sees it from where the command was started. */
export function seenFromHere(folder: string): (file: string) => string {
  const here = relative(process.cwd(), folder) || ".";
  return (file) => join(here, file);
}
