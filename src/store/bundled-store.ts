import { versionOf } from "../index/format.ts";
import { Snapshot } from "../index/snapshot.ts";
import type { LoadedSnapshot, Pointer, SnapshotStore } from "./snapshot-store.ts";

/** The snapshot that is part of the deployment: it answers before anything is published. */
export class BundledStore implements SnapshotStore {
  readonly #file: Uint8Array<ArrayBuffer>;
  readonly #pointer: Pointer;
  /** The snapshot in the file, where it was verified beforehand. */
  readonly snapshot: Snapshot | null;

  constructor(file: ArrayBuffer, builtAt: string, snapshot: Snapshot | null = null) {
    this.#file = new Uint8Array(file);
    this.snapshot = snapshot;
    this.#pointer = { version: versionOf(this.#file), builtAt };
  }

  /** Verifies the snapshot beforehand, so that no request waits for it. A harmed one is left to whoever loads it to report. */
  static async verified(file: ArrayBuffer, builtAt: string): Promise<BundledStore> {
    const opened = await Snapshot.openVerified(new Uint8Array(file));
    return new BundledStore(file, builtAt, "snapshot" in opened ? opened.snapshot : null);
  }

  async pointer(): Promise<Pointer> {
    return this.#pointer;
  }

  async load(version: string): Promise<LoadedSnapshot | null> {
    if (version !== this.#pointer.version) return null;
    return { file: this.#file, ...(this.snapshot && { opened: this.snapshot }) };
  }
}
