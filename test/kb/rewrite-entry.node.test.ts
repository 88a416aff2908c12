import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseEntry } from "../../src/kb/parse.ts";
import { rewriteEntry } from "../../src/kb/rewrite-entry.ts";
import { type FiledEntry, serializeEntry } from "../../src/kb/serialize-entry.ts";
import { anyEntry } from "./arbitrary-entries.ts";

const path = "policies/elderly-allowance.md";
const text = `---
# 由民政科维护
title: 高龄补贴 # 全称见来源
questions:
  - 高龄补贴
  # 方言
  - 老汉好多钱
  - 92岁老人补贴多少
keywords:   [高龄津贴, 老年补贴]
region: "510900"   # 遂宁
tables:
  - label: 高龄补贴
    dimension: age
    unit: 岁
    tiers:
      - { label: 90–94岁, from: 90, to: 94, value: 50, unit: 元/月 } # 2019 年起
      - { label: 95–99岁, from: 95, to: 99, value: 100, unit: 元/月 }   # 2021 年起
reviewed: null
source: { title: '测试题' }
# 到此为止
---

按月发。

说明。
`;

function read(given: string): FiledEntry {
  const { value, problems } = parseEntry({ path, text: given });
  if (value === null || value.kind === "article") throw new Error(JSON.stringify(problems));
  return value;
}
const entry = read(text);
if (entry.kind !== "policy") throw new Error(entry.kind);
const [table] = entry.tables;
if (table === undefined) throw new Error("no table");
const [young, old] = table.tiers;
if (young === undefined || old === undefined) throw new Error("no tiers");
/** The lines that a change takes out of the text and puts in. */
function lines(change: Partial<typeof entry>): { out: string[]; in: string[] } {
  const changed = { ...entry, ...change } as FiledEntry;
  const result = rewriteEntry({ path, text }, changed);
  expect(read(result)).toEqual(changed);
  const [before, after] = [text.split("\n"), result.split("\n")];
  return { out: before.filter((line) => !after.includes(line)), in: after.filter((line) => !before.includes(line)) };
}

describe("of a file that is to say something else", () => {
  test("nothing changes where nothing differs, byte for byte", () => {
    expect(rewriteEntry({ path, text }, entry)).toBe(text);
    expect(rewriteEntry({ path, text: `\uFEFF${text.replaceAll("\n", "\r\n")}` }, entry)).toBe(`\uFEFF${text.replaceAll("\n", "\r\n")}`);
  });

  test("a figure changes in its place, comments around it stay", () => {
    expect(lines({ tables: [{ ...table, tiers: [young, { ...old, value: 120 }] }] })).toEqual({
      out: ["      - { label: 95–99岁, from: 95, to: 99, value: 100, unit: 元/月 }   # 2021 年起"],
      in: ["      - { label: 95–99岁, from: 95, to: 99, value: 120, unit: 元/月 }   # 2021 年起"],
    });
  });

  test("a text changes in its place and in its quotes", () => {
    expect(lines({ title: "高龄津贴", source: { title: "手册: 二" } })).toEqual({
      out: ["title: 高龄补贴 # 全称见来源", "source: { title: '测试题' }"],
      in: ["title: 高龄津贴 # 全称见来源", 'source: { title: "手册: 二" }'],
    });
    expect(lines({ region: "510903" }).in).toEqual(['region: "510903"   # 遂宁']);
  });

  test("a question is added, taken out, moved: only its own lines change", () => {
    const [first = "", second = "", third = ""] = entry.questions;
    expect(lines({ questions: [first, second, "新问法: 甲", third] })).toEqual({ out: [], in: ['  - "新问法: 甲"'] });
    expect(lines({ questions: [first, second, third, "新问法"] })).toEqual({ out: [], in: ["  - 新问法"] });
    expect(lines({ questions: [first, second] })).toEqual({ out: ["  - 92岁老人补贴多少"], in: [] });
    expect(lines({ questions: [first, third, second] })).toEqual({ out: [], in: [] });
  });

  test("a tier is added in a line of its own", () => {
    const added = { label: "百岁老人", from: 100, to: null, value: 300, unit: "元/月" };
    expect(lines({ tables: [{ ...table, tiers: [young, old, added] }] })).toEqual({
      out: [],
      in: ["      - { label: 百岁老人, from: 100, to: null, value: 300, unit: 元/月 }"],
    });
  });

  test("a field is added in its usual place, or taken out with its line", () => {
    expect(lines({ caveats: ["每年认证。"] })).toEqual({ out: [], in: ["caveats: [每年认证。]"] });
    expect(lines({ keywords: [], region: undefined })).toEqual({
      out: ["keywords:   [高龄津贴, 老年补贴]", 'region: "510900"   # 遂宁'],
      in: [],
    });
  });

  test("the text below changes as a whole, the fields above do not", () => {
    expect(lines({ body: "按季发。" })).toEqual({ out: ["按月发。", "说明。"], in: ["按季发。"] });
    expect(lines({ body: "" })).toEqual({ out: ["按月发。", "说明。"], in: [] });
  });

  test("what cannot be read is written afresh", () => {
    expect(rewriteEntry({ path, text: "---\ntitle: [\n---\n" }, entry)).toBe(serializeEntry(entry));
    expect(rewriteEntry({ path, text: "" }, entry)).toBe(serializeEntry(entry));
  });
});

test("whatever the file said, it says what the entry says afterwards", () => {
  const pair = fc.tuple(anyEntry, fc.array(anyEntry, { maxLength: 20 })).map(([a, others]) => {
    const alike = others.find((b) => b.kind === a.kind);
    return [a, alike ? { ...alike, id: a.id } : a] as const;
  });
  fc.assert(
    fc.property(pair, fc.constantFrom("\n", "\r\n"), ([then, now], lineEnd) => {
      const file = { path: `${then.id}.md`, text: serializeEntry(then).replaceAll("\n", lineEnd) };
      const result = rewriteEntry(file, now);
      expect(parseEntry({ path: file.path, text: result }).value).toEqual(now);
    }),
    { numRuns: 200 },
  );
});

test("one field of any entry can change alone: the file says the new entry", () => {
  fc.assert(
    fc.property(anyEntry, anyEntry, fc.nat(), (then, other, n) => {
      const keys = Object.keys(then).filter((key) => key in other && !["id", "kind"].includes(key));
      const key = keys[n % keys.length] ?? "body";
      const now = { ...then, [key]: Reflect.get(other, key) } as FiledEntry;
      const file = { path: `${then.id}.md`, text: serializeEntry(then) };
      // What one kind may leave out, another must say.
      fc.pre(parseEntry({ path: file.path, text: serializeEntry(now) }).value !== null);
      expect(parseEntry({ path: file.path, text: rewriteEntry(file, now) }).value).toEqual(now);
    }),
    { numRuns: 200 },
  );
});
