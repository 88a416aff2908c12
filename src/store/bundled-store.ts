import { versionOf } from "../index/format.ts";
import type { Pointer, SnapshotStore } from "./snapshot-store.ts";

/** The snapshot that is part of the deployment: it answers before anything is published. */
export class BundledStore implements SnapshotStore {
  readonly #file: Uint8Array<ArrayBuffer>;
  readonly #pointer: Pointer;

  constructor(file: ArrayBuffer, builtAt: string) {
    this.#file = new Uint8Array(file);
    this.#pointer = { version: versionOf(this.#file), builtAt };
  }

  async pointer(): Promise<Pointer> {
    return this.#pointer;
  }

  async load(version: string): Promise<{ file: Uint8Array<ArrayBuffer> } | null> {
    return version === this.#pointer.version ? { file: this.#file } : null;
  }
}
