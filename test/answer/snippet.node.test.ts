import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { snippetOf } from "../../src/answer/snippet.ts";
import type { QueryTerm } from "../../src/query/query-terms.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { anyText } from "../text/unicode-text.ts";

/** Terms as a question has them: normalized. `term` -1: no document holds it. */
const terms = (texts: readonly string[], term = 1): QueryTerm[] =>
  texts.map((text) => ({ text: normalizeText(text), term, weight: 1, expected: 1, origin: "word" }));

/** What a reader sees marked. */
function marked(original: string, ...texts: string[]): string[] {
  const { text, highlights } = snippetOf(original, terms(texts));
  return highlights.map(([from, to]) => text.slice(from, to));
}

describe("a snippet marks what matched, in the original's own characters", () => {
  test.each([
    ["流浪狗由公安局负责", ["流浪狗"], ["流浪狗"]],
    ["请问流浪狗和流浪狗", ["流浪狗"], ["流浪狗", "流浪狗"]],
    ["流浪狗管理", ["流浪", "浪狗"], ["流浪狗"]],
    ["流浪狗管理", ["流浪狗", "管理"], ["流浪狗管理"]],
    // Full width, Traditional, upper case, characters of two UTF-16 units
    ["ＶＩＰ台應答率", ["vip", "应答率"], ["ＶＩＰ", "應答率"]],
    ["Vip电话", ["vip"], ["Vip"]],
    ["𠮷𠮷野家的流浪狗𠮷", ["流浪狗"], ["流浪狗"]],
    ["吃𠮷面", ["𠮷"], ["𠮷"]],
    ["罚款１００元", ["100"], ["１００"]],
    ["没有这样的词", ["流浪狗"], []],
    ["", ["流浪狗"], []],
  ])("%s, %j → %j", (original, texts, seen) => {
    expect(marked(original, ...texts)).toEqual(seen);
  });

  test("a term that no document holds marks nothing", () => {
    expect(snippetOf("流浪狗", terms(["流浪狗"], -1)).highlights).toEqual([]);
  });

  test("of a long text it shows the place where most of the question stands", () => {
    const filler = "这里写的是别的事情，与来电无关。".repeat(20);
    const { text } = snippetOf(`流浪${filler}流浪狗归公安局管${filler}`, terms(["流浪", "流浪狗", "公安局"]));
    expect(text).toContain("流浪狗归公安局管");
    expect(text.length).toBeLessThan(200);
  });
});

test("a snippet that ends among characters of two units cuts none in half", () => {
  for (const before of ["", "啊"]) {
    const { text } = snippetOf(`流浪狗${before}${"𠮷".repeat(200)}`, terms(["流浪狗"]));
    expect([text.isWellFormed(), text.length < 400]).toEqual([true, true]);
  }
});

describe("for any text and any terms", () => {
  const words = ["流浪狗", "补贴", "請問", "ＶＩＰ", "𠮷", "１２３", "臺灣", "a", "ß"];
  const original = fc
    .array(fc.oneof(anyText, fc.constantFrom(...words), fc.constant("别的事情，".repeat(30))), { maxLength: 12 })
    .map((parts) => parts.join(""));
  const asked = fc.array(fc.constantFrom(...words, "流浪", "补", "123", "vip", "ss"), { maxLength: 5 });

  test("the snippet is a piece of the original, no character cut in half", () => {
    fc.assert(
      fc.property(original, asked, (whole, texts) => {
        const sound = whole.toWellFormed();
        const { text } = snippetOf(sound, terms(texts));
        expect(sound.includes(text)).toBe(true);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  test("highlights ascend, apart, inside it", () => {
    fc.assert(
      fc.property(original, asked, (whole, texts) => {
        const { text, highlights } = snippetOf(whole, terms(texts));
        let end = -1;
        for (const [from, to] of highlights) {
          expect(from).toBeGreaterThan(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test("each begins and ends with a term that was asked for", () => {
    fc.assert(
      fc.property(original, asked, (whole, texts) => {
        const { text, highlights } = snippetOf(whole, terms(texts));
        const normal = texts.map(normalizeText);
        for (const [from, to] of highlights) {
          const seen = normalizeText(text.slice(from, to));
          expect([seen, normal.some((t) => seen.startsWith(t)) && normal.some((t) => seen.endsWith(t))]).toEqual([seen, true]);
        }
      }),
    );
  });
});
