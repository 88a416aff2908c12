import type { Searchable } from "../index/searchable.ts";
import type { Correction } from "./published-state.ts";
import type { SnapshotStore } from "./snapshot-store.ts";
import type { StoredCorrection } from "./stored-correction.ts";

/** A correction that is served: who made it when, and what it says. */
export type LiveCorrection = Correction & StoredCorrection;
/** A snapshot with corrections on top; `missing`: ids of those that cannot be read. */
export type Laid = { readonly snapshot: Searchable; readonly corrections: readonly LiveCorrection[]; readonly missing: readonly string[] };

/**
 * Lays the corrections that a pointer names over its snapshot. One that cannot be read is left
 * out: the others are served, and the operator is told.
 * @param previous what was served before: what it holds already is neither fetched nor indexed again
 * @throws when the store fails
 */
export async function layCorrections(
  base: Searchable,
  named: readonly Correction[],
  version: string,
  store: SnapshotStore,
  previous: Laid | null,
): Promise<Laid> {
  if (named.length === 0) return { snapshot: base, corrections: [], missing: [] };
  const known = new Map(previous?.corrections.map((c) => [keyOf(c), c]));
  const unknown = new Set(named.filter((c) => !known.has(keyOf(c))).map((c) => c.object));
  const objects = new Map(await Promise.all([...unknown].map(async (name) => [name, (await store.corrections?.(name)) ?? []] as const)));
  const read = named.map((correction): LiveCorrection | null => {
    const stored = known.get(keyOf(correction)) ?? objects.get(correction.object)?.find(({ id }) => id === correction.id);
    return stored ? { ...stored, ...correction } : null;
  });
  const corrections = read.filter((c) => c !== null);
  // What packs pinyin is needed for corrections alone: an isolate without any starts sooner.
  const { CorrectedSnapshot } = await import("../index/corrected-snapshot.ts");
  const snapshot = await CorrectedSnapshot.over(base, corrections, version, previous?.snapshot);
  return { snapshot, corrections, missing: named.filter((_, i) => read[i] === null).map((c) => c.id) };
}

/** A correction says the same as long as it keeps its revision, whichever object it lies in. */
function keyOf({ id, revision }: Correction): string {
  return `${id} ${revision}`;
}
