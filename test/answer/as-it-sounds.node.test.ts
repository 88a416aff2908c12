import { describe, expect, test } from "vitest";
import { readQuestion } from "../../src/answer/ask.ts";
import { answerTo, askTheBase, snapshot, today } from "./ask-the-base.ts";

describe("a question spelled as it sounds is answered", () => {
  test.each([
    ["jinggai diule", "matters/manhole-covers", "井盖丢了"],
    ["桥梁langan坏了找谁", "matters/bridge-repair", "栏杆"],
    ["wangba归谁管", "matters/minors-in-internet-cafes", "网吧"],
    ["网巴归谁管", "matters/minors-in-internet-cafes", "网吧"],
    ["卫声局", "departments/health-commission", "卫生局"],
    ["高龄补帖多少钱", "policies/elderly-allowance", "高龄补贴"],
  ])("%s → %s, and says so", (question, id, meant) => {
    const { entry, caveats } = answerTo(question);
    expect(entry.id).toBe(id);
    expect(caveats).toContain(`按“${meant}”查询。`);
  });

  test("井该丢了 is answered like 井盖丢了", () => {
    expect(answerTo("井该丢了找谁").entry.id).toBe(answerTo("井盖丢了找谁").entry.id);
  });

  test("the question stays in the answer as it was typed", () => {
    expect(askTheBase("JingGai diule").query).toBe("JingGai diule");
  });
});

describe("what the knowledge base holds as typed is never read otherwise", () => {
  test.each(["井盖丢了", "流浪狗归谁管", "卫生局管什么", "栏杆坏了找谁", "地沟油", "新农合归谁管", "VIP应答率"])("%s", (question) => {
    expect(readQuestion(snapshot, question, { at: today }).corrections).toEqual([]);
    expect(askTheBase(question).answer?.caveats.join("") ?? "").not.toContain("查询");
  });

  test("a question that answers as typed keeps its stray letters unread", () => {
    const { query, corrections } = readQuestion(snapshot, "流浪狗归谁管wsj", { at: today });
    expect([query.text, corrections]).toEqual(["流浪狗归谁管wsj", []]);
  });

  test.each(["今天天气怎么样", "iphone多少钱", "xqzvw", "hello"])("nor is nonsense talked into an answer: %s", (question) => {
    expect(askTheBase(question).status).not.toBe("answered");
  });
});
