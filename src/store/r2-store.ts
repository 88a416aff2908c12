import { type PublishedState, publishedState } from "./published-state.ts";
import type { Pointer, SnapshotStore } from "./snapshot-store.ts";

/** Keys in the bucket. Snapshots are immutable; only the pointer ever changes. */
export const pointerKey = "pointer.json";
const snapshotFolder = "snapshots/";
export const snapshotKey = (version: string): string => `${snapshotFolder}${version}.bin`;

/** Bytes of the largest snapshot that can be uploaded: what Cloudflare takes as a request body on any plan, with room to spare. */
export const largestSnapshot = 95_000_000;

/** A snapshot that lies in the bucket, served or not. */
export type StoredSnapshot = { readonly version: string; readonly bytes: number; readonly uploaded: Date };

/** R2 did not do what it was asked: an outage, no fault of the program. */
export class StoreFailure extends Error {}

async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new StoreFailure(String(error));
  }
}

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
    const object = await asked(this.#bucket.get(snapshotKey(version)));
    return object === null ? null : new Uint8Array(await asked(object.arrayBuffer()));
  }

  /** All that the pointer says, and the tag by which `swap` knows it again. @throws as `pointer` does. */
  async state(): Promise<{ state: PublishedState; etag: string } | null> {
    const object = await asked(this.#bucket.get(pointerKey));
    return object === null ? null : { state: await asked(object.json().then((value) => publishedState.parse(value))), etag: object.etag };
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
      if (written === null) throw new StoreFailure(String(error));
      return written;
    }
  }

  /** An answer may be lost on its way, and R2's client tries again: what counts is what stands there. Each text is its writer's own. */
  async #standsAs(text: string): Promise<string | null> {
    const object = await asked(this.#bucket.get(pointerKey));
    return object !== null && (await asked(object.text())) === text ? object.etag : null;
  }

  /**
   * Stores the bytes of a version, all or none; what lies there already stays as it is.
   * @param sha256 of the bytes, for R2 to check
   * @returns false when they are not those that were sent, and nothing was stored
   */
  async store(version: string, bytes: ReadableStream | Uint8Array<ArrayBuffer>, sha256?: ArrayBuffer): Promise<boolean> {
    const onlyIf = { etagDoesNotMatch: "*" };
    try {
      await this.#bucket.put(snapshotKey(version), bytes, { onlyIf, ...(sha256 === undefined ? {} : { sha256 }) });
      return true;
    } catch (error) {
      if (/checksum|\b10037\b/iu.test(String(error))) return false;
      throw new StoreFailure(String(error));
    }
  }

  async stored(version: string): Promise<StoredSnapshot | null> {
    const object = await asked(this.#bucket.head(snapshotKey(version)));
    return object === null ? null : describe(object);
  }

  /** Every snapshot in the bucket. */
  async list(): Promise<StoredSnapshot[]> {
    const found: StoredSnapshot[] = [];
    let cursor: string | undefined;
    do {
      const page = await asked(this.#bucket.list({ prefix: snapshotFolder, ...(cursor === undefined ? {} : { cursor }) }));
      found.push(...page.objects.map(describe));
      cursor = page.truncated ? page.cursor : undefined;
    } while (cursor !== undefined);
    return found;
  }

  async remove(version: string): Promise<void> {
    await asked(this.#bucket.delete(snapshotKey(version)));
  }
}

function describe({ key, size, uploaded }: R2Object): StoredSnapshot {
  return { version: key.slice(snapshotFolder.length, -".bin".length), bytes: size, uploaded };
}
