import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readKnowledgeFiles } from "../../scripts/knowledge-files.ts";
import { defaultKb } from "../../scripts/paths.ts";
import { parseEntry } from "../../src/kb/parse.ts";
import { serializeEntry } from "../../src/kb/serialize-entry.ts";
import { anyEntry } from "./arbitrary-entries.ts";

const read = (id: string, text: string) => parseEntry({ path: `${id}.md`, text });
const files = readKnowledgeFiles(defaultKb).filter((f) => f.path.endsWith(".md"));

describe("the text of an entry", () => {
  test("reads back as the entry, whatever it says", () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        expect(read(entry.id, serializeEntry(entry))).toMatchObject({ problems: [] });
        expect(read(entry.id, serializeEntry(entry)).value).toEqual(entry);
      }),
      { numRuns: 200 },
    );
  });

  test("is the same after JSON, as a snapshot stores it, and whatever the order of the fields", () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const shuffled = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(entry))).reverse()) as typeof entry;
        expect(serializeEntry(shuffled)).toBe(serializeEntry(entry));
      }),
    );
  });

  test("of every entry of the knowledge base reads back as the entry", () => {
    expect(files.length).toBeGreaterThan(300);
    for (const { path, text } of files) {
      const { value } = parseEntry({ path, text });
      if (value === null || value.kind === "article") throw new Error(path);
      expect(read(value.id, serializeEntry(value)).value, path).toEqual(value);
    }
  });

  test("looks as an editor writes it: fields in their usual order, no defaults, tiers in a line each", () => {
    const text = `---
title: 高龄补贴发放标准
questions:
  - 高龄补贴
  - 老人每个月能领多少补贴，老人每个月能领多少补贴，老人每个月能领多少补贴，老人每个月能领多少补贴
  - 92岁老人每月补贴多少，92岁老人每月补贴多少，92岁老人每月补贴多少，92岁老人每月补贴多少
keywords: [高龄津贴, 老年补贴]
handlers:
  - { department: 民政局 }
  - { department: 财政局, role: assist, when: "拨付资金, 对账" }
region: "510900"
tables:
  - label: 高龄补贴
    dimension: age
    unit: 岁
    tiers:
      - { label: 90–94岁, from: 90, to: 94, value: 50, unit: 元/月 }
      - { from: 95, to: null, value: 100, unit: 元/月, when: 仅限城区 }
figures:
  - { label: 发放时间, range: ["08:00", "17:30"], unit: 时刻 }
caveats: [每年认证一次。]
validity: { from: 2026-01-01 }
reviewed: null
source: { title: 测试题 }
---
按月发。

## 说明
- 一
`;
    const { value } = read("policies/elderly-allowance", text);
    if (value === null || value.kind === "article") throw new Error("unreadable");
    expect(serializeEntry(value)).toBe(text);
  });
});
