import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fields, idf } from "../../src/index/bm25.ts";
import { countIn, Impacts, normOf } from "../../src/index/impacts.ts";

const count = fc.nat(255);
const perField = (of: fc.Arbitrary<number>) => fc.tuple(of, of, of, of);
const length = fc.integer({ min: 1, max: 5000 });
const one = (lengths: readonly number[], averages: readonly number[]) =>
  fields.map((field, f) => Float32Array.of(normOf(field, lengths[f] ?? 0, averages[f] ?? 0)));
/** The impact of a term said so often in fields of such lengths. */
const impactOf = (counts: readonly number[], lengths: readonly number[], averages: readonly number[]) =>
  new Impacts({ tuples: Uint32Array.of(counts.reduce((packed, n, f) => packed + n * 2 ** (8 * f), 0)), norms: one(lengths, averages) }).of(
    0,
    0,
  );

describe("the impact of a term in a document", () => {
  test("lies between 0 and 1", () => {
    fc.assert(
      fc.property(perField(count), perField(length), perField(length), (counts, lengths, averages) => {
        const impact = impactOf(counts, lengths, averages);
        expect(impact >= 0 && impact < 1).toBe(true);
        expect(impact > 0).toBe(counts.some((n) => n > 0));
      }),
    );
  });

  test("never falls where the term is said once more", () => {
    fc.assert(
      fc.property(perField(fc.nat(254)), perField(length), fc.nat(3), (counts, lengths, field) => {
        const more = counts.map((c, i) => (i === field ? c + 1 : c));
        expect(impactOf(more, lengths, lengths)).toBeGreaterThanOrEqual(impactOf(counts, lengths, lengths));
      }),
    );
  });

  test("never rises where a field is longer", () => {
    fc.assert(
      fc.property(perField(count), perField(length), fc.nat(3), (counts, averages, field) => {
        const longer = averages.map((l, i) => (i === field ? l * 2 : l));
        expect(impactOf(counts, longer, averages)).toBeLessThanOrEqual(impactOf(counts, averages, averages));
      }),
    );
  });

  // One mention in a field of average length: weight / (1.2 + weight).
  test.each([
    ["title", 2 / 3.2],
    ["questions", 2 / 3.2],
    ["keywords", 1.5 / 2.7],
    ["body", 1 / 2.2],
  ] as const)("in the %s, once, is %d", (field, impact) => {
    const counts = fields.map((name) => (name === field ? 1 : 0));
    expect(impactOf(counts, [7, 7, 7, 7], [7, 7, 7, 7])).toBeCloseTo(impact, 6);
  });

  test("half as long as the average, weighs more, as b says", () => {
    // 1 / (0.25 + 0.75 · ½) = 1.6
    expect(impactOf([0, 0, 0, 1], [0, 0, 0, 5], [1, 1, 1, 10])).toBeCloseTo(1.6 / 2.8, 6);
  });

  test("counts no further than 255", () => {
    const said = (times: number) => Array.from({ length: times }).reduce<number>((packed) => countIn(packed, 2), 0x00_00_07_01);
    expect([254, 255, 256, 1000].map((n) => said(n).toString(16))).toEqual(["fe0701", "ff0701", "ff0701", "ff0701"]);
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
