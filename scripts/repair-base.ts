import { statSync } from "node:fs";
import { join } from "node:path";
import { assemble } from "../src/kb/knowledge-base.ts";
import type { SourceFile } from "../src/kb/parse.ts";
import type { Repair } from "../src/kb/repair.ts";
import { knownNames, repairFile } from "../src/kb/repair-file.ts";
import { readKnowledgeFiles } from "./knowledge-files.ts";
import { writeWhole } from "./snapshot-file.ts";

export type FileRepair = Repair & { readonly file: string };

/**
 * Puts right what is mechanical in all files of a base, each written whole or not at all. A department
 * repaired in one file is a name that others may mean, so it goes round until nothing changes.
 * @returns what was changed, or with `dryRun` what would be
 */
export function repairBase(folder: string, dryRun: boolean): FileRepair[] {
  const before = readKnowledgeFiles(folder);
  const found: FileRepair[] = [];
  let files: readonly SourceFile[] = before;
  for (let changed = true; changed; ) {
    const known = knownNames(files, assemble(files).base.departments);
    changed = false;
    files = files.map((file) => {
      const { text, repairs } = repairFile(file, known);
      for (const repair of repairs) found.push({ file: file.path, ...repair });
      if (text !== file.text) changed = true;
      return { ...file, text };
    });
  }
  if (!dryRun)
    files.forEach((file, i) => {
      const path = join(folder, file.path);
      if (file.text !== before[i]?.text) writeWhole(path, file.text, statSync(path).mode);
    });
  return found;
}
