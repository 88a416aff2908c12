import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lexiconOf, type WordFrequencies } from "../../src/index/trie-lexicon.ts";
import { addPairs, ownWords, vocabularyFor } from "../../src/index/vocabulary.ts";
import { assemble } from "../../src/kb/knowledge-base.ts";
import { cut, type WordSource } from "../../src/text/segment.ts";
import { MapLexicon } from "../text/words-of.ts";

const total = 1000;
const hanWord = (minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom(..."流浪狗猫归谁管"), minLength, maxLength });
const frequencies = (maxLength: number): fc.Arbitrary<WordFrequencies> =>
  fc
    .array(fc.tuple(hanWord(1, maxLength), fc.integer({ min: 1, max: 500 })), { minLength: 1, maxLength: 30 })
    .map((words) => ({ frequency: new Map(words), total, rarest: 1 }));

function wordsAt(lexicon: WordSource, text: string, start: number, limit: number) {
  const found: [number, number][] = [];
  lexicon.wordsFrom(text, start, limit, (end, p) => found.push([end, p]));
  return found;
}

describe("a lexicon in a trie, against a plain map", () => {
  test("knows the same words at every place, the shortest first, with their probabilities", () => {
    const law = fc.property(frequencies(4), hanWord(0, 12), fc.nat(12), (words, text, limit) => {
      const plain = new MapLexicon(new Map([...words.frequency].map(([word, f]) => [word, f / total])));
      const lexicon = lexiconOf(words);
      for (let start = 0; start <= text.length; start++) {
        const end = Math.min(limit, text.length);
        expect(wordsAt(lexicon, text, start, end)).toEqual(wordsAt(plain, text, start, end));
      }
    });
    fc.assert(law, { numRuns: 300 });
  });

  test("gives back the words it was made from", () => {
    fc.assert(
      fc.property(frequencies(4), (words) => {
        expect(lexiconOf(words).words()).toEqual(words);
      }),
    );
  });

  test("gives what is no word the probability of the rarest one", () => {
    const lexicon = lexiconOf({ frequency: new Map([["流浪狗", 50]]), total, rarest: 2 });
    expect(lexicon.unknown).toBe(Math.log(2 / total));
    expect(lexicon.logProbability("一流浪狗", 1, 4)).toBe(Math.log(50 / total));
    expect(lexicon.logProbability("流浪狗", 0, 2)).toBe(lexicon.unknown);
    expect(lexicon.logProbability("猫", 0, 1)).toBe(lexicon.unknown);
  });
});

describe("the words of a base", () => {
  test("are taken whole by the cut, whatever the dictionary and whatever other words it brings", () => {
    // Two characters and round frequencies: words hold each other, and products come out even.
    const doubled = (maxLength: number) => fc.string({ unit: fc.constantFrom("流", "浪"), minLength: 1, maxLength });
    const dictionary = fc.array(fc.tuple(doubled(3), fc.constantFrom(1, 3, 6, 50, 100, 500)), { maxLength: 8 });
    const ownOnes = fc.uniqueArray(
      doubled(8).filter((word) => word.length > 1),
      { maxLength: 8 },
    );
    const law = fc.property(dictionary, ownOnes, (general, own) => {
      const lexicon = lexiconOf(vocabularyFor(new Set(), own, { frequency: new Map(general), total, rarest: 1 }));
      expect(own.filter((word) => cut(word, lexicon).length > 1)).toEqual([]);
    });
    // 6/1000 · 500/1000 is 3/1000, but for the rounding of logarithms.
    const even: [[string, number][], string[]] = [
      [
        ["流", 6],
        ["浪", 500],
      ],
      ["流浪"],
    ];
    fc.assert(law, { numRuns: 3000, examples: [even] });
  });

  test("are the same, taken from the words of a base that brings them: a rebuild changes nothing", () => {
    const text = hanWord(0, 30);
    const law = fc.property(frequencies(4), fc.uniqueArray(hanWord(2, 8), { maxLength: 6 }), text, (general, own, said) => {
      const pairs = new Set<number>();
      addPairs(said, pairs);
      const words = vocabularyFor(pairs, own, general);
      expect(vocabularyFor(pairs, own, words)).toEqual(words);
    });
    fc.assert(law, { numRuns: 500 });
  });

  test("leave the general words as frequent as they were", () => {
    const law = fc.property(frequencies(3), fc.uniqueArray(hanWord(4, 8), { maxLength: 4 }), (general, own) => {
      const { frequency } = vocabularyFor(new Set(), own, general);
      for (const [word, f] of frequency) if (!own.includes(word)) expect(f).toBe(general.frequency.get(word));
    });
    fc.assert(law);
  });

  test("the vocabulary of a text cuts every passage of it as the whole dictionary does", () => {
    const law = fc.property(frequencies(4), hanWord(0, 30), fc.nat(30), fc.nat(30), (general, text, from, length) => {
      const pairs = new Set<number>();
      addPairs(text, pairs);
      const passage = text.slice(from, from + length);
      expect(cut(passage, lexiconOf(vocabularyFor(pairs, [], general)))).toEqual(cut(passage, lexiconOf(general)));
    });
    fc.assert(law, { numRuns: 300 });
  });

  test("hold no rare word that cannot occur, and every everyday word", () => {
    const pairs = new Set<number>();
    addPairs("流浪狗", pairs);
    const general = new Map([...["流浪", "狗", "浪狗流", "流狗", "猫"].map((w) => [w, 3] as const), ["公积金", 900] as const]);
    const { frequency } = vocabularyFor(pairs, [], { frequency: general, total, rarest: 1 });
    expect([...frequency.keys()].sort()).toEqual(["流浪", "狗", "公积金"].sort());
  });

  test("are its departments' names of every time, its lexicon's words and both sides of its synonyms, normalized", () => {
    const { base } = assemble([
      {
        path: "departments/market.md",
        text: `---\nname: 市場監管局\naliases: [市监局]\nlineage: [{ name: 工商局, aliases: [工商所], to: "2019-01-01", basis: 改革 }]\nreviewed: null\nsource: { title: 沿革 }\n---\n`,
      },
      { path: "lexicon.yaml", text: "words: [ＥＴＣ卡, 井盖]\nsynonyms: [{ say: [窨井], means: [井盖] }]\nintents: {}\n" },
    ]);
    expect(ownWords(base)).toEqual(["etc卡", "井盖", "工商局", "工商所", "市场监管局", "市监局", "窨井"].sort());
  });

  test("of one character, longer than eight, or with anything but letters and digits in them, are left to the general dictionary", () => {
    const words = 'words: [井, 一二三四五六七八九, 一二三四五六七八, 井 盖, 井·盖, "110"]';
    expect(ownWords(assemble([{ path: "lexicon.yaml", text: `${words}\nintents: {}\n` }]).base)).toEqual(["110", "一二三四五六七八"]);
  });
});
