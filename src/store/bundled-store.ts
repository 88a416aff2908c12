import { versionOf } from "../index/format.ts";
import type { Snapshot } from "../index/snapshot.ts";
import type { LoadedSnapshot, Pointer, SnapshotStore } from "./snapshot-store.ts";

/** The snapshot that is part of the deployment: it answers before anything is published. */
export class BundledStore implements SnapshotStore {
  readonly #file: Uint8Array<ArrayBuffer>;
  readonly #opened: Snapshot | undefined;
  readonly #pointer: Pointer;

  /** @param opened the snapshot in the file, verified */
  constructor(file: ArrayBuffer, builtAt: string, opened?: Snapshot) {
    this.#file = new Uint8Array(file);
    this.#opened = opened;
    this.#pointer = { version: versionOf(this.#file), builtAt };
  }

  async pointer(): Promise<Pointer> {
    return this.#pointer;
  }

  async load(version: string): Promise<LoadedSnapshot | null> {
    if (version !== this.#pointer.version) return null;
    return { file: this.#file, ...(this.#opened && { opened: this.#opened }) };
  }
}
