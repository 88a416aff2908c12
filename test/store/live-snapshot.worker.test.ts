import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { formatVersion, versionOf } from "../../src/index/format.ts";
import { BundledStore } from "../../src/store/bundled-store.ts";
import { R2Store, snapshotKey } from "../../src/store/r2-store.ts";
import type { SnapshotStore } from "../../src/store/snapshot-store.ts";
import { pointAt, publishTo } from "./publish.ts";
import { GatedStore, Watched } from "./served.ts";
import { townSnapshot } from "./small-town.ts";

beforeEach(reset);

const builtAt = "2026-11-01T08:00:00.000Z";
const bundled = await townSnapshot({ "matters/gutter-oil.md": null });
const first = await townSnapshot();
const second = await townSnapshot({ "matters/stray-dogs.md": null });
const bundledStore = new BundledStore(bundled.file.buffer, builtAt);
const bucket = new R2Store(env.SNAPSHOTS);
const publish = ({ file, version }: typeof first) => publishTo(env.SNAPSHOTS, file, { version, builtAt });
const failing: SnapshotStore = {
  pointer: () => Promise.reject(new Error("R2 is down")),
  load: () => Promise.reject(new Error("R2 is down")),
};

test("the three towns of these tests are three versions", () => {
  expect(new Set([bundled.version, first.version, second.version]).size).toBe(3);
});

describe("the first request", () => {
  test("waits for a snapshot; no later one does, however slow the store", async () => {
    await publish(first);
    const gated = new GatedStore(bucket);
    const live = new Watched(gated);
    gated.shut();
    const answered = live.request();
    expect(await Promise.race([answered, Promise.resolve("waiting")])).toBe("waiting");
    gated.open();
    expect(await answered).toBe(first.version);

    await publish(second);
    gated.shut();
    live.idle(60);
    expect(await live.request()).toBe(first.version);
    live.idle(60);
    expect(await live.request()).toBe(first.version);
    gated.open();
    await live.settle();
    expect(await live.request()).toBe(second.version);
  });

  test("does not wait for the work of another one, which may end with it", async () => {
    const gated = new GatedStore(bundledStore);
    const live = new Watched(gated);
    gated.shut();
    void live.request();
    gated.shut();
    const other = live.request();
    gated.open();
    expect(await other).toBe(bundled.version);
  });

  test("prefers what is published to what is bundled", async () => {
    await publish(first);
    expect(await new Watched(bucket, bundledStore).request()).toBe(first.version);
  });

  test("takes the bundled snapshot while nothing is published, and that is no fault", async () => {
    const live = new Watched(bucket, bundledStore);
    expect(await live.request()).toBe(bundled.version);
    expect(live.faults).toEqual([]);
  });

  test("takes the bundled snapshot while R2 fails, and reports it once", async () => {
    const live = new Watched(failing, bundledStore);
    expect(await live.request()).toBe(bundled.version);
    expect(await live.after(60)).toBe(bundled.version);
    expect(live.faults).toEqual([{ version: "", fault: { reason: "store_failed", detail: "Error: R2 is down" } }]);
  });

  test("gets nothing where there is nothing, and the next one looks again", async () => {
    const live = new Watched(bucket);
    expect(await live.request()).toBeNull();
    await publish(first);
    expect(await live.request()).toBe(first.version);
  });
});

describe("a moved pointer", () => {
  test("is followed within ten seconds", async () => {
    await publish(first);
    const live = new Watched(bucket, bundledStore);
    expect(await live.after(30)).toBe(first.version);
    await publish(second);
    expect(await live.after(10)).toBe(second.version);
    expect(live.faults).toEqual([]);
  });

  test("is followed from the bundled snapshot to the first published one", async () => {
    const live = new Watched(bucket, bundledStore);
    expect(await live.after(10)).toBe(bundled.version);
    await publish(first);
    expect(await live.after(10)).toBe(first.version);
  });

  test("is followed back: a rollback is a publication like any other", async () => {
    await publish(second);
    const live = new Watched(bucket, bundledStore);
    expect(await live.request()).toBe(second.version);
    await publish(first);
    expect(await live.after(10)).toBe(first.version);
    await pointAt(env.SNAPSHOTS, JSON.stringify({ version: second.version, builtAt }));
    expect(await live.after(10)).toBe(second.version);
  });

  test("is looked for every few seconds, not at every request", async () => {
    await publish(first);
    const gated = new GatedStore(bucket);
    const live = new Watched(gated);
    await live.after(60);
    expect(gated.asked).toBeGreaterThanOrEqual(6);
    expect(gated.asked).toBeLessThanOrEqual(13);
  });
});

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
  ["one of another analyzer", "analyzer_mismatch", second.version, () => publishTo(env.SNAPSHOTS, changed(8, 200), claimed)],
  ["a truncated one", "section_corrupt", second.version, () => publishTo(env.SNAPSHOTS, second.file.slice(0, -4096), claimed)],
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
        const store: SnapshotStore = { pointer: async () => ({ version: versionOf(file), builtAt }), load: async () => file };
        const live = new Watched(store, bundledStore);
        expect(await live.request()).toBe(bundled.version);
        expect(live.faults).toHaveLength(1);
      },
    ),
  );
});

test("a snapshot in R2 is found under its version", async () => {
  await publish(first);
  expect((await env.SNAPSHOTS.list()).objects.map((o) => o.key)).toEqual(["pointer.json", snapshotKey(first.version)]);
});
