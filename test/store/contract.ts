import { describe, expect, test } from "vitest";
import { versionOf } from "../../src/index/format.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import type { Pointer, SnapshotStore } from "../../src/store/snapshot-store.ts";
import { townSnapshot } from "./small-town.ts";

/** Makes a store of one kind whose pointer stands on this file. */
export type Stocked = (file: Uint8Array<ArrayBuffer>, pointer: Pointer) => Promise<SnapshotStore>;

/** What every store of snapshots promises, whatever it is made of. */
export function keepsTheStoreContract(name: string, stocked: Stocked): void {
  const builtAt = "2026-11-01T08:00:00.000Z";
  const stockedTown = async () => {
    const { file, version } = await townSnapshot();
    return { file, version, store: await stocked(file, { version, builtAt }) };
  };

  describe(`${name} keeps the contract of a store`, () => {
    test("its pointer names the version and says when it was built", async () => {
      const { store, version } = await stockedTown();
      expect(await store.pointer()).toMatchObject({ version, builtAt });
    });

    test("the version it points at loads, byte for byte, and opens", async () => {
      const { store, file, version } = await stockedTown();
      const loaded = await store.load(version);
      expect(loaded).toEqual(file);
      expect(loaded && versionOf(loaded)).toBe(version);
      expect(loaded && (await Snapshot.openVerified(loaded))).toMatchObject({ snapshot: { version } });
    });

    test("the bytes lie where columns can be read in place", async () => {
      const { store, version } = await stockedTown();
      const loaded = await store.load(version);
      expect(loaded).not.toBeNull();
      expect((loaded?.byteOffset ?? 1) % 8).toBe(0);
    });

    test("a version can be loaded as often as one likes", async () => {
      const { store, version } = await stockedTown();
      const [first, second] = await Promise.all([store.load(version), store.load(version)]);
      expect(first).toEqual(second);
    });

    test.each(["000000000000", "", "pointer.json", "../pointer.json"])("there is no version %j", async (version) => {
      const { store } = await stockedTown();
      expect(await store.load(version)).toBeNull();
    });
  });
}
