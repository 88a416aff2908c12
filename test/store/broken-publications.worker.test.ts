import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { formatVersion, versionOf } from "../../src/index/format.ts";
import type { SnapshotStore } from "../../src/store/snapshot-store.ts";
import { bucket, builtAt, bundled, bundledStore, failing, first, publish, second } from "./publications.ts";
import { pointAt, publishTo } from "./publish.ts";
import { GatedStore, Watched } from "./served.ts";

beforeEach(reset);

const changed = (offset: number, value: number) => {
  const file = second.file.slice();
  file[offset] = value;
  return file;
};
const claimed = { version: second.version, builtAt };
/** What may be wrong with a publication, and how it is called in the report. */
const broken: readonly (readonly [what: string, reason: string, version: string, publish: () => Promise<void>])[] = [
  ["a corrupt snapshot", "hash_mismatch", second.version, () => publishTo(env.SNAPSHOTS, changed(second.file.length - 20, 255), claimed)],
  ["one of an unknown format", "unknown_format", second.version, () => publishTo(env.SNAPSHOTS, changed(4, formatVersion + 1), claimed)],
  ["one of another analyzer", "analyzer_mismatch", second.version, () => publishTo(env.SNAPSHOTS, changed(40, 200), claimed)],
  ["a truncated one", "wrong_length", second.version, () => publishTo(env.SNAPSHOTS, second.file.slice(0, -4096), claimed)],
  ["the beginning of one", "not_a_snapshot", second.version, () => publishTo(env.SNAPSHOTS, second.file.slice(0, 40), claimed)],
  ["an empty one", "not_a_snapshot", second.version, () => publishTo(env.SNAPSHOTS, new Uint8Array(), claimed)],
  [
    "a web page in its place",
    "not_a_snapshot",
    second.version,
    () => publishTo(env.SNAPSHOTS, new TextEncoder().encode("<html>".repeat(99)), claimed),
  ],
  ["another version under its name", "hash_mismatch", second.version, () => publishTo(env.SNAPSHOTS, bundled.file, claimed)],
  ["a missing one", "missing", second.version, () => pointAt(env.SNAPSHOTS, JSON.stringify(claimed))],
  ["a pointer that is none", "store_failed", "", () => pointAt(env.SNAPSHOTS, "{")],
];

describe.each(broken)("%s (%s)", (_what, reason, version, publishBroken) => {
  const report = { version, fault: expect.objectContaining({ reason }) };

  test("is reported once, and the last good snapshot goes on", async () => {
    await publish(first);
    const live = new Watched(bucket, bundledStore);
    await live.request();
    await publishBroken();
    expect(await live.after(60)).toBe(first.version);
    expect(live.faults).toEqual([report]);
  });

  test("before anything else was served: the bundled one is, and it is reported once", async () => {
    await publishBroken();
    const live = new Watched(bucket, bundledStore);
    expect(await live.request()).toBe(bundled.version);
    expect(await live.after(60)).toBe(bundled.version);
    expect(live.faults).toEqual([report]);
  });

  test("is mended by publishing again; should it come back, it is reported again", async () => {
    await publishBroken();
    const live = new Watched(bucket, bundledStore);
    await live.request();
    await publish(first);
    expect(await live.after(10)).toBe(first.version);
    await publishBroken();
    expect(await live.after(10)).toBe(first.version);
    expect(live.faults).toEqual([report, report]);
  });
});

test("a refused snapshot is not fetched again and again while the pointer stays on it", async () => {
  await publishTo(env.SNAPSHOTS, changed(second.file.length - 20, 255), claimed);
  const gated = new GatedStore(bucket);
  const live = new Watched(gated, bundledStore);
  await live.after(3600);
  expect(gated.loaded).toBeLessThan(20);
  expect(gated.asked).toBeGreaterThan(600);
  const before = gated.loaded;
  await publishTo(env.SNAPSHOTS, second.file, claimed);
  expect(await live.after(600)).toBe(second.version);
  expect(gated.loaded).toBe(before + 1);
});

test("an outage of R2 is reported at its beginning, each time", async () => {
  await publish(first);
  let down = false;
  const moody: SnapshotStore = {
    pointer: () => (down ? failing : bucket).pointer(),
    load: (version) => (down ? failing : bucket).load(version),
  };
  const live = new Watched(moody, bundledStore);
  for (const outages of [1, 2]) {
    down = false;
    expect(await live.after(20)).toBe(first.version);
    down = true;
    expect(await live.after(20)).toBe(first.version);
    expect(live.faults).toHaveLength(outages);
  }
});

test("no snapshot with a changed byte, in its hash or after it, is ever served", async () => {
  const hashOffset = 16;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: hashOffset, max: second.file.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (offset, flip) => {
        const file = changed(offset, (second.file[offset] ?? 0) ^ flip);
        // Named as its own header names it, so that the hash itself has to tell.
        const store: SnapshotStore = { pointer: async () => ({ version: versionOf(file), builtAt }), load: async () => ({ file }) };
        const live = new Watched(store, bundledStore);
        expect(await live.request()).toBe(bundled.version);
        expect(live.faults).toHaveLength(1);
      },
    ),
  );
});
