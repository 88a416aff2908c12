import type { Snapshot } from "../index/snapshot.ts";
import type { RangeReader } from "../index/stored-entries.ts";
import type { Correction } from "./published-state.ts";
import type { StoredCorrection } from "./stored-correction.ts";

/** Which snapshot to serve, and since when it exists. */
export type Pointer = {
  /** First twelve hex digits of the snapshot's hash. */
  readonly version: string;
  /** When it was built, ISO 8601 in UTC. */
  readonly builtAt: string;
  /** Changes whenever anything about what is to be served does; a store that never changes has none. */
  readonly revision?: string;
  /** What editors corrected on top of the version; a store that never changes has none. */
  readonly corrections?: readonly Correction[];
};

/**
 * A snapshot's bytes at an offset that is a multiple of eight: all of them, or its searchable part and a reader of the rest.
 * `opened`: the snapshot they are, where that was verified before.
 */
export type LoadedSnapshot = { readonly file: Uint8Array<ArrayBuffer>; readonly read?: RangeReader; readonly opened?: Snapshot };

/** Where snapshots come from. Implementations: the one bundled with the Worker, and R2. */
export interface SnapshotStore {
  /** What to serve now; null: nothing has been published here. */
  pointer(): Promise<Pointer | null>;
  /** The bytes of a version; null: this store has no such version. */
  load(version: string): Promise<LoadedSnapshot | null>;
  /** The corrections an object holds; null: there is no such object, or it is not what its name says. */
  corrections?(object: string): Promise<StoredCorrection[] | null>;
}
