import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { type GapNote, InsightLog } from "../../src/store/insight-log.ts";

beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.DB, env.MIGRATIONS);
});

const log = new InsightLog(env.DB);
const gap = (topic: string, more: Partial<GapNote> = {}): GapNote => ({
  day: "2026-11-23",
  topic,
  reason: "not_found",
  phrasing: `${topic}？`,
  ...more,
});
const noteAll = async (notes: readonly GapNote[], to = log) => {
  for (const note of notes) await to.note(note);
};
const rows = async (table: string) => (await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>())?.n;

describe("counting", () => {
  test("by topic and reason, the most asked first", async () => {
    await noteAll([
      gap("暖气"),
      gap("电梯"),
      gap("电梯", { reason: "ambiguous", day: "2026-11-21" }),
      gap("电梯", { reason: "unhelpful" }),
      gap("电梯"),
    ]);
    expect(await log.topics("2026-11-01", 10)).toEqual([
      { topic: "电梯", questions: 4, reasons: { not_found: 2, ambiguous: 1, unhelpful: 1 }, first: "2026-11-21", last: "2026-11-23" },
      { topic: "暖气", questions: 1, reasons: { not_found: 1, ambiguous: 0, unhelpful: 0 }, first: "2026-11-23", last: "2026-11-23" },
    ]);
    expect(await log.topics("2026-11-01", 1)).toHaveLength(1);
    expect(await log.topics("2026-11-22", 10)).toMatchObject([{ topic: "电梯", questions: 3 }, { topic: "暖气" }]);
    expect(await log.totals("2026-11-01")).toEqual({ questions: 5, leftOut: 0 });
  });

  test("notes that come at once are all counted", async () => {
    await Promise.all(Array.from({ length: 60 }, (_, i) => log.note(gap(`t${i % 3}`))));
    expect((await log.topics("2026-11-01", 10)).map((t) => t.questions)).toEqual([20, 20, 20]);
    expect(await log.totals("2026-11-01")).toEqual({ questions: 60, leftOut: 0 });
  });

  test("a few phrasings of each topic are kept, those with their numbers", async () => {
    await noteAll([..."ababcdefga"].map((phrasing) => gap("电梯", { phrasing })));
    expect(await log.phrasings(["电梯", "暖气"])).toEqual([
      { topic: "电梯", phrasing: "a", questions: 3 },
      { topic: "电梯", phrasing: "b", questions: 2 },
      { topic: "电梯", phrasing: "c", questions: 1 },
      { topic: "电梯", phrasing: "d", questions: 1 },
      { topic: "电梯", phrasing: "e", questions: 1 },
    ]);
  });

  test("an apostrophe is text, and so is whatever else people type", async () => {
    const phrasing = `'); DROP TABLE gap; -- "%" \0 ☃`;
    await log.note(gap("x", { phrasing, topic: phrasing }));
    expect(await log.phrasings([phrasing])).toEqual([{ topic: phrasing, phrasing, questions: 1 }]);
  });
});

describe("a flood", () => {
  test("ends in a number: no more rows than a day may write", async () => {
    const small = new InsightLog(env.DB, { questions: 1000, rows: 3 });
    await noteAll([gap("a"), gap("b"), gap("c"), gap("d"), gap("e"), gap("a"), gap("a", { reason: "ambiguous" })], small);
    expect((await small.topics("2026-11-01", 10)).map((t) => [t.topic, t.questions])).toEqual([
      ["a", 2],
      ["b", 1],
      ["c", 1],
    ]);
    expect(await small.totals("2026-11-01")).toEqual({ questions: 7, leftOut: 3 });
    expect(await rows("gap_phrasing")).toBe(3);
    await noteAll([gap("d", { day: "2026-11-24" })], small);
    expect(await small.topics("2026-11-24", 10)).toMatchObject([{ topic: "d", questions: 1 }]);
  });

  test("ends in silence: beyond the day's questions nothing is told apart, then nothing is written", async () => {
    const small = new InsightLog(env.DB, { questions: 4, rows: 100 });
    await noteAll(
      Array.from({ length: 50 }, () => gap("a")),
      small,
    );
    expect(await small.topics("2026-11-01", 10)).toMatchObject([{ questions: 4 }]);
    expect(await small.totals("2026-11-01")).toEqual({ questions: 5, leftOut: 1 });
    // Another isolate learns it by itself.
    await noteAll(
      Array.from({ length: 50 }, () => gap("a")),
      new InsightLog(env.DB, { questions: 4, rows: 100 }),
    );
    expect(await small.totals("2026-11-01")).toEqual({ questions: 6, leftOut: 2 });
    await noteAll([gap("a", { day: "2026-11-24" })], small);
    expect(await small.totals("2026-11-24")).toEqual({ questions: 1, leftOut: 0 });
  });
});

describe("forgetting", () => {
  test("the first note of a day says so", async () => {
    expect(await log.note(gap("a"))).toBe(true);
    expect(await log.note(gap("b"))).toBe(false);
    expect(await log.note(gap("b", { day: "2026-11-24" }))).toBe(true);
  });

  test("leaves nothing of what is older, and all of the rest", async () => {
    await noteAll([gap("a", { day: "2026-08-01" }), gap("a", { day: "2026-11-23", phrasing: "新的" }), gap("b", { day: "2026-08-01" })]);
    await log.forget("2026-08-25");
    expect(await log.topics("2026-01-01", 10)).toMatchObject([{ topic: "a", questions: 1, first: "2026-11-23" }]);
    expect(await log.phrasings(["a", "b"])).toEqual([{ topic: "a", phrasing: "新的", questions: 1 }]);
    expect(await rows("gap_day")).toBe(1);
  });
});
