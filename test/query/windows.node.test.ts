import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { densestSentence, densestWindow, longestCommon, type Mark, placesOf, sentenceStops } from "../../src/query/windows.ts";

const marks = fc
  .array(fc.record({ from: fc.nat(60), length: fc.integer({ min: 1, max: 6 }), term: fc.nat(5) }), { maxLength: 25 })
  .map((list) => list.map(({ from, length, term }): Mark => ({ from, to: from + length, term, mass: 1 + term / 10 })))
  .map((list) => list.sort((a, b) => a.from - b.from));

/** Each window that begins at a mark, weighed by itself. */
function exhaustive(list: readonly Mark[], width: number): number {
  const masses = list.map((first, i) => {
    const seen = new Map<number, number>();
    for (const mark of list.slice(i)) {
      if (mark.to > first.from + width) break;
      seen.set(mark.term, mark.mass);
    }
    return [...seen.values()].reduce((a, b) => a + b, 0);
  });
  return Math.max(0, ...masses);
}

describe("the densest window", () => {
  test("weighs what the best of all windows weighs", () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 7, max: 40 }), (list, width) => {
        expect(densestWindow(list, width).mass).toBeCloseTo(exhaustive(list, width), 9);
      }),
    );
  });

  test("of no marks is empty", () => {
    expect(densestWindow([], 30)).toEqual({ mass: 0, from: 0 });
  });

  test("counts a term once, however often it stands there", () => {
    const twice = [0, 4, 8].map((from): Mark => ({ from, to: from + 2, term: 1, mass: 3 }));
    expect(densestWindow(twice, 30)).toEqual({ mass: 3, from: 0 });
  });
});

describe("the densest sentence", () => {
  test("holds what the best of all sentences holds, each piece once", () => {
    const text = fc.string({ unit: fc.constantFrom("狗", "猫", "路", "灯", "。", "\n"), maxLength: 20 });
    const pieces = fc.uniqueArray(fc.constantFrom("狗猫", "猫路", "路路", "灯", "灯狗"));
    fc.assert(
      fc.property(text, pieces, (said, asked) => {
        const weighed = asked.map((piece, i) => ({ text: piece, mass: i + 1 }));
        const masses = said
          .split(/[。\n]/u)
          .map((sentence) => weighed.reduce((sum, piece) => sum + (sentence.includes(piece.text) ? piece.mass : 0), 0));
        expect(densestSentence(said, sentenceStops(said), weighed)).toBe(Math.max(0, ...masses));
      }),
    );
  });

  test("goes on behind a semicolon, and ends at a question mark", () => {
    const pieces = [
      { text: "流浪狗", mass: 2 },
      { text: "路灯", mass: 1 },
    ];
    const densest = (text: string) => densestSentence(text, sentenceStops(text), pieces);
    expect(densest("流浪狗归谁管;路灯归谁管")).toBe(3);
    expect(densest("流浪狗归谁管?路灯归谁管?")).toBe(2);
  });
});

describe("the longest common piece", () => {
  test("stands in both texts, and none longer does", () => {
    const text = fc.string({ unit: fc.constantFrom("狗", "猫", "路", "灯"), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (phrase, other) => {
        const pieces = [...phrase].flatMap((_, i) => [...phrase].map((__, k) => phrase.slice(i, i + k + 1)));
        expect(longestCommon(phrase, other)).toBe(Math.max(0, ...pieces.filter((p) => other.includes(p)).map((p) => p.length)));
      }),
    );
  });
});

test("places are the first ones, overlapping or not", () => {
  expect(placesOf("哈哈哈", "哈哈")).toEqual([0, 1]);
  expect(placesOf("流浪狗", "猫")).toEqual([]);
});
