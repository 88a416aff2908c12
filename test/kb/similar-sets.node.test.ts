import fc from "fast-check";
import { expect, test } from "vitest";
import { type SimilarPair, similarSets } from "../../src/kb/similar-sets.ts";

/** What the search for similar sets must find: every set held against every other. */
function bruteForce(sets: readonly (readonly number[])[], weight: (element: number) => number, threshold: number): SimilarPair[] {
  const mass = (elements: Iterable<number>) => [...elements].reduce((sum, element) => sum + weight(element), 0);
  return sets.flatMap((right, b) =>
    sets.slice(0, b).flatMap((left, a) => {
      const common = mass(new Set(left.filter((element) => right.includes(element))));
      const similarity = common / (mass(new Set([...left, ...right])) || 1);
      return similarity >= threshold ? [{ a, b, similarity }] : [];
    }),
  );
}

const byPair = (x: SimilarPair, y: SimilarPair) => x.b - y.b || x.a - y.a;
const sets = fc.array(fc.array(fc.nat(12), { maxLength: 8 }), { maxLength: 12 });
/** Whole numbers, so that sums are exact in whatever order. */
const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 13, maxLength: 13 });
const threshold = fc.constantFrom(0.1, 1 / 3, 0.5, 0.75, 0.85, 1);

test("finds exactly the pairs that comparing every set with every other finds", () => {
  fc.assert(
    fc.property(sets, weights, threshold, (given, table, least) => {
      const weight = (element: number) => table[element] ?? 1;
      const found = [...similarSets(given, { weight, threshold: least })].sort(byPair);
      expect(found).toEqual(bruteForce(given, weight, least).sort(byPair));
    }),
    { numRuns: 500 },
  );
});

test("leaves out what need not be compared, and nothing else", () => {
  fc.assert(
    fc.property(sets, threshold, fc.nat(6), (given, least, owners) => {
      const comparable = (a: number, b: number) => a % (owners + 1) !== b % (owners + 1);
      const found = [...similarSets(given, { weight: () => 1, threshold: least, comparable })].sort(byPair);
      const all = bruteForce(given, () => 1, least).filter(({ a, b }) => comparable(a, b));
      expect(found).toEqual(all.sort(byPair));
    }),
  );
});

test("a thousand copies of one text are each named a few partners, not a thousand", () => {
  const copies = Array.from({ length: 1000 }, () => [1, 2, 3, 4]);
  const found = [...similarSets(copies, { weight: () => 1, threshold: 0.75, mostPartners: 3 })];
  expect(found.length).toBe(0 + 1 + 2 + 997 * 3);
});

/** Counted, not timed: how many sets the search looked at. */
test("of many texts that share only everyday words, hardly any are compared", () => {
  // 20 everyday words that all texts draw from, and 3 words of each text's own.
  const texts = Array.from({ length: 2000 }, (_, i) => [i % 20, (i * 7) % 20, (i * 3 + 1) % 20, 100 + 3 * i, 101 + 3 * i, 102 + 3 * i]);
  let compared = 0;
  const comparable = () => {
    compared++;
    return true;
  };
  expect([...similarSets(texts, { weight: (element) => (element < 20 ? 1 : 7), threshold: 0.75, comparable })]).toEqual([]);
  expect(compared).toBe(0);
});
