import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { bucket, builtAt, bundled, bundledStore, failing, first, publish, second } from "./publications.ts";
import { pointAt } from "./publish.ts";
import { GatedStore, Watched } from "./served.ts";

beforeEach(reset);

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

describe("who has moved the pointer", () => {
  test("sees it at once", async () => {
    await publish(first);
    const live = new Watched(bucket, bundledStore);
    await live.request();
    await publish(second);
    await live.refresh();
    expect(await live.request()).toBe(second.version);
  });

  test("is not set back by a look that began earlier and ends later", async () => {
    await publish(first);
    const gated = new GatedStore(bucket);
    const live = new Watched(gated);
    await live.request();
    await publish(second);
    gated.shutLoading();
    live.idle(10);
    await live.request();
    await publish(bundled);
    const refreshed = live.refresh();
    gated.open();
    await refreshed;
    await live.settle();
    expect(await live.request()).toBe(bundled.version);
  });
});
