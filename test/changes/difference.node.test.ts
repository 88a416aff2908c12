import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeOf, differenceOf } from "../../src/changes/difference.ts";
import type { Entry } from "../../src/kb/entry.ts";
import { smallTown } from "../store/small-town.ts";
import { anyEntries, twoForms } from "./any-entry.ts";

const town = smallTown().entries;
const entry = (id: string): Entry => {
  const found = town.find((e) => e.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
/** What is said of an entry of the town with some of its fields changed. */
const said = (id: string, fields: object) => changeOf(entry(id), { ...entry(id), ...fields } as Entry)?.lines.map((l) => l.text);
const allowance = (...tiers: object[]) => ({ tables: [{ label: "高龄补贴", dimension: "age", unit: "岁", tiers }] });
const nineties = { from: 90, to: 94, value: 50, unit: "元/月" };
const older = { from: 95, to: 99, value: 100, unit: "元/月" };

describe("in the call takers' words", () => {
  test.each<[what: string, id: string, fields: object, text: string[]]>([
    ["a tier's figure", "policies/elderly-allowance", allowance(nineties, { ...older, value: 120 }), ["高龄补贴 95–99岁：100 → 120元/月"]],
    [
      "a tier's bounds",
      "policies/elderly-allowance",
      allowance(nineties, { ...older, to: 98 }),
      ["高龄补贴 95–98岁：100元/月（95–99岁） → 100元/月（95–98岁）"],
    ],
    [
      "a tier that came",
      "policies/elderly-allowance",
      allowance(nineties, older, { from: 100, to: null, value: 300, unit: "元/月", when: "仅限城区" }),
      ["高龄补贴 100岁及以上：新增 300元/月（仅限城区）"],
    ],
    ["a tier that went", "policies/elderly-allowance", allowance(older), ["高龄补贴 90–94岁：取消（原为 50元/月）"]],
    [
      "a tier's unit",
      "policies/elderly-allowance",
      allowance(nineties, { ...older, value: 1200, unit: "元/年" }),
      ["高龄补贴 95–99岁：100元/月 → 1200元/年"],
    ],
    [
      "a tier's condition",
      "policies/elderly-allowance",
      allowance(nineties, { ...older, when: "仅限城区" }),
      ["高龄补贴 95–99岁：100元/月 → 100元/月（仅限城区）"],
    ],
    [
      "a handler",
      "matters/manhole-covers",
      { handlers: [{ department: "住建局", role: "lead" }] },
      ["井盖丢失：负责部门 城市管理局 → 住建局"],
    ],
    [
      "a handler's part",
      "matters/stray-dogs",
      {
        handlers: [
          { department: "公安局", role: "lead" },
          { department: "城管局", role: "lead", when: "伤人之前" },
        ],
      },
      ["流浪狗：负责部门（伤人之前） 城管局（协办） → 城管局（负责）"],
    ],
    [
      "a handler that came",
      "matters/manhole-covers",
      {
        handlers: [
          { department: "城市管理局", role: "lead" },
          { department: "公安局", role: "assist" },
        ],
      },
      ["井盖丢失：协办部门 新增 公安局"],
    ],
    [
      "a figure",
      "guides/complaint-deadline",
      { figures: [{ label: "办结时限", value: 5, bound: "at-most", unit: "工作日" }] },
      ["投诉办结时限：办结时限 不超过7 → 不超过5个工作日"],
    ],
    ["a duty", "roles/shift-leader", { duties: ["安排班次", "处理升级的投诉"] }, ["值班长：职责 处理升级投诉 → 处理升级的投诉"]],
    ["a duty that came", "roles/shift-leader", { duties: ["安排班次", "处理升级投诉", "写值班记录"] }, ["值班长：职责 新增 写值班记录"]],
    [
      "the period",
      "policies/heating-grant",
      { validity: { from: "2016-01-01" } },
      ["取暖补助：有效期 自2016-01-01至2020-12-31 → 自2016-01-01"],
    ],
    [
      "the text",
      "policies/elderly-allowance",
      { body: "高龄补贴按季发放。" },
      ["高龄补贴：答复正文 高龄补贴按月发放。 → 高龄补贴按季发放。"],
    ],
    [
      "the name of a department",
      "departments/civil-affairs",
      { name: "民政和退役军人事务局" },
      ["民政和退役军人事务局：名称 民政局 → 民政和退役军人事务局"],
    ],
    [
      "how callers say it",
      "matters/manhole-covers",
      { questions: ["井盖丢了归谁管", "窨井没盖"] },
      ["井盖丢失：问法 取消（原为 路面井盖丢失找谁）", "井盖丢失：问法 新增 窨井没盖"],
    ],
    ["the order", "matters/manhole-covers", { questions: ["路面井盖丢失找谁", "井盖丢了归谁管"] }, ["井盖丢失：问法 次序或排版有调整"]],
    ["the review", "matters/manhole-covers", { reviewed: null }, ["井盖丢失：核实日期 2026-01-15 → 未核实"]],
  ])("%s", (_what, id, fields, text) => {
    expect(said(id, fields)).toEqual(text);
  });

  test("of a long text, the place that changed", () => {
    const long = "第一段说明办理条件和材料。".repeat(12);
    const was = { ...entry("policies/elderly-allowance"), body: `${long}每人每月100元，按季发放。${long}` };
    const is = { ...was, body: `${long}每人每月120元，按季发放。${long}` };
    expect(changeOf(was, is)?.lines).toMatchObject([
      { before: "…材料。每人每月100元，按季发放。…", after: "…材料。每人每月120元，按季发放。…" },
    ]);
  });

  test("no number is cut in two", () => {
    const long = "第一段说明办理条件。".repeat(6);
    const was = { ...entry("policies/elderly-allowance"), body: `${long}每月100元、其中12345678901元` };
    const is = { ...was, body: `${long}每月120元、其中12345678901元` };
    expect(changeOf(was, is)?.lines[0]?.after).toMatch(/每月120元、其中12345678901…$/u);
  });

  test("a new entry says what it says, an old one what it said", () => {
    const covers = entry("matters/manhole-covers");
    const lines = ["井盖丢失：负责部门 城市管理局", "井盖丢失：问法 井盖丢了归谁管、路面井盖丢失找谁"];
    expect(changeOf(null, covers)).toMatchObject({ change: "added", id: covers.id, kind: "matter", title: "井盖丢失" });
    expect(changeOf(null, covers)?.lines.map((l) => l.text)).toEqual(expect.arrayContaining(lines));
    expect(changeOf(covers, null)?.lines.map((l) => l.text)).toEqual(expect.arrayContaining(lines));
    expect(changeOf(covers, null)?.change).toBe("removed");
  });

  test("what callers say and when it was reviewed is nothing to relearn; a figure is", () => {
    const relearn = (id: string, fields: object) => changeOf(entry(id), { ...entry(id), ...fields } as Entry)?.lines.map((l) => l.relearn);
    expect(relearn("matters/manhole-covers", { questions: [], keywords: ["坑"], reviewed: null })).toEqual([false, false, false]);
    expect(relearn("policies/elderly-allowance", allowance(nineties, { ...older, value: 120 }))).toEqual([true]);
  });
});

describe("laws", () => {
  test("equal sets have no difference, in whatever order they come", () => {
    fc.assert(
      fc.property(
        anyEntries.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(differenceOf(all, structuredClone(shuffled))).toEqual([]);
        },
      ),
    );
  });

  test("every field that differs is told, and no other", () => {
    // An exact figure says what one without a bound does, and says so here by having none.
    const plain = (value: unknown) => JSON.stringify(value)?.replaceAll(',"bound":"exact"', "");
    const keyOrderFree = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(keyOrderFree)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([k, v]) => [k, keyOrderFree(v)]),
            )
          : value;
    fc.assert(
      fc.property(twoForms, ([before, after]) => {
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
        const differing = keys.filter((k) => plain(keyOrderFree(Reflect.get(before, k))) !== plain(keyOrderFree(Reflect.get(after, k))));
        const told = new Set(changeOf(before, after)?.lines.map((l) => l.field));
        expect([...told].sort()).toEqual(differing.sort());
      }),
      { numRuns: 500 },
    );
  });

  test("every value of a tier, figure or handler that came or went stands in some line", () => {
    const numbers = (e: Entry) =>
      [
        ...("tables" in e ? e.tables.flatMap((t) => t.tiers) : []),
        ...("figures" in e ? e.figures : []),
        ...(e.kind === "role" ? e.limits : []),
      ].flatMap((f) => ("range" in f && f.range ? f.range.map(String) : [String(f.value)]));
    const names = (e: Entry) => ("handlers" in e ? e.handlers.map((h) => h.department) : []);
    fc.assert(
      fc.property(twoForms, ([before, after]) => {
        const lines = changeOf(before, after)?.lines ?? [];
        const shown = (side: "before" | "after", value: string) => lines.some((l) => l[side]?.includes(value));
        for (const of of [numbers, names]) {
          const [was, is] = [new Set(of(before)), new Set(of(after))];
          for (const value of [...was].filter((v) => !is.has(v))) expect(shown("before", value)).toBe(true);
          for (const value of [...is].filter((v) => !was.has(v))) expect(shown("after", value)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("what comes one way goes the other", () => {
    const opposite = { added: "removed", removed: "added", changed: "changed" } as const;
    fc.assert(
      fc.property(anyEntries, anyEntries, (a, b) => {
        const there = differenceOf(a, b);
        const back = differenceOf(b, a);
        expect(back.map(({ id, change }) => [id, change])).toEqual(there.map(({ id, change }) => [id, opposite[change]]));
        expect(there.map((c) => c.id)).toEqual(there.map((c) => c.id).toSorted());
      }),
    );
  });
});
