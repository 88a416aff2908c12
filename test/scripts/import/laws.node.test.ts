import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv } from "../../../scripts/import/read-csv.ts";
import { readHtml } from "../../../scripts/import/read-html.ts";
import { readMarkdown } from "../../../scripts/import/read-markdown.ts";
import { readText } from "../../../scripts/import/read-text.ts";
import { reportOf } from "../../../scripts/import/report.ts";
import { reportMarkdown } from "../../../scripts/import/report-markdown.ts";
import type { SourceDocument } from "../../../scripts/import/source-document.ts";
import { entriesOf, importSources, only } from "./imported.ts";

/** Lines as offices write them, and as nobody should. */
const line = fc.oneof(
  fc.constantFrom(
    "推荐第1篇：后勤人员岗位职责",
    "第二章",
    "一、保安岗位职责",
    "二、巡逻",
    "（一）白天巡查两次；",
    "1、登记来访。",
    "2.锁门。3.关灯。",
    "(3)上报，30分钟内处理；",
    "【2】保洁员职责 1.扫地。2.擦窗。",
    "岗位职责：",
    "任职要求：",
    "值班医生",
    "业务测试题",
    "4、路灯不亮属于 住建局 管。",
    "问：养犬登记找谁？",
    "答：公安局办理，每只不超过100元。",
    "市民政局",
    "高龄津贴为:80-89岁50元/月,90岁以上100元/月。",
    "7",
    "十",
    "发布时间：2024-01-01 收藏本文",
    "---",
    "# title: x",
    "<script>alert(1)</script>",
    "年龄\t标准\t备注",
    "80-89岁\t50元\t",
    "90岁以上\t100元\t按月",
  ),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc
    .array(fc.constantFrom(..."一二三、。：；（）()1 2.３，负责职责局①【】？|-\"'#:{}[]&*!%@`\\\u0000\u202e答问A"), { maxLength: 30 })
    .map((c) => c.join("")),
);
const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.join("\n"));
const readers: [string, (text: string) => SourceDocument][] = [
  ["text", (t) => readText("a.txt", t)],
  ["markdown", (t) => readMarkdown("a.md", t)],
  ["html", (t) => readHtml("a.html", `<p>${t.replaceAll("\n", "</p><p>")}</p>`)],
  ["csv", (t) => readCsv("a.csv", t.replaceAll('"', ""))],
];

describe.each(readers)("whatever a %s file holds", (_, read) => {
  test("every paragraph is accounted for, and every draft is an entry that check accepts", () => {
    fc.assert(
      fc.property(text, (given) => {
        const document = only(importSources([read(given)]));
        const report = only(reportOf([document]));
        expect(report.paragraphs).toHaveLength(document.outline.units.length);
        const silent = report.paragraphs.filter((p) => p.taken.length + p.left.length === 0 && /[\p{L}\p{N}]/u.test(p.text));
        expect(silent).toEqual([]);
        for (const entry of entriesOf(document)) expect(entry).toMatchObject({ reviewed: null, source: { title: expect.any(String) } });
        const errors = document.placed.flatMap((p) => p.problems.filter((problem) => problem.severity === "error"));
        expect(errors).toEqual([]);
        expect(new Set(document.placed.map((p) => p.id)).size).toBe(document.placed.length);
        expect(reportMarkdown([report], "kb").split("\n").length).toBeGreaterThan(report.paragraphs.length);
      }),
      { numRuns: 80 },
    );
  });

  test("importing again changes nothing and adds nothing", () => {
    fc.assert(
      fc.property(text, (given) => {
        const first = only(importSources([read(given)]));
        const files = first.placed.map(({ id, text: content }) => ({ path: `${id}.md`, text: content }));
        const second = only(importSources([read(given)], files));
        expect(second.placed.map((p) => [p.id, p.status])).toEqual(first.placed.map((p) => [p.id, "there"]));
      }),
      { numRuns: 25 },
    );
  });
});

test("text of an input is text: it makes no key, no markup, no second front matter", () => {
  const hostile = [
    "--- }",
    "title: &a [x",
    "*a",
    "!!js/function 'x'",
    '"',
    "- {",
    "<img src=x onerror=alert(1)>",
    "# 标题",
    "\u2028reviewed: 2020-01-01",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...hostile), { minLength: 1, maxLength: 5 }), (parts) => {
      const said = parts.join(" ");
      const document = only(importSources([readText("a.txt", `保安职责\n1、${said}巡逻。\n2、登记。`)]));
      for (const entry of entriesOf(document)) {
        expect(entry).toMatchObject({ reviewed: null });
        if (entry.kind !== "article") expect(entry.body).not.toMatch(/(?<!\\)<img/u);
      }
    }),
    { numRuns: 60 },
  );
});
