import { describe, expect, test } from "vitest";
import { caveatsOf } from "../../src/answer/caveats.ts";
import type { Entry } from "../../src/kb/entry.ts";
import { understand } from "../../src/query/understand.ts";
import { entries } from "../index/the-base.ts";
import { askTown, file, openTown } from "./ask-a-town.ts";
import { answerTo, snapshot, today } from "./ask-the-base.ts";

const caveats = (entry: Entry, question = "流浪狗归谁管", at = today) =>
  caveatsOf(entry, [], understand(snapshot, question, { at }), snapshot.regions).join("\n");

describe("what must be said with an answer", () => {
  test("every entry of a region says where it holds, no other does", () => {
    const wrong = entries.filter((e) => e.kind !== "article" && (e.region !== undefined) !== caveats(e).includes("本条适用于"));
    expect(wrong.map((e) => e.id)).toEqual([]);
  });

  test("every entry that nobody has confirmed says so, no other does", () => {
    const wrong = entries.filter((e) => e.kind !== "article" && (e.reviewed === null) !== caveats(e).includes("未经确认"));
    expect(wrong.map((e) => e.id)).toEqual([]);
  });

  test("an editor's own caveats are all there, before the general ones", () => {
    const own = entries.filter((e) => e.kind !== "article" && e.caveats.length > 0);
    expect(own.length).toBeGreaterThan(0);
    for (const entry of own) if (entry.kind !== "article") expect(caveats(entry).startsWith(entry.caveats.join("\n"))).toBe(true);
  });

  test("an age by the old count is to be checked, and only that", () => {
    expect(answerTo("虚岁九十二的老人高龄补贴多少").caveats.join("")).toContain("请核实周岁");
    expect(answerTo("九十二岁的老人高龄补贴多少").caveats.join("")).not.toContain("周岁");
  });

  test("nothing twice", () => {
    for (const question of ["虚岁九十二虚岁九十二高龄补贴多少", "百岁老人补贴多少"]) {
      const said = answerTo(question).caveats;
      expect(said).toEqual([...new Set(said)]);
    }
  });
});

describe("a review grows old", async () => {
  const town = await openTown({
    "matters/lamps.md": file([
      "title: 路灯维修",
      "questions: [路灯不亮归谁管]",
      "handlers: [{ department: 城市管理局 }]",
      "reviewed: 2025-03-01",
      "source: { title: 手册, issued: 2020-05-06, url: https://example.org/lamps }",
    ]),
  });
  const answer = (at: string) => askTown(town, "路灯不亮归谁管", at).answer;

  test.each([
    ["2025-03-02", false],
    ["2026-03-01", false],
    ["2026-03-02", true],
    ["2030-01-01", true],
  ])("on %s it is past a year: %s", (at, old) => {
    expect(answer(at)?.caveats.some((c) => c.includes("上次核对是2025-03-01，已超过一年"))).toBe(old);
  });

  test("its day, and the source with its own, come with the answer", () => {
    expect(answer("2025-06-01")?.validity.reviewed).toBe("2025-03-01");
    expect(answer("2025-06-01")?.source).toEqual({ title: "手册", issued: "2020-05-06", url: "https://example.org/lamps" });
  });
});
