import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import manifest from "../../build/kb.manifest.json" with { type: "json" };
import bundledSnapshot from "../../build/kb.snapshot";
import { Snapshot } from "../../src/index/snapshot.ts";
import { BundledStore } from "../../src/store/bundled-store.ts";
import { R2Store } from "../../src/store/r2-store.ts";
import { keepsTheStoreContract } from "./contract.ts";
import { pointAt, publishTo } from "./publish.ts";
import { townSnapshot } from "./small-town.ts";

beforeEach(reset);

keepsTheStoreContract("the bundled store", async (file, { builtAt }) => new BundledStore(file.buffer, builtAt));
keepsTheStoreContract("R2", async (file, pointer) => {
  await publishTo(env.SNAPSHOTS, file, pointer);
  return new R2Store(env.SNAPSHOTS);
});
test("the bundle of this deployment is sound", async () => {
  const store = new BundledStore(bundledSnapshot, manifest.builtAt);
  expect(await store.pointer()).toEqual(manifest);
  const file = await store.load(manifest.version);
  expect(file && (await Snapshot.openVerified(file))).toMatchObject({ snapshot: { version: manifest.version } });
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
    expect(await store.load(first.version)).toEqual(first.file);
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
