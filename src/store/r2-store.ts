import { type PublishedState, publishedState } from "./published-state.ts";
import type { Pointer, SnapshotStore } from "./snapshot-store.ts";

/** Keys in the bucket. Snapshots are immutable; only the pointer ever changes. */
export const pointerKey = "pointer.json";
const snapshotFolder = "snapshots/";
export const snapshotKey = (version: string): string => `${snapshotFolder}${version}.bin`;

/** A snapshot that lies in the bucket, served or not. */
export type StoredSnapshot = { readonly version: string; readonly bytes: number; readonly uploaded: Date };

/** Published snapshots in an R2 bucket: one small pointer, and immutable files named by their hash. */
export class R2Store implements SnapshotStore {
  readonly #bucket: R2Bucket;

  constructor(bucket: R2Bucket) {
    this.#bucket = bucket;
  }

  /** @throws when the pointer exists but is not one: a broken pointer must be noticed, not taken for none. */
  async pointer(): Promise<Pointer | null> {
    const found = await this.state();
    return found === null ? null : { version: found.state.version, builtAt: found.state.builtAt, revision: found.etag };
  }

  async load(version: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const object = await this.#bucket.get(snapshotKey(version));
    return object === null ? null : new Uint8Array(await object.arrayBuffer());
  }

  /** All that the pointer says, and the tag by which `swap` knows it again. @throws as `pointer` does. */
  async state(): Promise<{ state: PublishedState; etag: string } | null> {
    const object = await this.#bucket.get(pointerKey);
    return object === null ? null : { state: publishedState.parse(await object.json()), etag: object.etag };
  }

  /**
   * Compare and swap: moves the pointer if it still is what the caller saw.
   * @param expected the tag of the state seen; null: there was none
   * @returns the tag of the new state; null: somebody else moved it meanwhile, and nothing was written
   * @throws when R2 fails and nothing was written
   */
  async swap(expected: string | null, next: PublishedState): Promise<string | null> {
    const text = JSON.stringify(next);
    const onlyIf = expected === null ? { etagDoesNotMatch: "*" } : { etagMatches: expected };
    try {
      const written = await this.#bucket.put(pointerKey, text, { onlyIf, httpMetadata: { contentType: "application/json" } });
      return written?.etag ?? (await this.#standsAs(text));
    } catch (error) {
      const written = await this.#standsAs(text);
      if (written === null) throw error;
      return written;
    }
  }

  /** An answer may be lost on its way, and R2's client tries again: what counts is what stands there. Each text is its writer's own. */
  async #standsAs(text: string): Promise<string | null> {
    const object = await this.#bucket.get(pointerKey);
    return object !== null && (await object.text()) === text ? object.etag : null;
  }

  /** Stores the bytes of a version, all or none. The same version has the same bytes: storing it again changes nothing. */
  async store(version: string, bytes: ReadableStream | Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#bucket.put(snapshotKey(version), bytes);
  }

  async stored(version: string): Promise<StoredSnapshot | null> {
    const object = await this.#bucket.head(snapshotKey(version));
    return object === null ? null : describe(object);
  }

  /** Every snapshot in the bucket. */
  async list(): Promise<StoredSnapshot[]> {
    const found: StoredSnapshot[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#bucket.list({ prefix: snapshotFolder, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.objects.map(describe));
      cursor = page.truncated ? page.cursor : undefined;
    } while (cursor !== undefined);
    return found;
  }

  async remove(version: string): Promise<void> {
    await this.#bucket.delete(snapshotKey(version));
  }
}

function describe({ key, size, uploaded }: R2Object): StoredSnapshot {
  return { version: key.slice(snapshotFolder.length, -".bin".length), bytes: size, uploaded };
}
