import type { Snapshot } from "../index/snapshot.ts";
import { type Laid, layCorrections } from "./lay-corrections.ts";
import { type OpenFault, openFrom } from "./open-from.ts";
import type { Pointer, SnapshotStore } from "./snapshot-store.ts";

/** What is in service: the published snapshot (`base`), and `snapshot` with what editors corrected since. */
export type Served = Laid & { readonly base: Snapshot; readonly pointer: Pointer };
/** Why a published snapshot was not taken into service. */
export type LoadFault = {
  readonly version: string;
  readonly fault:
    | OpenFault
    | { readonly reason: "store_failed"; readonly detail: string }
    | { readonly reason: "corrections_missing"; readonly ids: readonly string[] };
};

/** How often an isolate looks whether the pointer has moved. */
const checkEveryMilliseconds = 5_000;
/** A refused snapshot is fetched again after this time, then after twice that time, and so on. */
const retryAfterMilliseconds = 10_000;
const retryAtLeastEvery = 300_000;

/** A snapshot that was refused, and when it will be looked at again while the pointer stays on it. */
type Refusal = { readonly pointer: Pointer; readonly times: number; readonly until: number };

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
  /** Refreshes begun, and the latest of those that had their say: an older one that ends later must not undo it. */
  #begun = 0;
  #settled = 0;
  /** The fault last reported of each store, until that store is sound again. */
  readonly #reported = new Map<SnapshotStore, string>();
  readonly #refused = new Map<SnapshotStore, Refusal>();

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
    if (this.#served === null) await this.refresh(now);
    else if (due) background(this.refresh(now));
    return this.#served;
  }

  /**
   * Looks now: for whoever has just moved the pointer.
   * @param opened the snapshot it was moved to, so that it need not be fetched once more
   */
  async refresh(now: number, opened: Snapshot | null = null): Promise<void> {
    const turn = ++this.#begun;
    for (const store of this.#stores) if (await this.#takeFrom(store, { now, turn, opened })) return;
  }

  /** @returns true when this store's snapshot is the one in service. */
  async #takeFrom(store: SnapshotStore, look: { now: number; turn: number; opened: Snapshot | null }): Promise<boolean> {
    let version = "";
    try {
      const pointer = await store.pointer();
      if (pointer === null) return false;
      version = pointer.version;
      const refusal = this.#refused.get(store);
      if (refusal && same(refusal.pointer, pointer) && look.now < refusal.until) return this.#served !== null;
      const known = [this.#served?.base, look.opened].find((snapshot) => snapshot?.version === version);
      const taken = known ? { snapshot: known } : await openFrom(store, version);
      if ("fault" in taken) {
        const times = refusal && same(refusal.pointer, pointer) ? refusal.times + 1 : 0;
        const until = look.now + Math.min(retryAfterMilliseconds * 2 ** times, retryAtLeastEvery);
        this.#refused.set(store, { pointer, times, until });
        return this.#refuse(store, { version, fault: taken.fault });
      }
      const served = await this.#laid(taken.snapshot, pointer, store);
      if (look.turn > this.#settled) {
        this.#settled = look.turn;
        this.#served = served;
      }
      this.#refused.delete(store);
      this.#reported.delete(store);
      return true;
    } catch (error) {
      return this.#refuse(store, { version, fault: { reason: "store_failed", detail: String(error) } });
    }
  }

  /** The snapshot with its corrections; what is served already is taken as it is. */
  async #laid(base: Snapshot, pointer: Pointer, store: SnapshotStore): Promise<Served> {
    const previous = this.#served?.base === base ? this.#served : null;
    if (previous !== null && same(previous.pointer, pointer)) return previous;
    const { version, revision = "", corrections = [] } = pointer;
    const laid = await layCorrections(base, corrections, `${version}+${revision.slice(0, 8)}`, store, previous);
    if (laid.missing.length > 0) this.#report({ version, fault: { reason: "corrections_missing", ids: laid.missing } });
    return { ...laid, base, pointer };
  }

  /** Reports a fault once. The last good snapshot stays, whichever store it came from. */
  #refuse(store: SnapshotStore, fault: LoadFault): boolean {
    const key = `${fault.version} ${fault.fault.reason}`;
    if (this.#reported.get(store) !== key) this.#report(fault);
    this.#reported.set(store, key);
    return this.#served !== null;
  }
}

function same(a: Pointer, b: Pointer): boolean {
  return a.version === b.version && a.revision === b.revision;
}
