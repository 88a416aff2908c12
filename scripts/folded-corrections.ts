import { holdsCorrection } from "../src/kb/reconcile.ts";
import { type LiveCorrection, readCorrection, readEntryFile } from "./entry-file.ts";
import type { Remote } from "./remote.ts";
import { SettledCorrections } from "./settled-corrections.ts";
import { UserError } from "./user-error.ts";

/**
 * The live corrections that a publication of these files holds, and so drops.
 * @param folder null: no entries are published, only documents
 * @throws UserError when the files lack one: publishing would undo it
 */
export async function foldedCorrections(remote: Remote, folder: string | null): Promise<{ id: string; revision: string }[]> {
  const live = (await remote.corrections()).corrections.map(readCorrection);
  const settled = folder === null ? null : new SettledCorrections(folder, remote.url);
  const isHeld = (c: LiveCorrection) => {
    const local = folder === null ? null : readEntryFile(folder, c.id).entry;
    return holdsCorrection(local, c, settled?.has(c) ?? false);
  };
  const lacking = live.filter((c) => !isHeld(c));
  if (lacking.length > 0)
    throw new UserError(
      `${lacking.map((c) => `${c.id}: corrected live by ${c.by}`).join("\n")}\nnothing was published: your files lack ${lacking.length} live corrections and would undo them — bring them in: npm run kb -- pull --url ${remote.url}; or take them back: npm run kb -- revert ID`,
    );
  return live.map(({ id, revision }) => ({ id, revision }));
}
