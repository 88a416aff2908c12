import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentOf, readingsOf } from "../../src/query/content.ts";
import { phrasesOf } from "../../src/query/phrases.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { snapshotOfTheBase } from "../index/the-base.ts";
import { anyText } from "../text/unicode-text.ts";

const snapshot = await snapshotOfTheBase();
const phrases = phrasesOf(snapshot);

/** 请问|shell 流浪狗|… as "text kind". */
function found(said: string): string[] {
  const text = normalizeText(said);
  return phrases.find(text).map(({ phrase, start, end }) => `${text.slice(start, end)} ${phrase.kind}`);
}

function readings(said: string): string[] {
  const text = normalizeText(said);
  return readingsOf(text, phrases.find(text));
}

describe("phrases", () => {
  test("the longest at each place wins", () => {
    expect(found("请问一下归哪个部门管")).toEqual(["请问一下 shell", "归哪个部门管 intent"]);
    expect(found("窨井盖")).toEqual(["窨井盖 synonym"]);
    expect(found("公交站台")).toEqual(["公交站台 term"]);
    expect(found("市市场监督管理局")).toEqual(["市市场监督管理局 department"]);
  });

  test("a bound in front of what asks for a number belongs to the asking, one of a thing's own name does not", () => {
    expect(found("最高能贷多少")).toEqual(["最高 intent", "能贷多少 intent"]);
    expect(found("满意率最低要多少")).toEqual(["最低 intent", "多少 intent"]);
    expect(found("最低工资多少")).toEqual(["工资 term", "多少 intent"]);
    expect(found("最高的楼归谁管")).toEqual(["归谁管 intent"]);
  });

  test("departments by their full, short and former names, places by theirs", () => {
    expect(found("遂宁市工商局和市监局")).toEqual(["遂宁市工商局 department", "市监局 department"]);
    expect(found("射洪的街道")).toEqual(["射洪 place"]);
  });

  test("numbers and codes are names only where they stand by themselves", () => {
    expect(found("打110报警")).toContain("110 department");
    expect(found("罚110元")).not.toContain("110 department");
    expect(found("电话1101")).not.toContain("110 department");
    expect(found("做b超")).toContain("b超 synonym");
    expect(found("web超时")).not.toContain("b超 synonym");
  });

  test("a member of a class, and the class", () => {
    expect(phrases.wider("马蜂窝").map((w) => w.text)).toContain("虫害");
    const [member] = phrases.wider("马蜂窝");
    const back = phrases.wider("虫害").find((w) => w.text === "马蜂窝");
    expect(back?.weight).toBeLessThan(member?.weight ?? 0);
    expect(phrases.wider("流浪狗归谁管")).toEqual([]);
  });

  test("a Traditional or full-width question holds the same phrases", () => {
    expect(found("請問工商局歸誰管")).toEqual(found("请问工商局归谁管"));
  });

  test("in any text: ascending and apart", () => {
    const part = fc.oneof(anyText, fc.constantFrom("请问", "归谁管", "哪个部门", "工商局", "窨井盖", "射洪", "多少钱"));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const text = normalizeText(parts.join(""));
        let end = 0;
        for (const span of phrases.find(text)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          ({ end } = span);
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe("what a question is about", () => {
  test.each([
    ["请问流浪狗归谁管", "流浪狗"],
    ["您好，我想问一下流浪狗归哪个部门管？谢谢！", "流浪狗"],
    ["麻煩您，請問流浪狗歸誰管", "流浪狗"],
    ["井盖丢了，找哪个部门", "井盖丢了"],
    ["流浪狗", "流浪狗"],
    ["请问，谢谢", ""],
  ])("%s → %s: without politeness, question words and punctuation", (said, content) => {
    expect(contentOf(snapshot, said)).toBe(content);
  });

  test("is read as said, and in the knowledge base's words", () => {
    expect(readings("窨井盖坏了归谁管")).toEqual(["窨井盖坏了", "井盖损坏"]);
    expect(readings("太婆的高龄津贴多少")).toEqual(["太婆的高龄津贴", "老人的高龄补贴"]);
  });

  test("a former name is read as today's", () => {
    expect(readings("工商局管什么")).toEqual(["工商局", "市场监督管理局"]);
  });

  test("there is one reading where the knowledge base says it alike", () => {
    expect(readings("流浪狗归谁管")).toEqual(["流浪狗"]);
  });

  test("a word that holds its own synonym keeps its form", () => {
    expect(readings("公交站台归谁管")).toEqual(["公交站台"]);
    expect(readings("公交站归谁管")).toEqual(["公交站", "公交站台"]);
  });
});
