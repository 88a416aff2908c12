import fc from "fast-check";
import { expect, test } from "vitest";
import { Impacts } from "../../src/index/impacts.ts";
import { PostingsWriter } from "../../src/index/postings-writer.ts";
import { parts, Searcher, wholeParts } from "../../src/index/search.ts";
import type { WeightedTerm } from "../../src/index/searchable.ts";

/** More windows than are read first. */
const size = 40_000;
/** Term frequencies in the body alone. */
const tuples = Uint32Array.from([1, 2, 3, 7], (frequency) => frequency << 24);
const none = new Float32Array(0);

/** How often a term stands: in one of so many documents, in all of the base or in a part of it. */
const term = fc.record({
  every: fc.constantFrom(1, 3, 20, 300, 5_000),
  from: fc.constantFrom(0, 0, 9_000),
  to: fc.constantFrom(size, size, 15_000),
  weight: fc.double({ min: 0.1, max: 2, noNaN: true }),
  expected: fc.boolean(),
});
const base = fc.record({ terms: fc.array(term, { minLength: 1, maxLength: 12 }), seed: fc.nat(), limit: fc.constantFrom(1, 10, 200) });

type Rows = { readonly documents: Uint32Array; readonly tuples: Uint32Array };

test("over many windows, too, the hits are those of scoring every document", () => {
  const law = fc.property(base, ({ terms, seed, limit }) => {
    const random = numbers(seed);
    const norms = Float32Array.from({ length: size }, () => 0.3 + random());
    const impacts = new Impacts({ tuples, norms: [none, none, none, norms] });
    const writer = new PostingsWriter();
    const lists = terms.map(({ every, from, to }): Rows => {
      const documents = Uint32Array.from({ length: size }, (_, d) => d).filter((d) => from <= d && d < to && random() * every < 1);
      return { documents, tuples: Uint32Array.from(documents, () => random() ** 3 * tuples.length) };
    });
    const slots = lists.map((list) => {
      const impact = (row: number) => impacts.of(list.tuples[row] ?? 0, list.documents[row] ?? 0);
      return writer.add({ ...list, impact }, 0, list.documents.length);
    });
    const idf = (t: number) => Math.log(1 + size / (1 + (lists[t]?.documents.length ?? 0)));
    const wanted = terms.map(({ weight, expected }, t): WeightedTerm => ({ term: t, weight, expected: expected ? weight : 0 }));
    const searcher = new Searcher({ size, words: writer.words(), impacts, slot: (t) => slots[t] ?? 0, idf });
    const odd = (document: number) => document % 2 === 1;
    expect(searcher.search(wanted, limit, null)).toEqual(scoringAll(wanted, lists, impacts, idf).slice(0, limit));
    expect(searcher.search(wanted, limit, odd)).toEqual(
      scoringAll(wanted, lists, impacts, idf)
        .filter((hit) => odd(hit.document))
        .slice(0, limit),
    );
  });
  fc.assert(law, { numRuns: 40 });
});

/** The formula, list by list, in whole parts. */
function scoringAll(wanted: readonly WeightedTerm[], lists: readonly Rows[], impacts: Impacts, idf: (term: number) => number) {
  const scores = new Float64Array(size);
  const masses = new Float64Array(size);
  let whole = 0;
  wanted.forEach(({ term, weight, expected }, t) => {
    const mass = wholeParts(weight * idf(term) * parts);
    whole += wholeParts(expected * idf(term) * parts);
    lists[t]?.documents.forEach((document, row) => {
      scores[document] = (scores[document] ?? 0) + wholeParts(mass * impacts.of(lists[t]?.tuples[row] ?? 0, document));
      masses[document] = (masses[document] ?? 0) + mass;
    });
  });
  return Array.from(masses, (mass, document) => {
    const coverage = Math.min(1, mass / (whole || parts));
    return { document, coverage, score: ((scores[document] ?? 0) * coverage) / parts };
  })
    .filter((_, document) => (masses[document] ?? 0) > 0)
    .sort((a, b) => b.score - a.score || a.document - b.document);
}

/** Numbers in [0, 1), the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
