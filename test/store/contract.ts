import { describe, expect, test } from "vitest";
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

    test("the version it points at loads, byte for byte as far as it is in memory, and opens", async () => {
      const { store, file, version } = await stockedTown();
      const { file: loaded, read } = (await store.load(version)) ?? { file: new Uint8Array() };
      expect(loaded).toEqual(file.slice(0, loaded.length));
      expect(loaded.byteOffset % 8).toBe(0);
      expect(await Snapshot.openVerified(loaded, read)).toMatchObject({ snapshot: { version } });
    });

    test("every entry can be read, wherever it is kept", async () => {
      const { store, file, version } = await stockedTown();
      const { file: loaded, read } = (await store.load(version)) ?? { file: new Uint8Array() };
      const [whole, opened] = await Promise.all([Snapshot.openVerified(file), Snapshot.openVerified(loaded, read)]);
      if ("fault" in whole || "fault" in opened) throw new Error("both are sound");
      const documents = Array.from({ length: whole.snapshot.size }, (_, document) => document);
      await opened.snapshot.load(documents);
      expect(documents.map((d) => opened.snapshot.entry(d))).toEqual(documents.map((d) => whole.snapshot.entry(d)));
    });

    test("a version can be loaded as often as one likes", async () => {
      const { store, version } = await stockedTown();
      const [first, second] = await Promise.all([store.load(version), store.load(version)]);
      expect(first?.file).toEqual(second?.file);
    });

    test.each(["000000000000", "", "pointer.json", "../pointer.json"])("there is no version %j", async (version) => {
      const { store } = await stockedTown();
      expect(await store.load(version)).toBeNull();
    });
  });
}
