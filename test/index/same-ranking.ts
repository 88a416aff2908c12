import { expect } from "vitest";
import { type Found, search } from "../../src/index/search.ts";
import type { Snapshot } from "../../src/index/snapshot.ts";
import { tokenize } from "../../src/text/tokenize.ts";
import type { Scored, Wanted } from "./exhaustive-search.ts";

/** How far apart a sum of single-precision numbers and one of double precision may be. */
const tolerance = 1e-4;

/** Our search for terms given as text. */
export function searchFor(
  snapshot: Snapshot,
  wanted: readonly Wanted[],
  limit = snapshot.size,
  accepts?: (document: number) => boolean,
): Found {
  const terms = wanted.map(({ text, weight, expected }) => ({ term: snapshot.term(text), weight, expected }));
  return search(snapshot, terms, limit, accepts);
}

/** The distinct terms of a question, equally important. */
export function termsOf(snapshot: Snapshot, question: string): Wanted[] {
  const terms = tokenize(question, snapshot.lexicon).map(({ start, end }) => question.slice(start, end));
  return [...new Set(terms)].map((text) => ({ text, weight: 1, expected: 1 }));
}

/** The same documents in the same order with the same scores; what scores the same may only swap places by rounding. */
export function expectSameRanking(found: Found, exhaustive: readonly Scored[]): void {
  expect(found.total).toBe(exhaustive.length);
  expect(found.hits).toHaveLength(exhaustive.length);
  const byDocument = new Map(exhaustive.map((scored) => [scored.document, scored]));
  found.hits.forEach((hit, place) => {
    const own = byDocument.get(hit.document);
    expect(Math.abs(hit.score - (own?.score ?? Number.NaN))).toBeLessThan(tolerance);
    expect(Math.abs(hit.coverage - (own?.coverage ?? Number.NaN))).toBeLessThan(tolerance);
    const there = exhaustive[place];
    if (hit.document !== there?.document) expect(Math.abs(hit.score - (there?.score ?? Number.NaN))).toBeLessThan(tolerance);
    const next = found.hits[place + 1];
    if (next && next.score === hit.score) expect(hit.document).toBeLessThan(next.document);
  });
}
