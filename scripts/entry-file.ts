import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { entryId, parseEntry } from "../src/kb/parse.ts";
import { formatProblem } from "../src/kb/problem.ts";
import type { Change } from "../src/kb/reconcile.ts";
import type { FiledEntry } from "../src/kb/serialize-entry.ts";
import type { Corrections } from "./remote.ts";
import { UserError } from "./user-error.ts";

/** An entry's file in a folder; `text` and `entry` are null where there is none. */
export type EntryFile = { readonly path: string; readonly text: string | null; readonly entry: FiledEntry | null };
/** A live correction as the server lists it, its entries read. */
export type LiveCorrection = Corrections["corrections"][number] & Change;

/** @throws UserError when there is a file that cannot be read as an entry */
export function readEntryFile(folder: string, id: string): EntryFile {
  if (!entryId.test(id))
    throw new UserError(`"${id}" cannot be an entry — name it by its path below ${folder} without .md, for example matters/stray-dogs`);
  const path = join(folder, `${id}.md`);
  if (!existsSync(path)) return { path, text: null, entry: null };
  const text = readFileSync(path, "utf8");
  const { value, problems } = parseEntry({ path: `${id}.md`, text });
  if (value === null || value.kind === "article") throw new UserError(problems.map((p) => formatProblem({ ...p, file: path })).join("\n"));
  return { path, text, entry: value };
}

/** What a server lists is read as strictly as a file: nothing of it becomes a path or a file unchecked. */
export function readCorrection(listed: Corrections["corrections"][number]): LiveCorrection {
  const { id, file, based } = listed;
  if (!entryId.test(id))
    throw new UserError(`the server lists a correction of "${id}", which cannot be an entry — is it a server of this program?`);
  const parsed = file === null ? null : parseEntry({ path: `${id}.md`, text: file });
  if (parsed !== null && parsed.value === null)
    throw new UserError(
      `the correction of ${id} cannot be read by this release: ${parsed.problems.map(formatProblem).join("; ")} — use the server's release`,
    );
  return { ...listed, entry: (parsed?.value ?? null) as FiledEntry | null, based: based as FiledEntry | null };
}
