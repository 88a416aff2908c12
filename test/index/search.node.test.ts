import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kindNames } from "../../src/kb/entry.ts";
import { ExhaustiveSearch, type Wanted } from "./exhaustive-search.ts";
import { differences, holdersOf, searchFor, termsOf } from "./same-ranking.ts";
import { article, corpus, documentsOf, guide, snapshotOf, townText } from "./small-corpus.ts";

const weight = fc.double({ min: 0.1, max: 2, noNaN: true });
/** A question, and for each of its terms a weight and whether a full answer must cover it. */
const question = fc.tuple(townText, fc.infiniteStream(fc.tuple(weight, fc.boolean())));

describe("search finds what the formula finds", () => {
  test("the same documents in the same order with the same scores, over any small corpus", async () => {
    const law = fc.asyncProperty(corpus, fc.array(question, { maxLength: 5 }), async (entries, questions) => {
      const snapshot = await snapshotOf(entries);
      const exhaustive = new ExhaustiveSearch(documentsOf(entries), snapshot.lexicon);
      for (const [text, weights] of questions) {
        const wanted = termsOf(snapshot, text).map((term): Wanted => {
          const [[w, must] = [1, true]] = weights.take(1);
          return { ...term, weight: w, expected: must ? w : 0 };
        });
        expect(differences(searchFor(snapshot, wanted), exhaustive.search(wanted))).toEqual([]);
      }
    });
    await fc.assert(law, { numRuns: 200 });
  });

  test("every term some document holds leads to just the documents that hold it, with their impacts", async () => {
    const law = fc.asyncProperty(corpus, async (entries) => {
      const snapshot = await snapshotOf(entries);
      const exhaustive = new ExhaustiveSearch(documentsOf(entries), snapshot.lexicon);
      for (const text of exhaustive.terms) {
        const term = snapshot.term(text);
        const holders = exhaustive.holders(text);
        expect(holdersOf(snapshot, text), text).toEqual(holders);
        expect(snapshot.documentFrequency(term)).toBe(holders.length);
        for (let document = 0; document < snapshot.size; document++) {
          const impact = holders.includes(document) ? exhaustive.impact(text, document) : 0;
          expect(snapshot.impact(term, document)).toBeCloseTo(impact, 6);
        }
      }
    });
    await fc.assert(law, { numRuns: 100 });
  });

  test("a term said more than 255 times in one text counts as said 255 times", async () => {
    const entries = [article("a", "", "狗。".repeat(300)), article("b", "", "狗。".repeat(20)), article("c", "", "井盖")];
    const snapshot = await snapshotOf(entries);
    const wanted = termsOf(snapshot, "狗");
    const exhaustive = new ExhaustiveSearch(documentsOf(entries), snapshot.lexicon);
    expect(differences(searchFor(snapshot, wanted), exhaustive.search(wanted))).toEqual([]);
  });
});

describe("the order of hits", () => {
  test("of documents alike in everything, the first by id comes first", async () => {
    const snapshot = await snapshotOf(["c", "a", "b"].map((id) => article(id, "流浪狗", "归谁管")));
    const hits = searchFor(snapshot, termsOf(snapshot, "流浪狗"));
    expect(hits.map((hit) => snapshot.id(hit.document))).toEqual(["a", "b", "c"]);
  });

  test("a title says more than a text", async () => {
    const snapshot = await snapshotOf([guide("guides/a", { body: "井盖" }), guide("guides/b", { title: "井盖" })]);
    const hits = searchFor(snapshot, termsOf(snapshot, "井盖"));
    expect(hits.map((hit) => snapshot.id(hit.document))).toEqual(["guides/b", "guides/a"]);
  });

  test("covering the whole question beats saying half of it often", async () => {
    const entries = [article("a", "流浪狗 流浪狗 流浪狗"), article("b", "流浪狗补贴"), article("c", "老人"), article("d", "老人")];
    const snapshot = await snapshotOf(entries);
    const hits = searchFor(snapshot, termsOf(snapshot, "流浪狗补贴"));
    expect(hits.map((hit) => snapshot.id(hit.document))).toEqual(["b", "a"]);
    expect(hits.map((hit) => hit.coverage === 1)).toEqual([true, false]);
  });

  test("a smaller limit only cuts the list short", async () => {
    const law = fc.asyncProperty(corpus, townText, fc.nat(12), async (entries, text, limit) => {
      const snapshot = await snapshotOf(entries);
      const wanted = termsOf(snapshot, text);
      const all = searchFor(snapshot, wanted);
      expect(searchFor(snapshot, wanted, limit)).toEqual(all.slice(0, limit));
    });
    await fc.assert(law, { numRuns: 50 });
  });
});

describe("a filter", () => {
  const kind = fc.option(fc.constantFrom(...kindNames), { nil: undefined });

  test("takes out what it does not accept, and changes no score", async () => {
    const law = fc.asyncProperty(corpus, townText, kind, fc.uniqueArray(fc.nat(12)), async (entries, text, kind, without) => {
      const snapshot = await snapshotOf(entries);
      const wanted = termsOf(snapshot, text);
      const left = new Set(without);
      const passes = (document: number) => !left.has(document) && (kind === undefined || snapshot.kind(document) === kind);
      const all = searchFor(snapshot, wanted);
      expect(searchFor(snapshot, wanted, snapshot.size, { kind, without: left })).toEqual(all.filter((hit) => passes(hit.document)));
    });
    await fc.assert(law, { numRuns: 100 });
  });

  test("and counting counts just what searching finds", async () => {
    const law = fc.asyncProperty(corpus, townText, kind, async (entries, text, kind) => {
      const snapshot = await snapshotOf(entries);
      const terms = termsOf(snapshot, text).map((t) => ({ ...t, term: snapshot.term(t.text) }));
      const hits = snapshot.search(terms, snapshot.size, { kind });
      const kinds = new Map<string, number>();
      for (const { document } of hits) kinds.set(snapshot.kind(document), (kinds.get(snapshot.kind(document)) ?? 0) + 1);
      const counts = snapshot.count(terms, { kind });
      expect(counts.total).toBe(hits.length);
      expect(new Map(counts.kinds)).toEqual(kinds);
    });
    await fc.assert(law, { numRuns: 100 });
  });
});

describe("what a document covers of a question", () => {
  const half = { text: "井盖", weight: 1, expected: 1 };

  test("is less than the whole when a term is in no document", async () => {
    const snapshot = await snapshotOf([article("a", "井盖"), article("b", "老人")]);
    const [hit] = searchFor(snapshot, [half, { text: "公园", weight: 1, expected: 1 }]);
    const known = Math.log(1 + 1.5 / 1.5);
    const unknown = Math.log(1 + 2.5 / 0.5);
    expect(hit?.coverage).toBeCloseTo(known / (known + unknown), 6);
  });

  test("is the whole when the unknown term is not expected", async () => {
    const snapshot = await snapshotOf([article("a", "井盖"), article("b", "老人")]);
    const [hit] = searchFor(snapshot, [half, { text: "公园", weight: 1, expected: 0 }]);
    expect(hit?.coverage).toBe(1);
  });

  test("is never more than the whole", async () => {
    const snapshot = await snapshotOf([article("a", "井盖 老人")]);
    const [hit] = searchFor(snapshot, [half, { text: "老人", weight: 1, expected: 0 }]);
    expect(hit?.coverage).toBe(1);
  });
});

test("a question without known terms finds nothing", async () => {
  const snapshot = await snapshotOf([article("a", "井盖")]);
  expect(searchFor(snapshot, termsOf(snapshot, "公园"))).toEqual([]);
  expect(searchFor(snapshot, [])).toEqual([]);
});

test("a base without entries answers every question with nothing", async () => {
  const snapshot = await snapshotOf([]);
  expect(searchFor(snapshot, [{ text: "井盖", weight: 1, expected: 1 }])).toEqual([]);
});
