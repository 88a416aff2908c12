import { expect, test } from "vitest";
import { changedAnswers, outcomeText } from "../../src/changes/changed-answers.ts";
import { file, openTown } from "../answer/ask-a-town.ts";

const source = ["reviewed: 2026-01-15", "source: { title: 小城热线手册 }"];
const covers = (department: string) =>
  file(["title: 井盖丢失", "questions: [井盖丢了归谁管, 路面井盖丢失找谁]", `handlers: [{ department: ${department} }]`, ...source]);
const allowance = (value: number) =>
  file([
    "title: 高龄补贴",
    "questions: [高龄补贴多少钱, 92岁老人补贴多少]",
    "handlers: [{ department: 民政局 }]",
    `tables: [{ label: 高龄补贴, dimension: age, unit: 岁, tiers: [{ from: 90, to: 94, value: 50, unit: 元/月 }, { from: 95, to: 99, value: ${value}, unit: 元/月 }] }]`,
    ...source,
  ]);
const questions = ["流浪狗归谁管", "井盖丢了归谁管", "92岁老人补贴多少", "97岁老人补贴多少", "地沟油归谁管", "暖气费归谁管"].map((q) => ({
  q,
}));

test("the questions that are answered otherwise, what was said and what will be", async () => {
  const after = await openTown({
    "matters/manhole-covers.md": covers("公安局"),
    "policies/elderly-allowance.md": allowance(120),
    "matters/gutter-oil.md": null,
    "matters/heating.md": file(["title: 暖气费", "questions: [暖气费归谁管]", "handlers: [{ department: 城管局 }]", ...source]),
  });
  const changed = await changedAnswers(await openTown(), after, questions, "2026-05-01");
  expect(changed.map(({ q, before, after }) => [q, outcomeText(before), outcomeText(after)])).toEqual([
    ["井盖丢了归谁管", "井盖丢失，城市管理局", "井盖丢失，公安局"],
    ["97岁老人补贴多少", "高龄补贴，95–99岁：100元/月，民政局", "高龄补贴，95–99岁：120元/月，民政局"],
    ["地沟油归谁管", "地沟油，市场监督管理局（原工商局）", "未找到"],
    ["暖气费归谁管", "未找到", "暖气费，城市管理局"],
  ]);
});

test("the same base answers alike, on whatever day it is asked", async () => {
  const town = await openTown();
  const asked = questions.flatMap(({ q }) => [{ q, at: "2014-05-01" }, { q }, { q, region: "510903" }]);
  expect(await changedAnswers(town, await openTown(), asked, "2026-05-01")).toEqual([]);
});

test("a question about the past is answered for its day", async () => {
  const after = await openTown({
    "departments/market-regulation.md": file(["name: 市场监督管理局", ...source], "市场监督管理局负责登记。"),
    "matters/gutter-oil.md": file(["title: 地沟油", "questions: [地沟油归谁管]", "handlers: [{ department: 市场监督管理局 }]", ...source]),
  });
  const changed = await changedAnswers(await openTown(), after, [{ q: "地沟油归谁管", at: "2014-05-01" }], "2026-05-01");
  expect(changed).toMatchObject([{ at: "2014-05-01", before: { departments: ["工商局"] }, after: { departments: ["市场监督管理局"] } }]);
});
