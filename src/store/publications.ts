import { readContainer } from "../index/format.ts";
import type { Snapshot } from "../index/snapshot.ts";
import type { BundledStore } from "./bundled-store.ts";
import { type OpenFault, openFrom } from "./open-from.ts";
import type { PublishedState } from "./published-state.ts";
import type { R2Store, StoredSnapshot } from "./r2-store.ts";
import type { StoredCorrection } from "./stored-correction.ts";

/** What a change of the state made of it, or why it was not made. */
export type Moved<F> = { readonly before: PublishedState; readonly after: PublishedState } | { readonly refused: F | "busy" };

/** How often a change is tried anew because somebody else's came between. */
const attempts = 8;

/** What is published, as those who change it see it. Before the first publication that is what the deployment bundles. */
export class Publications {
  readonly #bucket: R2Store;
  readonly #bundled: BundledStore;

  constructor(bucket: R2Store, bundled: BundledStore) {
    this.#bucket = bucket;
    this.#bundled = bundled;
  }

  async current(): Promise<{ state: PublishedState; etag: string | null }> {
    const found = await this.#bucket.state();
    if (found !== null) return found;
    const { version, builtAt } = await this.#bundled.pointer();
    return { state: { version, builtAt, publishedBy: null, publishedAt: null, history: [], corrections: [] }, etag: null };
  }

  /**
   * Changes the state, all at once or not at all. `change` is pure: it is asked again whenever somebody else's change came between.
   * The first change of all brings the bundled version into the bucket, so that one can go back to it.
   */
  async move<F>(change: (state: PublishedState) => { readonly next: PublishedState } | { readonly refused: F }): Promise<Moved<F>> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const { state, etag } = await this.current();
      const changed = change(state);
      if ("refused" in changed) return changed;
      if (changed.next === state) return { before: state, after: state };
      if (etag === null) await this.#storeBundled();
      if ((await this.#bucket.swap(etag, changed.next)) !== null) return { before: state, after: changed.next };
    }
    return { refused: "busy" };
  }

  async #storeBundled(): Promise<void> {
    const { version } = await this.#bundled.pointer();
    const bundled = await this.#bundled.load(version);
    if (bundled !== null) await this.#bucket.store(version, bundled.file);
  }

  /** An uploaded version, verified to its last byte, also where its stored part is too large for memory. @throws when R2 fails */
  async openWhole(version: string): Promise<{ snapshot: Snapshot } | { fault: OpenFault }> {
    const opened = await openFrom(this.#bucket, version);
    if ("fault" in opened) return opened;
    const container = readContainer(opened.loaded.file);
    if ("fault" in container || container.stored !== null) return opened;
    const actual = new Uint8Array(await this.#bucket.hashFrom(version, opened.loaded.file.byteLength));
    return actual.every((byte, i) => byte === container.sections.storedHash[i]) ? opened : { fault: { reason: "hash_mismatch" } };
  }

  /** What corrections say; null: their object is no longer there. */
  corrections(object: string): Promise<StoredCorrection[] | null> {
    return this.#bucket.corrections(object);
  }

  /** @returns the name of the object they lie in */
  storeCorrections(all: readonly StoredCorrection[]): Promise<string> {
    return this.#bucket.storeCorrections(all);
  }

  /** Removes what was stored of corrections that no version has on top of it any more. */
  async discardCorrections(storedBefore: Date): Promise<void> {
    const { corrections, history } = (await this.current()).state;
    const kept = [...corrections, ...history.flatMap((h) => h.folded)].map((c) => c.object);
    await this.#bucket.removeCorrections(new Set(kept), storedBefore);
  }

  /** A version that was uploaded or is bundled. @throws when R2 fails */
  async open(version: string): Promise<{ snapshot: Snapshot } | { fault: OpenFault }> {
    const opened = await openFrom(this.#bucket, version);
    return "fault" in opened && opened.fault.reason === "missing" ? await openFrom(this.#bundled, version) : opened;
  }

  /** All bytes of a version that was uploaded or is bundled; null: there is no such version. */
  async bytes(version: string): Promise<ReadableStream | Uint8Array<ArrayBuffer> | null> {
    return (await this.#bucket.stream(version)) ?? (await this.#bundled.load(version))?.file ?? null;
  }

  stored(version: string): Promise<StoredSnapshot | null> {
    return this.#bucket.stored(version);
  }

  store(version: string, bytes: ReadableStream | Uint8Array<ArrayBuffer>, sha256?: ArrayBuffer): Promise<boolean> {
    return this.#bucket.store(version, bytes, sha256);
  }

  /** Snapshots that nobody can go back to any more. One uploaded lately is not among them: its publisher may be about to put it in service. */
  async unused(uploadedBefore: Date): Promise<string[]> {
    const { state } = await this.current();
    const kept = keptIn(state);
    const listed = await this.#bucket.list();
    return listed.filter(({ version, uploaded }) => !kept.has(version) && uploaded < uploadedBefore).map(({ version }) => version);
  }

  /**
   * Removes a snapshot, unless it is in service, kept, or was uploaded anew since.
   * @returns whether it was removed
   */
  async discard(version: string, uploadedBefore = new Date(8.64e15)): Promise<boolean> {
    const stored = await this.#bucket.stored(version);
    const { state } = await this.current();
    if (stored === null || keptIn(state).has(version) || stored.uploaded >= uploadedBefore) return false;
    await this.#bucket.remove(version);
    return true;
  }
}

/** The versions that are served or can be gone back to. */
function keptIn({ version, history }: PublishedState): Set<string> {
  return new Set([version, ...history.map((h) => h.version)]);
}
