import { z } from "zod";
import type { Pointer, SnapshotStore } from "./snapshot-store.ts";

/** Keys in the bucket. Snapshots are immutable; only the pointer ever changes. */
export const pointerKey = "pointer.json";
export const snapshotKey = (version: string): string => `snapshots/${version}.bin`;

const pointerSchema = z.object({ version: z.string().regex(/^[0-9a-f]{12}$/), builtAt: z.iso.datetime() });

/** Published snapshots in an R2 bucket: one small pointer, and immutable files named by their hash. */
export class R2Store implements SnapshotStore {
  readonly #bucket: R2Bucket;

  constructor(bucket: R2Bucket) {
    this.#bucket = bucket;
  }

  /** @throws when the pointer exists but is not one: a broken pointer must be noticed, not taken for none. */
  async pointer(): Promise<Pointer | null> {
    const object = await this.#bucket.get(pointerKey);
    return object === null ? null : pointerSchema.parse(await object.json());
  }

  async load(version: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const object = await this.#bucket.get(snapshotKey(version));
    return object === null ? null : new Uint8Array(await object.arrayBuffer());
  }
}
