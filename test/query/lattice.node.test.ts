import fc from "fast-check";
import { expect, test } from "vitest";
import { type Arc, Lattice } from "../../src/query/lattice.ts";

const length = 5;
/** Arcs over five places; every place has one of its own, so that the end is always reached. */
const arcs: fc.Arbitrary<Arc[]> = fc
  .array(
    fc.record({
      start: fc.nat(length - 1),
      span: fc.integer({ min: 1, max: 3 }),
      text: fc.constantFrom("甲", "乙", "丙丁", "a"),
      cost: fc.nat(20),
    }),
    { maxLength: 12 },
  )
  .map((given) => [
    ...given.map(({ start, span, text, cost }) => ({ start, end: Math.min(length, start + span), text, cost, changed: true })),
    ...Array.from({ length }, (_, start) => ({ start, end: start + 1, text: "子", cost: 10, changed: false })),
  ]);
/** Some pairs go together. */
const bond = (first: number, second: number) => (first !== 0 && (first + second) % 3 === 0 ? 2 : 0);

const isHan = (unit: number) => unit >= 0x3400 && unit <= 0x9fff;

function cheapest(all: readonly Arc[], at: number, last: number): number {
  if (at === length) return 0;
  const costs = all
    .filter((arc) => arc.start === at)
    .map((arc) => {
      const first = arc.text.charCodeAt(0);
      const end = arc.text.charCodeAt(arc.text.length - 1);
      return arc.cost - (isHan(first) ? bond(last, first) : 0) + cheapest(all, arc.end, isHan(end) ? end : 0);
    });
  return Math.min(...costs);
}

test("the best path is the cheapest of all", () => {
  fc.assert(
    fc.property(arcs, (all) => {
      const lattice = new Lattice(length);
      for (const arc of all) lattice.add(arc);
      const best = lattice.best(bond);
      expect(best?.costs[length]).toBeCloseTo(cheapest(all, 0, 0), 9);
      // The path is one: from the beginning to the end, without a gap.
      expect(best?.path.map((arc) => arc.start)).toEqual([0, ...(best?.path.slice(0, -1).map((arc) => arc.end) ?? [])]);
      expect(best?.path.at(-1)?.end).toBe(length);
    }),
  );
});

test("where no path reaches the end there is none", () => {
  const lattice = new Lattice(3);
  lattice.add({ start: 0, end: 1, text: "甲", cost: 1, changed: false });
  lattice.add({ start: 2, end: 3, text: "乙", cost: 1, changed: false });
  expect(lattice.best(() => 0)).toBe(null);
});
