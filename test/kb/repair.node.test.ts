import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readKnowledgeFiles } from "../../scripts/knowledge-files.ts";
import { defaultKb } from "../../scripts/paths.ts";
import { assemble } from "../../src/kb/knowledge-base.ts";
import type { SourceFile } from "../../src/kb/parse.ts";
import { knownNames, repairFile } from "../../src/kb/repair-file.ts";
import { smallKnowledgeBase, withFiles } from "./small-knowledge-base.ts";

const known = knownNames(withFiles([]), assemble(smallKnowledgeBase).base.departments);

/** A policy of which one line is as given; line 3 of the file. */
function withLine(line: string): SourceFile {
  const text = `---\ntitle: 高龄补贴\n${line}\nreviewed: null\nsource: { title: 测试题 }\n---\n正文\n`;
  return { path: "policies/allowance.md", text };
}

function lineOf(text: string): string {
  return text.split("\n").slice(2, -5).join("\n");
}

describe("put right, since it can be meant in one way only", () => {
  test.each([
    ["a day", "validity: { from: 2026年2月3日, to: 2026/12/1 }", "validity: { from: 2026-02-03, to: 2026-12-01 }"],
    ["a day in full width", "validity: { from: ２０２６．０２．０３ }", "validity: { from: 2026-02-03 }"],
    ["a region code without quotes", "region: 510900 # 遂宁", 'region: "510900" # 遂宁'],
    ["a region code in full width", "region: ５１０９００", 'region: "510900"'],
    ["a text that YAML takes for a number", "basis: 12345", 'basis: "12345"'],
    ["a text that YAML takes for yes or no", "caveats: [true]", 'caveats: ["true"]'],
    ["a number in quotes", 'figures: [{ label: 补贴, value: "50", unit: 元 }]', "figures: [{ label: 补贴, value: 50, unit: 元 }]"],
    ["full-width digits", "figures: [{ label: 补贴, value: ５０, unit: ％ }]", 'figures: [{ label: 补贴, value: 50, unit: "%" }]'],
    [
      "a Chinese numeral",
      "figures: [{ label: 补贴, range: [五十, 一百零三], unit: 元 }]",
      "figures: [{ label: 补贴, range: [50, 103], unit: 元 }]",
    ],
    ["a formal numeral", "figures: [{ label: 补贴, value: 叁佰, unit: 元 }]", "figures: [{ label: 补贴, value: 300, unit: 元 }]"],
    ["a clock time", "figures: [{ label: 上班, value: 8：30, unit: 时刻 }]", 'figures: [{ label: 上班, value: "08:30", unit: 时刻 }]'],
    ["one text where a list belongs", "questions: 补贴多少钱？", "questions: [补贴多少钱？]"],
    ["a key with one letter too few", "keyword: [敬老]", "keywords: [敬老]"],
    ["a key with two letters swapped", "keywrods: [敬老]", "keywords: [敬老]"],
    ["a value with a slip", "handlers: [{ department: 公安局, role: asist }]", "handlers: [{ department: 公安局, role: assist }]"],
    ["a department in Traditional characters", "handlers: [{ department: 市場監督管理局 }]", "handlers: [{ department: 市场监督管理局 }]"],
    ["an id with its folder and its ending", "supersedes: [kb/matters/stray-dogs.md]", "supersedes: [matters/stray-dogs]"],
    ["an item that stands twice", 'keywords: [敬老, "寿星", 敬老]', 'keywords: [敬老, "寿星"]'],
    ["a line that stands twice", "keywords:\n  - 敬老 # 一\n  - 寿星\n  - 敬老", "keywords:\n  - 敬老 # 一\n  - 寿星"],
    ["blanks at line ends", "keywords:   \n  - 敬老  ", "keywords:\n  - 敬老"],
    [
      "tiers in disorder",
      "tables:\n  - label: 补贴\n    dimension: age\n    unit: 岁\n    tiers:\n      - { from: 95, to: null, value: 100, unit: 元 }\n      - from: 90\n        to: 94\n        value: 50\n        unit: 元",
      "tables:\n  - label: 补贴\n    dimension: age\n    unit: 岁\n    tiers:\n      - from: 90\n        to: 94\n        value: 50\n        unit: 元\n      - { from: 95, to: null, value: 100, unit: 元 }",
    ],
    ["a slip that hides another", "figure: [{ label: 补贴, value: ５０, unit: 元 }]", "figures: [{ label: 补贴, value: 50, unit: 元 }]"],
  ])("%s", (_, wrong, right) => {
    const { text, repairs } = repairFile(withLine(wrong), known);
    expect(lineOf(text)).toBe(right);
    expect(repairs.length).toBeGreaterThan(0);
    expect(repairs[0]?.line).toBeGreaterThanOrEqual(3);
  });
});

describe("left alone, since somebody has to decide", () => {
  test.each([
    ["a day that does not exist", "validity: { from: 2026-02-30 }"],
    ["a day that could be two", "validity: { from: 3/2/2026 }"],
    ["a word that is no number", "figures: [{ label: 补贴, value: 二百五, unit: 元 }]"],
    ["several texts in one", "questions: 补贴多少，怎么领"],
    ["a key near to two", "handler: [{ department: 公安局 }]\nhandlers: [{ department: 公安局 }]"],
    ["a key near to none", "colour: 红"],
    ["a department nobody knows", "handlers: [{ department: 公安厅局 }]"],
    ["an entry nobody knows", "supersedes: [matters/stray-cats.md]"],
    [
      "tiers that overlap",
      "tables: [{ label: 补贴, dimension: age, unit: 岁, tiers: [{ from: 95, to: 99, value: 1, unit: 元 }, { from: 90, to: 95, value: 2, unit: 元 }] }]",
    ],
    ["a repeated item with a remark", "keywords:\n  - 敬老\n  - 敬老 # 又一次"],
    [
      "two tiers that say what they are for",
      "tables:\n  - label: 补贴\n    dimension: age\n    unit: 岁\n    tiers:\n      - { from: 95, to: 99, value: 1, unit: 元 } # 高\n      - { from: 90, to: 94, value: 2, unit: 元 }",
    ],
    ["blanks in a text of several lines", "basis: |\n  甲  \n  乙"],
    ["what is no YAML", "basis: [\nkeywrods: [敬老]"],
  ])("%s", (_, line) => {
    const file = withLine(line);
    expect(repairFile(file, known)).toEqual({ text: file.text, repairs: [] });
  });

  test("a line break of Markdown, two blanks at the end of a line", () => {
    const file = { path: "policies/a.md", text: "---\ntitle: 甲\nreviewed: null\nsource: { title: 乙 }\n---\n一  \n二 \n" };
    expect(repairFile(file, known).text).toBe(file.text.replace("二 ", "二"));
  });
});

describe("a repaired file", () => {
  const slips = fc.constantFrom(
    "region: 510900",
    "keyword: [敬老, 敬老]",
    "questions: 补贴多少",
    "validity: { from: 2026年2月3日 }  ",
    "supersedes: [matters/stray-dogs.md, matters/stray-dogs]",
    "figures: [{ label: 补贴, value: 五十, unit: ％ }]",
    "handlers: [{ department: 公 安局, role: led }, { department: 公安局 }]",
    "colour: 红",
  );
  const broken = fc.uniqueArray(slips, { minLength: 1, maxLength: 8 }).map((lines) => withLine(lines.join("\n")));
  const marked = fc.tuple(broken, fc.boolean(), fc.boolean()).map(([file, mark, windows]) => ({
    ...file,
    text: (mark ? "\uFEFF" : "") + (windows ? file.text.replaceAll("\n", "\r\n") : file.text),
  }));

  test("needs no repair", () => {
    fc.assert(
      fc.property(marked, (file) => {
        const once = repairFile(file, known).text;
        expect(repairFile({ ...file, text: once }, known)).toEqual({ text: once, repairs: [] });
      }),
    );
  });

  test("has fewer mistakes, never more, and keeps its byte order mark and line ends", () => {
    const errors = (file: SourceFile) => assemble(withFiles([file])).problems.length;
    fc.assert(
      fc.property(marked, (file) => {
        const { text, repairs } = repairFile(file, known);
        const [before, after] = [errors(file), errors({ ...file, text })];
        expect(after).toBeLessThanOrEqual(before);
        if (repairs.length === 0) expect(text).toBe(file.text);
        expect(text.startsWith("\uFEFF")).toBe(file.text.startsWith("\uFEFF"));
        expect(/[^\r]\n/u.test(text)).toBe(/[^\r]\n/u.test(file.text));
      }),
    );
  });

  test("says what it said: of the knowledge base of this repository, only repetitions can go", () => {
    const files = readKnowledgeFiles(defaultKb);
    const names = knownNames(files, assemble(files).base.departments);
    const said = (given: readonly SourceFile[]) =>
      JSON.stringify(assemble(given).base, (_, value) => (Array.isArray(value) ? [...new Set(value)] : value));
    const repaired = files.map((file) => {
      const { text, repairs } = repairFile(file, names);
      if (repairs.length === 0) expect(text).toBe(file.text);
      return { ...file, text };
    });
    expect(said(repaired)).toBe(said(files));
  });
});
