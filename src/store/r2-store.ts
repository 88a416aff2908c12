import { headerBytes, readHeader } from "../index/format.ts";
import { type PublishedState, publishedState } from "./published-state.ts";
import type { LoadedSnapshot, Pointer, SnapshotStore } from "./snapshot-store.ts";
import { decodeCorrections, encodeCorrections, type StoredCorrection } from "./stored-correction.ts";

/** Keys in the bucket. Snapshots are immutable; only the pointer ever changes. */
export const pointerKey = "pointer.json";
const snapshotFolder = "snapshots/";
export const snapshotKey = (version: string): string => `${snapshotFolder}${version}.bin`;
const correctionsFolder = "corrections/";
export const correctionsKey = (name: string): string => `${correctionsFolder}${name}.json`;
/** Keys that R2 deletes in one call. */
const mostRemoved = 1000;

/** Bytes of the largest snapshot that can be uploaded: what Cloudflare takes as a request body on any plan, with room to spare. */
export const largestSnapshot = 95_000_000;

/** A snapshot that lies in the bucket, served or not. */
export type StoredSnapshot = { readonly version: string; readonly bytes: number; readonly uploaded: Date };

/** R2 did not do what it was asked: an outage, no fault of the program. */
export class StoreFailure extends Error {}

export async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new StoreFailure(String(error));
  }
}

/** Published snapshots in an R2 bucket: one small pointer, and immutable files named by their hash. */
export class R2Store implements SnapshotStore {
  readonly #bucket: R2Bucket;
  readonly #wholeUpTo: number;

  /** @param wholeUpTo bytes up to which a snapshot, or a stored part, is kept in memory with the rest */
  constructor(bucket: R2Bucket, wholeUpTo = 8 * 1024 * 1024) {
    this.#bucket = bucket;
    this.#wholeUpTo = wholeUpTo;
  }

  /** @throws when the pointer exists but is not one: a broken pointer must be noticed, not taken for none. */
  async pointer(): Promise<Pointer | null> {
    const found = await this.state();
    if (found === null) return null;
    const { version, builtAt, corrections } = found.state;
    return { version, builtAt, revision: found.etag, corrections };
  }

  /** A large snapshot's stored part stays in the bucket, and is read as it is needed. */
  async load(version: string): Promise<LoadedSnapshot | null> {
    const key = snapshotKey(version);
    const object = await asked(this.#bucket.get(key));
    if (object === null) return null;
    if (object.size <= this.#wholeUpTo) return { file: new Uint8Array(await asked(object.arrayBuffer())) };
    await object.body.cancel();
    const beginning = await this.#range(key, 0, headerBytes);
    const header = readHeader(beginning);
    // What is no snapshot, or of another length than it says, is for its reader to refuse.
    if ("fault" in header) return { file: beginning };
    const { searchable, stored } = header.lengths;
    if (object.size !== searchable + stored) return { file: beginning };
    const file = await this.#range(key, 0, stored <= this.#wholeUpTo ? object.size : searchable);
    return { file, read: (from, to) => this.#range(key, searchable + from, searchable + to) };
  }

  async #range(key: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    const part = await asked(this.#bucket.get(key, { range: { offset: from, length: to - from } }));
    if (part === null) throw new StoreFailure(`${key} is gone`);
    return new Uint8Array(await asked(part.arrayBuffer()));
  }

  /** A version's bytes as they are stored, which need not fit into memory; null: there is no such version. */
  async stream(version: string): Promise<ReadableStream | null> {
    const object = await asked(this.#bucket.get(snapshotKey(version)));
    return object === null ? null : object.body;
  }

  /** SHA-256 of a version's bytes from an offset on, which need not fit into memory. */
  async hashFrom(version: string, offset: number): Promise<ArrayBuffer> {
    const rest = await asked(this.#bucket.get(snapshotKey(version), { range: { offset } }));
    if (rest === null) throw new StoreFailure(`${snapshotKey(version)} is gone`);
    const hash = new crypto.DigestStream("SHA-256");
    const [, digest] = await asked(Promise.all([rest.body.pipeTo(hash), hash.digest]));
    return digest;
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
    return (await this.#listed(snapshotFolder)).map(describe);
  }

  async #listed(prefix: string): Promise<R2Object[]> {
    const found: R2Object[] = [];
    let cursor: string | undefined;
    do {
      const page = await asked(this.#bucket.list({ prefix, ...(cursor === undefined ? {} : { cursor }) }));
      found.push(...page.objects);
      cursor = page.truncated ? page.cursor : undefined;
    } while (cursor !== undefined);
    return found;
  }

  /** Stores corrections in one object; one that is there already is stored anew, and so is a recent one. @returns its name */
  async storeCorrections(all: readonly StoredCorrection[]): Promise<string> {
    const { name, bytes } = await encodeCorrections(all);
    await asked(this.#bucket.put(correctionsKey(name), bytes));
    return name;
  }

  /** Removes the objects of corrections that are not among these, save those stored lately: they may be about to be named. */
  async removeCorrections(kept: ReadonlySet<string>, storedBefore: Date): Promise<void> {
    const keys = new Set([...kept].map(correctionsKey));
    const unused = (await this.#listed(correctionsFolder)).filter(({ key, uploaded }) => !keys.has(key) && uploaded < storedBefore);
    for (let i = 0; i < unused.length; i += mostRemoved) {
      await asked(this.#bucket.delete(unused.slice(i, i + mostRemoved).map(({ key }) => key)));
    }
  }

  async corrections(name: string): Promise<StoredCorrection[] | null> {
    const object = await asked(this.#bucket.get(correctionsKey(name)));
    return object === null ? null : await decodeCorrections(name, await asked(object.arrayBuffer()));
  }

  async remove(version: string): Promise<void> {
    await asked(this.#bucket.delete(snapshotKey(version)));
  }
}

function describe({ key, size, uploaded }: R2Object): StoredSnapshot {
  return { version: key.slice(snapshotFolder.length, -".bin".length), bytes: size, uploaded };
}
