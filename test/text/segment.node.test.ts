import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cut, segment, type WordSource } from "../../src/text/segment.ts";
import { cuts, cutsWithOwnWords } from "../cases/cuts.ts";
import { anyText, hanText } from "./unicode-text.ts";
import { lexiconFor, MapLexicon } from "./words-of.ts";

const probability = fc.double({ min: 1e-5, max: 0.9, noNaN: true });
const words = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.array(fc.tuple(text, probability), { maxLength: 20 }), probability)
    .map(([all, unknown]) => new MapLexicon(new Map(all.filter(([word]) => word !== "")), Math.log(unknown)));
const shortWord = fc.string({ unit: fc.constantFrom(..."流浪狗猫归谁管理局"), minLength: 1, maxLength: 4 });

describe("the cut", () => {
  test.each(cuts.map((c) => [c]))("%s", (pieces) => {
    const text = pieces.replaceAll("|", "");
    expect(cut(text, lexiconFor(text)).join("|")).toBe(pieces);
  });

  test.each(cutsWithOwnWords)("with the base's own word %s: %s", (own, pieces) => {
    const text = pieces.replaceAll("|", "");
    expect(cut(text, lexiconFor(text, [own])).join("|")).toBe(pieces);
  });

  test("joins back to its text, whatever the text and the lexicon", () => {
    fc.assert(
      fc.property(anyText, words(fc.oneof(shortWord, anyText)), (text, lexicon) => {
        expect(cut(text, lexicon).join("")).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test("ends where the text ends, ascending, with no empty piece", () => {
    fc.assert(
      fc.property(anyText, words(shortWord), (text, lexicon) => {
        const ends = segment(text, lexicon);
        expect(ends.at(-1) ?? 0).toBe(text.length);
        ends.forEach((end, i) => {
          expect(end).toBeGreaterThan(ends[i - 1] ?? 0);
        });
      }),
    );
  });

  test("splits no character outside the basic plane", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), words(shortWord), (text, lexicon) => {
        expect(cut(text, lexicon).filter((piece) => !piece.isWellFormed())).toEqual([]);
      }),
    );
  });

  test("crosses no blank, line, full-width comma or full stop, even where a word does", () => {
    const greedy = new MapLexicon(new Map([..." \t\n，。"].map((mark) => [`狗${mark}归`, 0.9])));
    for (const mark of " \t\n，。") expect(cut(`狗${mark}归`, greedy)).toEqual(["狗", mark, "归"]);
  });

  test("is the most probable of all there are", () => {
    // Few characters, so that words compete for them.
    const word = fc.string({ unit: fc.constantFrom(..."流浪狗"), minLength: 1, maxLength: 3 });
    const text = fc.string({ unit: fc.constantFrom(..."流浪狗猫"), maxLength: 9 });
    fc.assert(
      fc.property(text, words(word), (s, lexicon) => {
        const chosen = cut(s, lexicon).reduce((sum, piece) => sum + costOf(piece, lexicon), 0);
        expect(chosen).toBeCloseTo(bestCost(s, lexicon), 9);
      }),
      { numRuns: 500 },
    );
  });

  test("takes the shorter word first where two paths are equally probable", () => {
    const even = new MapLexicon(new Map(["流", "浪", "狗", "流浪", "浪狗", "流浪狗"].map((word) => [word, 1])));
    expect(cut("流浪狗", even)).toEqual(["流", "浪", "狗"]);
  });

  test("asks the lexicon for nothing beyond a separator", () => {
    fc.assert(
      fc.property(hanText, (text) => {
        const asked: string[] = [];
        const lexicon: WordSource = { unknown: -1, wordsFrom: (t, start, limit) => asked.push(t.slice(start, limit)) };
        segment(text, lexicon);
        expect(asked.filter((piece) => /[，。 ]/u.test(piece))).toEqual([]);
      }),
    );
  });
});

/** A piece that is no word must be one unknown character. */
function costOf(piece: string, lexicon: MapLexicon): number {
  const known = lexicon.words.get(piece);
  if (known !== undefined) return Math.log(known);
  return [...piece].length === 1 ? lexicon.unknown : Number.NEGATIVE_INFINITY;
}

/** The dearest of all cuts, tried one by one. */
function bestCost(text: string, lexicon: MapLexicon): number {
  if (text === "") return 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let end = 1; end <= text.length; end++) {
    const first = costOf(text.slice(0, end), lexicon);
    if (first > Number.NEGATIVE_INFINITY) best = Math.max(best, first + bestCost(text.slice(end), lexicon));
  }
  return best;
}
