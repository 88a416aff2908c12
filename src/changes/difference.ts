import { type Entry, type Kind, titleOf } from "../kb/entry.ts";
import { differingFields } from "./differing-fields.ts";
import { same } from "./same.ts";
import { type Line, worded } from "./wording.ts";

/** What happened to one entry. */
export type EntryChange = {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly change: "added" | "changed" | "removed";
  /** What it says now (added), what is different (changed), what it said (removed). */
  readonly lines: readonly Line[];
};

/**
 * What became of a set of entries, ascending by id. Pure.
 * Laws: nothing for equal sets, whatever their order; a line for every field that differs, and for no other;
 * the two sets exchanged, added and removed and before and after are exchanged.
 */
export function differenceOf(before: Iterable<Entry>, after: Iterable<Entry>): EntryChange[] {
  const was = new Map(Array.from(before, (entry) => [entry.id, entry]));
  const is = new Map(Array.from(after, (entry) => [entry.id, entry]));
  const ids = [...new Set([...was.keys(), ...is.keys()])].sort();
  return ids.flatMap((id) => changeOf(was.get(id) ?? null, is.get(id) ?? null) ?? []);
}

/** What an entry that came or went is called is said beside its lines. */
const named = new Set(["kind", "title", "name"]);

/** What became of one entry; null on a side: it is not there. */
export function changeOf(before: Entry | null, after: Entry | null): EntryChange | null {
  const shown = after ?? before;
  if (shown === null || same(before, after)) return null;
  const title = titleOf(shown);
  const change = before === null ? "added" : after === null ? "removed" : "changed";
  const found = differingFields(before, after).filter(({ field }) => change === "changed" || !named.has(field));
  const lines = found.map((f) => worded(title, change, f));
  if (change === "changed" && lines.length === 0) return null;
  return { id: shown.id, kind: shown.kind, title, change, lines };
}
