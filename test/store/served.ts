import { LiveSnapshot, type LoadFault } from "../../src/store/live-snapshot.ts";
import type { LoadedSnapshot, Pointer, SnapshotStore } from "../../src/store/snapshot-store.ts";

/** A live snapshot in a test's hands: a clock to turn, the work it leaves behind, and what it reports. */
export class Watched {
  readonly faults: LoadFault[] = [];
  readonly #live: LiveSnapshot;
  #now = 0;
  #work: Promise<void>[] = [];

  constructor(...stores: readonly SnapshotStore[]) {
    this.#live = new LiveSnapshot(stores, (fault) => this.faults.push(fault));
  }

  /** A request: the version it is served, or null. Work begun beside it goes on. */
  async request(): Promise<string | null> {
    const served = await this.#live.get(this.#now, (work) => this.#work.push(work));
    return served?.pointer.version ?? null;
  }

  /** Seconds pass, with a request in each, and all work beside them done: the version served in the end. */
  async after(seconds: number): Promise<string | null> {
    for (let second = 0; second < seconds; second++) {
      this.#now += 1000;
      await this.request();
      await this.settle();
    }
    return await this.request();
  }

  /** What the request that moved the pointer does. */
  async refresh(): Promise<void> {
    await this.#live.refresh(this.#now);
  }

  /** Seconds pass without a request. */
  idle(seconds: number): void {
    this.#now += seconds * 1000;
  }

  async settle(): Promise<void> {
    await Promise.all(this.#work);
    this.#work = [];
  }
}

/** A store behind a gate: while it is shut, whoever asks waits. Counts the questions. */
export class GatedStore implements SnapshotStore {
  asked = 0;
  loaded = 0;
  readonly #store: SnapshotStore;
  #gate: Promise<void> = Promise.resolve();
  #loadingGate: Promise<void> = Promise.resolve();
  #open: () => void = () => {};

  constructor(store: SnapshotStore) {
    this.#store = store;
  }

  shut(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    this.#open = resolve;
  }

  /** From now on the pointer can be read, and the next snapshot waits. */
  shutLoading(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#loadingGate = promise;
    this.#open = resolve;
  }

  open(): void {
    this.#open();
  }

  async pointer(): Promise<Pointer | null> {
    this.asked++;
    await this.#gate;
    return await this.#store.pointer();
  }

  async load(version: string): Promise<LoadedSnapshot | null> {
    this.loaded++;
    const gate = this.#loadingGate;
    this.#loadingGate = Promise.resolve();
    await Promise.all([this.#gate, gate]);
    return await this.#store.load(version);
  }
}
