import { join, relative } from "node:path";
import { checkBase } from "../src/answer/check-base.ts";
import { dayIn } from "../src/http/context.ts";
import { buildSnapshot } from "../src/index/build.ts";
import { Snapshot } from "../src/index/snapshot.ts";
import { assemble, type KnowledgeBase } from "../src/kb/knowledge-base.ts";
import type { SourceFile } from "../src/kb/parse.ts";
import type { Problem } from "../src/kb/problem.ts";
import { generalDictionary } from "./general-dictionary.ts";
import { readKnowledgeFiles } from "./knowledge-files.ts";

/**
 * Everything that can be found wrong with the base in a folder on a day (today, where the base is); files are named as seen from here.
 * @param files what the folder holds, or is to hold
 */
export async function checkFolder(
  folder: string,
  day?: string,
  files: readonly SourceFile[] = readKnowledgeFiles(folder),
): Promise<{ base: KnowledgeBase; problems: Problem[]; snapshot: Snapshot }> {
  const assembled = assemble(files);
  const { base } = assembled;
  const opened = Snapshot.open((await buildSnapshot(base, generalDictionary())).file);
  if ("fault" in opened) throw new Error(`a fresh snapshot cannot be opened: ${opened.fault.reason}`);
  const now = day ?? dayIn(base.identity.timezone, Date.now());
  const here = relative(process.cwd(), folder) || ".";
  const { snapshot } = opened;
  return { base, problems: checkBase(assembled, snapshot, now, (file) => join(here, file)), snapshot };
}
