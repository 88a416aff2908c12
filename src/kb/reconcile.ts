import { type FiledEntry, frontMatterOf, serializeEntry } from "./serialize-entry.ts";

/** A live correction against the file of its entry: what it says (null: deleted), and what was published when it was made (null: nothing). */
export type Change = { readonly entry: FiledEntry | null; readonly based: FiledEntry | null };

/**
 * What becomes of an entry's file (null: there is none) when a live correction comes in.
 * `merged`: here and live different fields were changed, and both changes stand.
 */
export type Reconciled =
  | { readonly what: "contained" | "conflict" }
  | { readonly what: "write" | "merged"; readonly entry: FiledEntry }
  | { readonly what: "remove" };

/** Never overwrites what was changed here since: that is merged, or a conflict. */
export function reconcile(local: FiledEntry | null, { entry, based }: Change): Reconciled {
  if (same(local, entry)) return { what: "contained" };
  if (same(local, based)) return entry === null ? { what: "remove" } : { what: "write", entry };
  if (local === null || entry === null || based === null || local.kind !== entry.kind) return { what: "conflict" };
  const live = changedFields(based, entry);
  const here = changedFields(based, local);
  if ([...live].some((field) => here.has(field))) return { what: "conflict" };
  const fields = [...live].map((field) => [field, Reflect.get(entry, field)]);
  return { what: "merged", entry: { ...local, ...Object.fromEntries(fields) } };
}

/**
 * True when a publication of this file holds the correction: it says what the correction says, or
 * the correction was settled in it before and it was written on since. A file that still reads as
 * it did before the correction never holds it, whatever was settled.
 */
export function holdsCorrection(local: FiledEntry | null, { entry, based }: Change, settled: boolean): boolean {
  return same(local, entry) || (settled && !same(local, based));
}

function changedFields(before: FiledEntry, after: FiledEntry): Set<string> {
  const [a, b] = [before, after].map((entry) => ({ ...frontMatterOf(entry), body: entry.body }) as Record<string, unknown>);
  const all = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})]);
  return new Set([...all].filter((field) => JSON.stringify(a?.[field]) !== JSON.stringify(b?.[field])));
}

function same(a: FiledEntry | null, b: FiledEntry | null): boolean {
  return a === null || b === null ? a === b : serializeEntry(a) === serializeEntry(b);
}
