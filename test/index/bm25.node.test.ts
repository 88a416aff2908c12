import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fields, idf, impactOf, impactStep } from "../../src/index/bm25.ts";

const count = fc.nat(300);
const perField = (of: fc.Arbitrary<number>) => fc.tuple(of, of, of, of);
const length = fc.integer({ min: 1, max: 5000 });

describe("the impact of a term in a document", () => {
  test("is a step from 1 to 255, below 1 as a number", () => {
    fc.assert(
      fc.property(perField(count), perField(length), perField(length), (counts, lengths, averages) => {
        const step = impactStep(counts, lengths, averages);
        expect(Number.isInteger(step) && step >= 1 && step <= 255).toBe(true);
        expect(impactOf(step)).toBe(step / 255);
      }),
    );
  });

  test("never falls where the term is said once more", () => {
    fc.assert(
      fc.property(perField(count), perField(length), fc.nat(3), (counts, lengths, field) => {
        const more = counts.map((c, i) => (i === field ? c + 1 : c));
        expect(impactStep(more, lengths, lengths)).toBeGreaterThanOrEqual(impactStep(counts, lengths, lengths));
      }),
    );
  });

  test("never rises where a field is longer", () => {
    fc.assert(
      fc.property(perField(count), perField(length), fc.nat(3), (counts, averages, field) => {
        const longer = averages.map((l, i) => (i === field ? l * 2 : l));
        expect(impactStep(counts, longer, averages)).toBeLessThanOrEqual(impactStep(counts, averages, averages));
      }),
    );
  });

  // One mention in a field of average length: weight / (1.2 + weight), in 255 steps.
  test.each([
    ["title", 159],
    ["questions", 159],
    ["keywords", 142],
    ["body", 116],
  ] as const)("in the %s, once, is %i steps", (field, step) => {
    const counts = fields.map((name) => (name === field ? 1 : 0));
    expect(impactStep(counts, [7, 7, 7, 7], [7, 7, 7, 7])).toBe(step);
  });

  test("is one step at least, in however long a text", () => {
    expect(impactStep([0, 0, 0, 1], [0, 0, 0, 1_000_000], [1, 1, 1, 10])).toBe(1);
  });

  test("half as long as the average, weighs more, as b says", () => {
    // 1 / (0.25 + 0.75 · ½) = 1.6; 1.6 / 2.8 · 255
    expect(impactStep([0, 0, 0, 1], [0, 0, 0, 5], [1, 1, 1, 10])).toBe(146);
  });
});

describe("the inverse document frequency", () => {
  test("is positive, and the smaller the more documents hold the term", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (a, b) => {
        const [fewer, documents] = a < b ? [a, b] : [b, a];
        expect(idf(fewer, documents)).toBeGreaterThan(0);
        if (fewer < documents) expect(idf(fewer, documents)).toBeGreaterThan(idf(fewer + 1, documents));
      }),
    );
  });

  test.each([
    [0, 10, Math.log(22)],
    [1, 10, Math.log(1 + 9.5 / 1.5)],
    [10, 10, Math.log(1 + 0.5 / 10.5)],
  ])("of a term in %i of %i documents", (found, documents, value) => {
    expect(idf(found, documents)).toBeCloseTo(value, 12);
  });
});
