import type { SnapshotFault } from "../index/format.ts";
import { Snapshot } from "../index/snapshot.ts";
import type { Pointer, SnapshotStore } from "./snapshot-store.ts";

/** A snapshot in service. */
export type Served = { readonly snapshot: Snapshot; readonly pointer: Pointer };
/** Why a published snapshot was not taken into service. */
export type LoadFault = {
  readonly version: string;
  readonly fault: SnapshotFault | { readonly reason: "missing" } | { readonly reason: "store_failed"; readonly detail: string };
};

/** How often an isolate looks whether the pointer has moved. */
const checkEveryMilliseconds = 5_000;

/**
 * The snapshot an isolate serves. The first request waits for one; later ones never do: they
 * are served from memory while, every few seconds, the pointer is read beside them.
 *
 *     request ──▶ current snapshot ──▶ answer
 *        └── every 5 s, in the background: pointer moved? load, hash, open, swap
 *
 * A snapshot that is missing, corrupt or of an unknown format is reported once and not taken;
 * the last good one goes on serving.
 */
export class LiveSnapshot {
  readonly #stores: readonly SnapshotStore[];
  readonly #report: (fault: LoadFault) => void;
  #served: Served | null = null;
  #checkedAt = Number.NEGATIVE_INFINITY;
  /** The fault last reported of each store, until that store is sound again. */
  readonly #refused = new Map<SnapshotStore, string>();

  /** @param stores in order of preference: the first one that has a sound snapshot is served. */
  constructor(stores: readonly SnapshotStore[], report: (fault: LoadFault) => void) {
    this.#stores = stores;
    this.#report = report;
  }

  /**
   * @param now milliseconds since the epoch
   * @param background keeps a promise alive after the response (ctx.waitUntil)
   * @returns null only when no store has a sound snapshot
   */
  async get(now: number, background: (work: Promise<void>) => void): Promise<Served | null> {
    const due = now - this.#checkedAt >= checkEveryMilliseconds;
    if (due || this.#served === null) this.#checkedAt = now;
    // A request never waits for work another one began: that one's I/O may end with it.
    if (this.#served === null) await this.#refresh();
    else if (due) background(this.#refresh());
    return this.#served;
  }

  async #refresh(): Promise<void> {
    for (const store of this.#stores) if (await this.#takeFrom(store)) return;
  }

  /** @returns true when this store's snapshot is the one in service. */
  async #takeFrom(store: SnapshotStore): Promise<boolean> {
    let version = "";
    try {
      const pointer = await store.pointer();
      version = pointer?.version ?? "";
      if (pointer !== null && this.#served?.pointer.version !== version) {
        const file = await store.load(version);
        const opened = file === null ? { fault: { reason: "missing" } as const } : await Snapshot.openVerified(file);
        if ("fault" in opened) return this.#refuse(store, { version, fault: opened.fault });
        if (opened.snapshot.version !== version) return this.#refuse(store, { version, fault: { reason: "hash_mismatch" } });
        this.#served = { snapshot: opened.snapshot, pointer };
      }
      this.#refused.delete(store);
      return pointer !== null;
    } catch (error) {
      return this.#refuse(store, { version, fault: { reason: "store_failed", detail: String(error) } });
    }
  }

  /** Reports a fault once. The last good snapshot stays, whichever store it came from. */
  #refuse(store: SnapshotStore, fault: LoadFault): boolean {
    const key = `${fault.version} ${fault.fault.reason}`;
    if (this.#refused.get(store) !== key) this.#report(fault);
    this.#refused.set(store, key);
    return this.#served !== null;
  }
}
