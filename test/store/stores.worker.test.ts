import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import manifest from "../../build/kb.manifest.json" with { type: "json" };
import bundledSnapshot from "../../build/kb.snapshot";
import { readHeader } from "../../src/index/format.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import { BundledStore } from "../../src/store/bundled-store.ts";
import { openFrom } from "../../src/store/open-from.ts";
import { Publications } from "../../src/store/publications.ts";
import { R2Store, StoreFailure, snapshotKey } from "../../src/store/r2-store.ts";
import { keepsTheStoreContract } from "./contract.ts";
import { pointAt, publishTo } from "./publish.ts";
import { townSnapshot } from "./small-town.ts";

beforeEach(reset);

keepsTheStoreContract("the bundled store", async (file, { builtAt }) => new BundledStore(file.buffer, builtAt));
keepsTheStoreContract("R2", async (file, pointer) => {
  await publishTo(env.SNAPSHOTS, file, pointer);
  return new R2Store(env.SNAPSHOTS);
});
keepsTheStoreContract("R2, with a snapshot too large for memory", async (file, pointer) => {
  await publishTo(env.SNAPSHOTS, file, pointer);
  return new R2Store(env.SNAPSHOTS, 64);
});
test("the bundle of this deployment is sound", async () => {
  const store = new BundledStore(bundledSnapshot, manifest.builtAt);
  expect(await store.pointer()).toEqual(manifest);
  const loaded = await store.load(manifest.version);
  expect(loaded && (await Snapshot.openVerified(loaded.file))).toMatchObject({ snapshot: { version: manifest.version } });
});

describe("R2", () => {
  const builtAt = "2026-11-01T08:00:00.000Z";
  const store = new R2Store(env.SNAPSHOTS);

  test("an empty bucket points at nothing, which is no fault", async () => {
    expect(await store.pointer()).toBeNull();
  });

  test("publishing moves the pointer, and keeps what was there", async () => {
    const first = await townSnapshot();
    const second = await townSnapshot({ "matters/stray-dogs.md": null });
    await publishTo(env.SNAPSHOTS, first.file, { version: first.version, builtAt });
    await publishTo(env.SNAPSHOTS, second.file, { version: second.version, builtAt });
    expect(await store.pointer()).toMatchObject({ version: second.version, builtAt });
    expect((await store.load(first.version))?.file).toEqual(first.file);
  });

  test.each([
    ["", "empty"],
    ["{", "no JSON"],
    ["null", "nothing"],
    ['"0123456789ab"', "a bare version"],
    ['{"version":"0123456789ab"}', "without a time"],
    ['{"version":"0123456789AB","builtAt":"2026-11-01T08:00:00Z"}', "a version in capitals"],
    ['{"version":"../../secrets","builtAt":"2026-11-01T08:00:00Z"}', "a path for a version"],
    ['{"version":"0123456789ab","builtAt":"yesterday"}', "a time that is none"],
  ])("a pointer that reads %s (%s) is noticed, not taken for none", async (text) => {
    await pointAt(env.SNAPSHOTS, text);
    await expect(store.pointer()).rejects.toThrow();
  });
});

describe("a snapshot too large for memory", () => {
  const publications = (wholeUpTo: number) =>
    new Publications(new R2Store(env.SNAPSHOTS, wholeUpTo), new BundledStore(bundledSnapshot, manifest.builtAt));

  test("leaves its stored part in the bucket; a smaller one does not", async () => {
    const { file, version } = await townSnapshot();
    await env.SNAPSHOTS.put(snapshotKey(version), file);
    const header = readHeader(file);
    const { searchable, stored } = "fault" in header ? { searchable: 0, stored: 0 } : header.lengths;
    expect(searchable).toBeLessThan(file.length);
    const inMemory = async (wholeUpTo: number) => (await new R2Store(env.SNAPSHOTS, wholeUpTo).load(version))?.file.length;
    expect(await inMemory(file.length)).toBe(file.length);
    expect(await inMemory(file.length - 1)).toBe(file.length);
    expect(await inMemory(stored)).toBe(file.length);
    expect(await inMemory(stored - 1)).toBe(searchable);
    expect(await inMemory(56)).toBe(searchable);
  });

  test("is verified to its last byte before it is put in service", async () => {
    const { file, version } = await townSnapshot();
    await env.SNAPSHOTS.put(snapshotKey(version), file);
    for (const wholeUpTo of [56, file.length])
      expect(await publications(wholeUpTo).openWhole(version)).toMatchObject({ snapshot: { version } });
    const flipped = file.slice();
    flipped[file.length - 1] = (flipped[file.length - 1] ?? 0) ^ 1;
    await env.SNAPSHOTS.put(snapshotKey(version), flipped);
    for (const wholeUpTo of [56, file.length])
      expect(await publications(wholeUpTo).openWhole(version)).toEqual({ fault: { reason: "hash_mismatch" } });
    expect(await publications(56).openWhole("000000000000")).toEqual({ fault: { reason: "missing" } });
  });

  test("that is taken away under who serves it is an outage of the store, not another answer", async () => {
    const { file, version } = await townSnapshot();
    await env.SNAPSHOTS.put(snapshotKey(version), file);
    const opened = await openFrom(new R2Store(env.SNAPSHOTS, 56), version);
    if ("fault" in opened) throw new Error("it is sound");
    await env.SNAPSHOTS.delete(snapshotKey(version));
    await expect(opened.snapshot.load([0])).rejects.toThrow(StoreFailure);
  });
});
