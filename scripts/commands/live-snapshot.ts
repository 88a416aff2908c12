import type { Question } from "../../src/changes/changed-answers.ts";
import { entriesOf } from "../../src/changes/entries-of.ts";
import { CorrectedSnapshot } from "../../src/index/corrected-snapshot.ts";
import type { Searchable } from "../../src/index/searchable.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import type { Entry } from "../../src/kb/entry.ts";
import { readCorrection } from "../entry-file.ts";
import { Remote } from "../remote.ts";
import { UserError } from "../user-error.ts";

/** Something to compare with: its entries, and how it answers. `recent`: what was asked of it lately and not answered. */
export type Compared = {
  readonly snapshot: Searchable;
  readonly entries: readonly Entry[];
  readonly source: string;
  readonly recent: readonly Question[];
};

/** What a server serves, live corrections included. */
export async function liveSnapshot(url: string, token: string | undefined): Promise<Compared> {
  const remote = new Remote(url, token);
  const { version, corrections } = await remote.corrections();
  const opened = await Snapshot.openVerified(await remote.snapshot(version));
  if ("fault" in opened)
    throw new UserError(`${remote.url} sent what cannot be used: ${opened.fault.reason.replaceAll("_", " ")} — try again`);
  const base = opened.snapshot;
  const entries = new Map((await entriesOf(base)).map((entry) => [entry.id, entry]));
  const corrected = corrections.map(readCorrection);
  for (const { id, entry } of corrected) {
    if (entry === null) entries.delete(id);
    else entries.set(id, entry);
  }
  const snapshot = corrected.length === 0 ? base : await CorrectedSnapshot.over(base, corrected, version);
  const on = corrected.length === 0 ? "" : `, with ${corrected.length} live corrections`;
  return { snapshot, entries: [...entries.values()], source: `${remote.url}${on}`, recent: await unanswered(remote) };
}

/** What was asked in the last month and not answered, as most people put it. */
async function unanswered(remote: Remote): Promise<Question[]> {
  try {
    const { gaps } = await remote.insights({ days: 30, limit: 100 });
    return gaps.flatMap(({ phrasings }) => phrasings.slice(0, 1).map(({ text }) => ({ q: text })));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(`no recent questions were asked: ${error.message}`);
    return [];
  }
}
