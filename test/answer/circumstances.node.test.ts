import { describe, expect, test } from "vitest";
import { askTown, file, openTown } from "./ask-a-town.ts";
import { answerTo, askTheBase, candidatesFor } from "./ask-the-base.ts";

const dogs = "matters/stray-dogs";

describe("a rule of 遂宁 (510900)", () => {
  test.each([
    ["its own city", "510900"],
    ["射洪, a part of it", "510981"],
    ["四川, of which it is a part", "510000"],
  ])("answers for %s", (_, region) => {
    expect(answerTo("流浪狗归谁管", { region }).entry.id).toBe(dogs);
  });

  test("is not even shown for another city or province", () => {
    for (const region of ["510100", "500000", "110000"]) expect(candidatesFor("流浪狗归谁管", { region })).not.toContain(dogs);
  });

  test("the same where the question itself names the place", () => {
    expect(answerTo("射洪流浪狗归谁管").entry.id).toBe(dogs);
    expect(answerTo("四川流浪狗归谁管").entry.id).toBe(dogs);
    expect(askTheBase("成都流浪狗归谁管").status).not.toBe("answered");
    expect(candidatesFor("成都流浪狗归谁管")).not.toContain(dogs);
  });

  test("asked for no place, it answers, and says where it holds", () => {
    expect(answerTo("流浪狗归谁管").caveats).toContain("本条适用于遂宁市。");
  });
});

describe("a department is called as on the day asked about", () => {
  const named = (at: string) => answerTo("地沟油归谁管", { at }).departments.map((d) => [d.name, d.formerly]);

  test("in 2014 by the name it had then, with none before it", () => {
    expect(named("2014-06-01")).toContainEqual(["工商局", null]);
    expect(answerTo("地沟油归谁管", { at: "2014-06-01" }).text).not.toContain("市场监督管理局");
  });

  test("today by today's name, and the one the rule was written with", () => {
    expect(named("2026-05-01")).toContainEqual(["市场监督管理局", "工商局"]);
    expect(answerTo("地沟油归谁管").text).toContain("市场监督管理局（原工商局）");
  });

  test("the reform is in force from its very day on", () => {
    expect(named("2018-12-31").map(([name]) => name)).toContain("工商局");
    expect(named("2019-01-01").map(([name]) => name)).not.toContain("工商局");
  });

  test("who asks for a former name hears what became of it", () => {
    const { entry, text } = answerTo("工商局现在叫什么");
    expect(entry.id).toBe("departments/market-regulation");
    expect(text).toMatch(/^工商局自2019-01-01起并入或更名为市场监督管理局。/u);
    expect(answerTo("市场监督管理局管什么").text).not.toContain("更名");
  });
});

const grant = (front: readonly string[], amount: number) =>
  file(
    [
      "title: 取暖补助",
      "questions: [取暖补助多少钱]",
      ...front,
      `figures: [{ label: 取暖补助, value: ${amount}, unit: 元/年 }]`,
      "reviewed: 2026-01-15",
      "source: { title: 手册 }",
    ],
    `取暖补助每年${amount}元。`,
  );

describe("an entry holds from its first day to its last", async () => {
  const town = await openTown();
  const found = (at: string) => askTown(town, "取暖补助多少钱", at).candidates.map((c) => c.id);
  test.each([
    ["2015-12-31", false],
    ["2016-01-01", true],
    ["2020-12-31", true],
    ["2021-01-01", false],
  ])("on %s it is found: %s", (at, holds) => {
    expect(found(at).includes("policies/heating-grant")).toBe(holds);
  });
});

describe("a rule and the one that followed it", async () => {
  const town = await openTown({
    "policies/heating-grant.md": grant(['validity: { to: "2020-12-31" }'], 200),
    "policies/heating-grant-2021.md": grant(['validity: { from: "2021-01-01" }', "supersedes: [policies/heating-grant]"], 300),
  });

  test.each([
    ["2020-12-31", "policies/heating-grant", "200元", "300元"],
    ["2021-01-01", "policies/heating-grant-2021", "300元", "200元"],
  ])("on %s %s answers alone", (at, id, amount, other) => {
    const { answer, candidates } = askTown(town, "取暖补助多少钱", at);
    expect(answer?.entry.id).toBe(id);
    expect(answer?.text).toContain(amount);
    expect(answer?.text).not.toContain(other);
    expect(candidates.map((c) => c.id).filter((c) => c.startsWith("policies/heating"))).toEqual([id]);
  });

  test("the answer says from when to when it holds", () => {
    expect(askTown(town, "取暖补助多少钱", "2020-12-31").answer?.validity).toMatchObject({ from: null, to: "2020-12-31" });
  });
});

describe("a rule superseded without a date", async () => {
  const town = await openTown({
    "policies/heating-grant.md": grant([], 200),
    "policies/new-heating-grant.md": grant(["supersedes: [policies/heating-grant]"], 300),
  });

  test("is found no more; its successor answers", () => {
    const ids = askTown(town, "取暖补助多少钱").candidates.map((c) => c.id);
    expect(ids).toContain("policies/new-heating-grant");
    expect(ids).not.toContain("policies/heating-grant");
  });
});

describe("a handler in force for a time", async () => {
  const town = await openTown({
    "matters/lamps.md": file([
      "title: 路灯维修",
      "questions: [路灯不亮归谁管]",
      'handlers: [{ department: 城市管理局, to: "2023-12-31" }, { department: 民政局, from: "2024-01-01" }]',
      "reviewed: 2026-01-15",
      "source: { title: 手册 }",
    ]),
  });
  test.each([
    ["2023-12-31", ["城市管理局"]],
    ["2024-01-01", ["民政局"]],
  ])("on %s it is %s", (at, names) => {
    expect(askTown(town, "路灯不亮归谁管", at).answer?.departments.map((d) => d.name)).toEqual(names);
  });
});
