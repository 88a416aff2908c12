import type { SnapshotFault } from "../index/format.ts";
import { Snapshot } from "../index/snapshot.ts";
import type { SnapshotStore } from "./snapshot-store.ts";

/** Why what a store holds under a version is not that version. */
export type OpenFault = SnapshotFault | { readonly reason: "missing" };

/** A version from a store, verified to be what it is called. @throws when the store fails */
export async function openFrom(
  store: Pick<SnapshotStore, "load">,
  version: string,
): Promise<{ snapshot: Snapshot } | { fault: OpenFault }> {
  const file = await store.load(version);
  if (file === null) return { fault: { reason: "missing" } };
  const opened = await Snapshot.openVerified(file);
  return "fault" in opened || opened.snapshot.version === version ? opened : { fault: { reason: "hash_mismatch" } };
}
