import { describe, expect, test } from "vitest";
import { type Document, documentOf } from "../../src/index/document.ts";
import { assemble } from "../../src/kb/knowledge-base.ts";
import { cut } from "../../src/text/segment.ts";
import { tokenize } from "../../src/text/tokenize.ts";
import { MapLexicon } from "../text/words-of.ts";
import { article } from "./small-corpus.ts";

const rest = "reviewed: null\nsource: { title: 不可搜的出处 }";
const files: Record<string, string> = {
  "departments/market":
    "name: 市場監管局\naliases: [市监局]\nkeywords: [消费者]\nlineage: [{ name: 工商局, aliases: [工商所], to: '2019-01-01', basis: 不可搜的依据 }]",
  "matters/oil":
    "title: 地沟油\nquestions: [地沟油归谁管]\nkeywords: [潲水油]\nhandlers: [{ department: 工商所, when: 餐馆使用 }]\ncaveats: [先留证据]",
  "policies/grant":
    "title: 补贴\nfigures: [{ label: 起步金额, value: 50, unit: 元, when: 满九十岁 }]\ntables: [{ label: 各档金额, dimension: age, unit: 岁, tiers: [{ label: 高档, from: 95, to: null, value: 100, unit: 元, when: 满百岁 }] }]\nhandlers: [{ department: 市监局 }]",
  "guides/speech":
    "title: 话术\ndefinition: 话术定义\nformula: 甲除以乙\nsteps: [先听, 再记]\nfigures: [{ label: 时限, value: 3, unit: 天 }]",
  "cases/dog": "title: 案例\noutcome: 当天办结\nhandlers: [{ department: 市监局 }]\nillustrates: [matters/oil]",
  "roles/leader":
    "title: 班长\norganization: 热线中心\nduties: [排班]\nlimits: [{ label: 响应, value: 3, unit: 分钟 }]\nreportsTo: 主任\nkeywords: [组长]",
};
const { base, problems } = assemble(
  Object.entries(files).map(([id, front]) => ({ path: `${id}.md`, text: `---\n${front}\n${rest}\n---\n正文Ｘ。\n` })),
);

function documentWith(id: string): Document {
  const entry = base.entries.find((e) => e.id === id);
  if (entry === undefined) throw new Error(JSON.stringify(problems));
  return documentOf(entry, base.departments);
}

describe("what of an entry is searched where, normalized", () => {
  test.each([
    ["departments/market", "title", "市场监管局"],
    ["departments/market", "keywords", "市监局 工商局 工商所 消费者"],
    ["departments/market", "body", "正文x。"],
    ["matters/oil", "title", "地沟油"],
    ["matters/oil", "questions", "地沟油归谁管"],
    ["matters/oil", "keywords", "潲水油"],
    ["matters/oil", "body", "工商所 市场监管局 餐馆使用 先留证据 正文x。"], // the name used and today's
    ["policies/grant", "body", "起步金额 满九十岁 各档金额 高档 满百岁 市监局 市场监管局 正文x。"],
    ["guides/speech", "body", "话术定义 甲除以乙 先听 再记 时限 正文x。"],
    ["cases/dog", "body", "当天办结 市监局 市场监管局 正文x。"],
    ["roles/leader", "keywords", "热线中心 组长"],
    ["roles/leader", "body", "排班 响应 主任 正文x。"],
  ] as const)("%s: %s is %s", (id, field, text) => {
    expect(documentWith(id)[field]).toBe(text);
  });

  test("an article has a title and a text", () => {
    expect(documentOf(article("x", "標題", "内容"), base.departments)).toEqual({
      title: "标题",
      questions: "",
      keywords: "",
      body: "内容",
    });
  });

  test("its source and its identifiers are not", () => {
    for (const id of Object.keys(files)) expect(JSON.stringify(documentWith(id))).not.toMatch(/不可搜|oil|leader/u);
  });
});

test("no word and no pair of characters spans two values of a field", () => {
  const { keywords } = documentWith("departments/market");
  const greedy = new MapLexicon(
    new Map([
      ["局工", 0.9],
      ["市监局工商局", 0.9],
      ["局 工", 0.9],
    ]),
  );
  expect(cut(keywords, greedy)).not.toContain("局 工");
  expect(tokenize(keywords, greedy).map(({ start, end }) => keywords.slice(start, end))).not.toContain("局工");
});
