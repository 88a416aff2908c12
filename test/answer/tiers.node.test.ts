import nzh from "nzh";
import { describe, expect, test } from "vitest";
import { caveatsOf } from "../../src/answer/caveats.ts";
import { selectFigures, tiersFor } from "../../src/answer/figures.ts";
import { type Entry, type TierTable, titleOf } from "../../src/kb/entry.ts";
import { understand } from "../../src/query/understand.ts";
import { entries } from "../index/the-base.ts";
import { answerTo, askTheBase, snapshot, today } from "./ask-the-base.ts";

type Tabled = { readonly entry: Entry; readonly table: TierTable };
const tables = entries.flatMap((entry): Tabled[] => ("tables" in entry ? entry.tables.map((table) => ({ entry, table })) : []));

/** Every end of every tier, and the numbers beside it. */
const cases = tables.flatMap(({ entry, table }) => {
  const ends = table.tiers.flatMap((t) => [t.from, t.to]).filter((end) => end !== null);
  const numbers = [...new Set(ends.flatMap((end) => [end - 1, end, end + 1]))].sort((a, b) => a - b);
  // What a title says in brackets may hold a quantity of its own (移动热线四级).
  const subject = titleOf(entry).replace(/（.*?）/gu, "");
  return numbers.map((number) => ({ question: `${subject}，${number}${table.unit}是多少`, number, entry, table }));
});
const inside = ({ number, table }: { number: number; table: TierTable }) =>
  table.tiers.filter((t) => (t.from ?? -Infinity) <= number && number <= (t.to ?? Infinity));

describe("the tiers of the knowledge base", () => {
  test("there are some, and questions beside all of them", () => {
    expect(tables.length).toBeGreaterThan(0);
    expect(cases.some((c) => inside(c).length > 0)).toBe(true);
    expect(cases.some((c) => inside(c).length === 0)).toBe(true);
  });

  test.each(cases.filter((c) => inside(c).length > 0))("$question → just the tier that holds $number", (asked) => {
    const { answer } = askTheBase(asked.question);
    expect(answer?.entry.id).toBe(asked.entry.id);
    const matched = answer?.figures.filter((f) => f.matched).map(({ value, unit }) => ({ value, unit }));
    expect(matched).toEqual(inside(asked).map(({ value, unit }) => ({ value, unit })));
    for (const { value, unit } of inside(asked)) expect(answer?.text).toMatch(new RegExp(`${value}个?${unit}`, "u"));
    // A number of another tier in the text would be read out to the caller.
    const others = asked.table.tiers.filter((t) => !inside(asked).includes(t));
    for (const { value, unit } of others) expect(answer?.text).not.toMatch(new RegExp(`(?<!\\d)${value}个?${unit}`, "u"));
  });

  test.each(cases.filter((c) => inside(c).length === 0))("$question → outside all tiers: said, and no number given", (asked) => {
    const { answer } = askTheBase(asked.question);
    expect(answer?.entry.id).toBe(asked.entry.id);
    expect(answer?.figures.filter((f) => f.matched)).toEqual([]);
    expect(answer?.text).toContain(`${asked.number}${asked.table.unit}不在${asked.table.label}的各档之内`);
    for (const { value, unit } of asked.table.tiers) expect(answer?.text).not.toContain(`${value}${unit}`);
  });

  test("the same where the number is said in Chinese numerals", () => {
    for (const { question, number, entry, table } of cases) {
      const said = question.replace(`${number}${table.unit}`, `${nzh.cn.encodeS(number)}${table.unit}`);
      const values = (q: string) => selectFigures(snapshot, understand(snapshot, q, { at: today }), entry).figures.map((f) => f.matched);
      expect([said, values(said)]).toEqual([said, values(question)]);
    }
  });

  test("all tiers are shown, the one asked for or not", () => {
    for (const { question, entry, table } of cases) {
      const { figures } = selectFigures(snapshot, understand(snapshot, question, { at: today }), entry);
      expect(figures.slice(0, table.tiers.length).map((f) => f.value)).toEqual(table.tiers.map((t) => t.value));
    }
  });
});

describe("an age is matched as it is said", () => {
  const matched = (question: string) => answerTo(question).figures.flatMap((f) => (f.matched ? [f.value] : []));

  test.each([
    ["九十二岁老人补贴多少", [50]],
    ["虚岁九十二，高龄补贴多少", [50]],
    ["一百零三岁老人高龄补贴多少", [300]],
    ["百岁老人每个月有多少钱", [300]],
    ["我外公98了，高龄补贴能领多少", [100]],
    ["不满95岁的老人高龄补贴多少", [50]],
    ["95岁以上的老人高龄补贴多少", [100, 300]],
    ["95岁以下的老人高龄补贴多少", [50, 100]],
    ["不超过94岁的老人高龄补贴多少", [50]],
    ["超过94岁的老人高龄补贴多少", [100, 300]],
    ["超过99岁的老人高龄补贴多少", [300]],
    ["94岁到95岁的老人高龄补贴多少", [50, 100]],
    ["不满90岁的老人高龄补贴多少", []],
  ])("%s → %j", (question, values) => {
    expect(matched(question)).toEqual(values);
  });

  test("asked of no age, all tiers are read out and none is marked", () => {
    const { text, figures } = answerTo("高龄补贴标准");
    expect(figures.filter((f) => f.matched)).toEqual([]);
    expect(["50元", "100元", "300元"].filter((amount) => !text.includes(amount))).toEqual([]);
  });

  test("what the tiers do not measure is said", () => {
    const said = (question: string) => {
      const query = understand(snapshot, question, { at: today });
      return tables.map(({ entry }) => caveatsOf(entry, [], query, snapshot.regions).join("")).join("");
    };
    expect(said("老人住院92天高龄补贴多少")).toContain("“92天”不是分档的依据");
    expect(said("老人92岁高龄补贴多少")).not.toContain("“92岁”不是分档的依据，各档按岁");
  });

  test("the condition of a tier is said with it", () => {
    const { text, caveats } = answerTo("百岁老人高龄补贴多少");
    expect(text).toContain("仅限遂宁市城区");
    expect(caveats.join("")).toContain("仅限遂宁市城区");
  });
});

describe("a number falls in the tiers that hold it", () => {
  const tier = (from: number | null, to: number | null, value: number) => ({ from, to, value, unit: "元" });
  const table = (tiers: TierTable["tiers"]): TierTable => ({ label: "补贴", dimension: "age", unit: "岁", tiers });
  const values = (t: TierTable, from: number, to = from) => tiersFor(t, { from, to }).map((x) => x.value);

  test("both ends belong to a tier, and an open end reaches as far as it goes", () => {
    const t = table([tier(null, 59, 1), tier(60, 69, 2), tier(70, null, 3)]);
    expect([-1000, 59, 60, 69, 70, 1e9].map((n) => values(t, n))).toEqual([[1], [1], [2], [2], [3], [3]]);
  });

  test("94 and a half years are 94 where tiers count whole years", () => {
    expect(values(table([tier(90, 94, 1), tier(95, 99, 2)]), 94.5)).toEqual([1]);
  });

  test("tiers that are not whole numbers meet at their ends", () => {
    const t = table([tier(0, 1.5, 1), tier(1.5, 3, 2)]);
    expect([1.4, 1.5, 1.6].map((n) => values(t, n))).toEqual([[1], [1, 2], [2]]);
  });
});
