import { describe, expect, test } from "vitest";
import { ask } from "../../src/answer/ask.ts";
import { explain } from "../../src/answer/explain.ts";
import { understand } from "../../src/query/understand.ts";
import { snapshot, today } from "./ask-the-base.ts";

const questions = [
  "流浪狗归谁管",
  "92岁老人补贴多少",
  "桥栏杆坏了找谁",
  "请问窨井盖丢了找哪个部门",
  "跨省投诉多久办结",
  "话务班长的职责是什么",
];

function explained(question: string) {
  const { asked, trace } = ask(snapshot, question, { at: today }, 5);
  return { asked, trace, explanation: explain(snapshot, trace.understood, trace.ranked) };
}

describe("an explanation", () => {
  test.each(questions)("%s: the contributions of the terms add up to the score before coverage", (question) => {
    const query = understand(snapshot, question, { at: today });
    const hits = snapshot.search(query.terms, 10);
    const { candidates } = explain(snapshot, query, hits);
    expect(candidates).toHaveLength(10);
    candidates.forEach(({ contributions }, i) => {
      const sum = contributions.reduce((total, c) => total + c.score, 0);
      const { score = 0, coverage = 1 } = hits[i] ?? {};
      // Each contribution is shown with three decimals.
      expect(Math.abs(sum - score / coverage)).toBeLessThan(0.0005 * contributions.length + 1e-3);
    });
  });

  test.each(questions)("%s: contributions come from terms of the question, the greatest first", (question) => {
    const { explanation } = explained(question);
    const terms = new Set(explanation.terms.map((t) => t.text));
    for (const { contributions } of explanation.candidates) {
      expect(contributions.filter((c) => !terms.has(c.term))).toEqual([]);
      expect(contributions.map((c) => c.score)).toEqual(contributions.map((c) => c.score).toSorted((a, b) => b - a));
    }
  });

  test("shows candidates in the answer's order, and how likely each is", () => {
    for (const question of questions) {
      const { asked, explanation } = explained(question);
      expect(explanation.candidates.slice(0, 5).map((c) => c.id)).toEqual(asked.candidates.map((c) => c.id));
      const shares = explanation.candidates.map((c) => c.share ?? 0);
      expect(Math.abs(shares.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(0.02);
    }
  });

  test("shows how the question was read", () => {
    expect(explained("请问射洪95岁以上老人高龄津贴多少钱，找工商局吗").explanation).toMatchObject({
      intent: "amount",
      quantities: [{ from: 95, to: null, unit: "岁", dimension: "age" }],
      regions: ["510981"],
      departments: ["departments/market-regulation"],
    });
  });

  test("shows of a word that nobody wrote that no document holds it", () => {
    const unknown = explained("石墨烯流浪狗").explanation.terms;
    expect(unknown.find((t) => t.text === "石墨")?.documents).toBe(0);
    expect(unknown.find((t) => t.text === "流浪狗")?.documents).toBeGreaterThan(0);
  });

  test("is JSON: it reads back as it was written", () => {
    for (const question of [...questions, "不满90岁", ""]) {
      const { explanation } = explained(question);
      expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
    }
  });
});
