import { join, relative } from "node:path";
import { type Checked, checkBase } from "../src/answer/check-base.ts";
import { dayIn } from "../src/http/context.ts";
import { assemble, type KnowledgeBase } from "../src/kb/knowledge-base.ts";
import { generalDictionary } from "./general-dictionary.ts";
import { readKnowledgeFiles } from "./knowledge-files.ts";

/** Everything that can be found wrong with the base in a folder on a day (today, where the base is); files are named as seen from here. */
export async function checkFolder(folder: string, day?: string): Promise<Checked & { readonly base: KnowledgeBase }> {
  const assembled = assemble(readKnowledgeFiles(folder));
  const now = day ?? dayIn(assembled.base.identity.timezone, Date.now());
  const here = relative(process.cwd(), folder) || ".";
  return { base: assembled.base, ...(await checkBase(assembled, generalDictionary(), now, (file) => join(here, file))) };
}
