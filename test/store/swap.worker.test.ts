import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import type { PublishedState } from "../../src/store/published-state.ts";
import { R2Store } from "../../src/store/r2-store.ts";
import { failingBucket } from "./failing-bucket.ts";

beforeEach(reset);

const store = new R2Store(env.SNAPSHOTS);
const stateBy = (publishedBy: string, n = 1): PublishedState => ({
  version: n.toString(16).padStart(12, "0"),
  builtAt: "2026-11-01T08:00:00.000Z",
  publishedBy,
  publishedAt: "2026-11-23T04:00:00.000Z",
  history: [],
  corrections: [],
});

describe("the pointer moves by compare and swap", () => {
  test("the first one only where there is none", async () => {
    const etag = await store.swap(null, stateBy("李娜"));
    expect(await store.state()).toEqual({ state: stateBy("李娜"), etag });
    expect(await store.swap(null, stateBy("王强"))).toBeNull();
    expect(await store.state()).toEqual({ state: stateBy("李娜"), etag });
  });

  test("a later one only from the state its writer saw", async () => {
    const seen = await store.swap(null, stateBy("李娜"));
    const next = await store.swap(seen, stateBy("李娜", 2));
    expect(next).not.toBeNull();
    expect(await store.swap(seen, stateBy("王强", 3))).toBeNull();
    expect(await store.state()).toEqual({ state: stateBy("李娜", 2), etag: next });
    expect((await store.pointer())?.revision).toBe(next);
  });

  test("of many at once one wins, and it is the one that is told so", async () => {
    let seen = await store.swap(null, stateBy("nobody"));
    for (let round = 0; round < 50; round++) {
      const names = ["李娜", "王强", "赵敏"].map((name) => `${name} ${round}`);
      const tags = await Promise.all(names.map((name) => store.swap(seen, stateBy(name, round))));
      expect(tags.filter((t) => t !== null)).toHaveLength(1);
      const winner = tags.findIndex((t) => t !== null);
      const now = await store.state();
      expect([now?.state.publishedBy, now?.etag]).toEqual([names[winner], tags[winner]]);
      seen = now?.etag ?? null;
    }
  });
});

describe("R2 fails during a swap", () => {
  test("before it is written: that is told, and nothing has moved", async () => {
    const seen = await store.swap(null, stateBy("李娜"));
    const failing = new R2Store(failingBucket(env.SNAPSHOTS, { call: 1, when: "before" }).bucket);
    await expect(failing.swap(seen, stateBy("王强"))).rejects.toThrow("R2 is down");
    expect((await store.state())?.state.publishedBy).toBe("李娜");
  });

  test("after it was written: it has moved, and that is what the writer is told", async () => {
    const seen = await store.swap(null, stateBy("李娜"));
    const failing = new R2Store(failingBucket(env.SNAPSHOTS, { call: 1, when: "after" }).bucket);
    const etag = await failing.swap(seen, stateBy("王强"));
    expect(await store.state()).toEqual({ state: stateBy("王强"), etag });
  });
});

test("all snapshots are listed, however many pages they take", async () => {
  const versions = Array.from({ length: 1100 }, (_, n) => n.toString(16).padStart(12, "0"));
  for (let i = 0; i < versions.length; i += 100) {
    await Promise.all(versions.slice(i, i + 100).map((version) => store.store(version, new Uint8Array(3))));
  }
  await store.swap(null, stateBy("李娜"));
  const listed = await store.list();
  expect(listed.map((s) => s.version)).toEqual(versions);
  expect(listed[0]).toMatchObject({ bytes: 3, uploaded: expect.any(Date) });
  await store.remove("000000000000");
  expect(await store.stored("000000000000")).toBeNull();
  expect(await store.stored("000000000001")).toMatchObject({ version: "000000000001", bytes: 3 });
});
