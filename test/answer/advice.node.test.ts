import { describe, expect, test } from "vitest";
import { ask } from "../../src/answer/ask.ts";
import { explain } from "../../src/answer/explain.ts";
import { snapshot, today } from "./ask-the-base.ts";

function advice(question: string): string {
  const { trace } = ask(snapshot, question, { at: today }, 5);
  return explain(snapshot, trace.understood, trace.ranked).advice.join("\n");
}

describe("what an editor is told", () => {
  test("of an answer: the listed question it is like, and how sure it is", () => {
    expect(advice("流浪狗归谁管")).toContain("“城市流浪狗”最接近的问法：“流浪狗");
    expect(advice("流浪狗归谁管")).toMatch(/把握 \d+%，不低于 \d+%，所以回答。/u);
  });

  test("of a word nobody wrote: that no entry holds it", () => {
    expect(advice("公积金怎么提取")).toContain("没有一个条目写到：“公积金”");
  });

  test("of a lookalike: what it lacks, and where to write it", () => {
    const said = advice("公租房申请条件");
    expect(said).toContain("所以没有回答");
    expect(said).toContain("“条件”");
    expect(said).toContain("questions");
  });

  test("of a question that is asked back: that it is, and why", () => {
    expect(advice("小额担保贷款额度")).toMatch(/所以反问是哪一件：.*第二条也很像/u);
  });

  test("of two that are alike: what put one before the other", () => {
    expect(advice("桥栏杆坏了找谁")).toContain("它排在“");
  });

  test("of nothing at all: that there is no candidate", () => {
    expect(advice("")).toContain("没有候选");
  });
});
