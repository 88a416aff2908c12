import type { Question } from "../../src/changes/changed-answers.ts";
import type { Searchable } from "../../src/index/searchable.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import { Remote } from "../remote.ts";
import { UserError } from "../user-error.ts";

/** Something to compare with; `recent`: what was asked of it lately and not answered. */
export type Compared = { readonly snapshot: Searchable; readonly source: string; readonly recent: readonly Question[] };

/** What a server serves, fetched whole. */
export async function liveSnapshot(url: string, token: string | undefined): Promise<Compared> {
  const remote = new Remote(url, token);
  const { current } = await remote.versions();
  const opened = await Snapshot.openVerified(await remote.snapshot(current.version));
  if ("fault" in opened)
    throw new UserError(`${remote.url} sent what cannot be used: ${opened.fault.reason.replaceAll("_", " ")} — try again`);
  const { gaps } = await remote.insights({ days: 30, limit: 100 });
  const recent = gaps.flatMap(({ phrasings }) => phrasings.slice(0, 1).map(({ text }) => ({ q: text })));
  return { snapshot: opened.snapshot, source: remote.url, recent };
}
