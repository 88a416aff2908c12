import type { SnapshotFault } from "../index/format.ts";
import { Snapshot } from "../index/snapshot.ts";
import type { LoadedSnapshot, SnapshotStore } from "./snapshot-store.ts";

/** Why what a store holds under a version is not that version. */
export type OpenFault = SnapshotFault | { readonly reason: "missing" };

/**
 * A version from a store, verified to be what it is called. A stored part that stays where it is is verified block by block as it is
 * read, or all of it by `Publications.openWhole`.
 * @throws when the store fails
 */
export async function openFrom(
  store: Pick<SnapshotStore, "load">,
  version: string,
): Promise<{ snapshot: Snapshot; loaded: LoadedSnapshot } | { fault: OpenFault }> {
  const loaded = await store.load(version);
  if (loaded === null) return { fault: { reason: "missing" } };
  const opened = loaded.opened ? { snapshot: loaded.opened } : await Snapshot.openVerified(loaded.file, loaded.read);
  if ("fault" in opened) return opened;
  return opened.snapshot.version === version ? { snapshot: opened.snapshot, loaded } : { fault: { reason: "hash_mismatch" } };
}
