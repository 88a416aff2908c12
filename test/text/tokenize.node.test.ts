import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Token, tokenize } from "../../src/text/tokenize.ts";
import { tokens as cases } from "../cases/cuts.ts";
import { anyText, hanText } from "./unicode-text.ts";
import { lexiconFor, MapLexicon } from "./words-of.ts";

const lexicon = new MapLexicon(
  new Map(["流浪", "流浪狗", "狗", "管理", "管理局", "a1", "1局", "局a1", "𠮷流", "管𠮷", "狗管𠮷流"].map((word) => [word, 0.01])),
);
const anything = fc.oneof(anyText, hanText);

/** Every property of a text's terms, over any text. */
function always(law: (text: string, tokens: readonly Token[]) => void) {
  fc.assert(
    fc.property(anything, (text) => law(text, tokenize(text, lexicon))),
    { numRuns: 500 },
  );
}

describe("the terms of a text", () => {
  test.each(cases)("%s → %s", (text, terms) => {
    expect(shown(text, tokenize(text, lexiconFor(text)))).toBe(terms);
  });

  test("a word of the base's own is whole, and its parts are found too", () => {
    const text = "新农合报销";
    expect(shown(text, tokenize(text, lexiconFor(text, ["新农合"])))).toBe("新农合 (新农) (农合) <合报> 报销");
  });

  test("a code in a word of the base's own is one term, not two", () => {
    const text = "110指挥中心";
    const own = lexiconFor(text, ["110", "110指挥"]);
    expect(shown(text, tokenize(text, own))).toBe("110指挥 110 (指挥) <挥中> 中心");
  });

  test("are pieces of it, none empty", () => {
    always((text, tokens) => {
      for (const { start, end } of tokens) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    });
  });

  test("stand at each place once", () => {
    always((_, tokens) => {
      const places = tokens.map(({ start, end }) => `${start}-${end}`);
      expect(places).toEqual([...new Set(places)]);
    });
  });

  test("hold a letter or a digit each, and split no character", () => {
    always((text, tokens) => {
      for (const { start, end } of tokens) {
        expect(text.slice(start, end)).toMatch(/[\p{L}\p{N}\p{Script=Han}]/u);
        expect(splitsPair(text, start) || splitsPair(text, end)).toBe(false);
      }
    });
  });

  test("cover every letter, digit and Han character", () => {
    always((text, tokens) => {
      const covered = new Set(tokens.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
      for (const { index } of text.matchAll(/[\p{L}\p{N}\p{Script=Han}]/gu)) expect(covered.has(index)).toBe(true);
    });
  });

  test("hold every pair of neighbouring Han characters, so that nothing is lost to the cut", () => {
    always((text, tokens) => {
      const terms = new Set(tokens.map(({ start, end }) => text.slice(start, end)));
      for (const [, pair] of text.matchAll(/(?=(\p{Script=Han}{2}))/gu)) expect(terms).toContain(pair);
    });
  });

  test("keep Latin letters and digits together, whatever the cut says", () => {
    always((text, tokens) => {
      const terms = new Set(tokens.map(({ start, end }) => text.slice(start, end)));
      for (const [run] of text.matchAll(/[[\p{L}\p{N}]--\p{Script=Han}]+/gv)) expect(terms).toContain(run);
    });
  });
});

function splitsPair(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function shown(text: string, tokens: readonly Token[]): string {
  const mark = { word: ["", ""], part: ["(", ")"], bigram: ["<", ">"] } as const;
  return tokens
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .map(({ start, end, kind }) => `${mark[kind][0]}${text.slice(start, end)}${mark[kind][1]}`)
    .join(" ");
}
