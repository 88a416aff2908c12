import { pointerKey, snapshotKey } from "../../src/store/r2-store.ts";
import type { Pointer } from "../../src/store/snapshot-store.ts";

/** Puts a snapshot into a bucket and points at it. */
export async function publishTo(bucket: R2Bucket, file: Uint8Array, pointer: Pointer): Promise<void> {
  await bucket.put(snapshotKey(pointer.version), file);
  await pointAt(bucket, JSON.stringify(pointer));
}

/** Moves the pointer, to something broken if need be. */
export async function pointAt(bucket: R2Bucket, pointer: string): Promise<void> {
  await bucket.put(pointerKey, pointer);
}
