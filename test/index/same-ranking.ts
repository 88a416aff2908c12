import type { DocumentFilter } from "../../src/index/document-filter.ts";
import type { Hit, Searchable } from "../../src/index/searchable.ts";
import { tokenize } from "../../src/text/tokenize.ts";
import type { Scored, Wanted } from "./exhaustive-search.ts";

/** How far apart a sum of single-precision numbers and one of double precision may be. */
const tolerance = 1e-4;

/** Our search for terms given as text. */
export function searchFor(snapshot: Searchable, wanted: readonly Wanted[], limit = snapshot.size, filter?: DocumentFilter): Hit[] {
  const terms = wanted.map(({ text, weight, expected }) => ({ term: snapshot.term(text), weight, expected }));
  return snapshot.search(terms, limit, filter);
}

/** The documents that hold a term, ascending. */
export function holdersOf(snapshot: Searchable, text: string): number[] {
  return searchFor(snapshot, [{ text, weight: 1, expected: 1 }])
    .map((hit) => hit.document)
    .sort((a, b) => a - b);
}

/** The distinct terms of a question, equally important. */
export function termsOf(snapshot: Searchable, question: string): Wanted[] {
  const terms = tokenize(question, snapshot.lexicon).map(({ start, end }) => question.slice(start, end));
  return [...new Set(terms)].map((text) => ({ text, weight: 1, expected: 1 }));
}

/**
 * Where a search differs from an exhaustive one in documents, order or scores. What scores the
 * same may swap places by rounding; what scores exactly the same is in the order of numbers.
 */
export function differences(found: readonly Hit[], exhaustive: readonly Scored[]): string[] {
  const apart = (a: number, b = Number.NaN) => !(Math.abs(a - b) < tolerance);
  const byDocument = new Map(exhaustive.map((scored) => [scored.document, scored]));
  const wrong = found.length === exhaustive.length ? [] : [`${found.length} found, not ${exhaustive.length}`];
  found.forEach(({ document, score, coverage }, place) => {
    const own = byDocument.get(document);
    if (apart(score, own?.score)) wrong.push(`document ${document} scores ${score}, not ${own?.score}`);
    if (apart(coverage, own?.coverage)) wrong.push(`document ${document} covers ${coverage}, not ${own?.coverage}`);
    const there = exhaustive[place];
    if (document !== there?.document && apart(score, there?.score)) wrong.push(`document ${document} at ${place}, not ${there?.document}`);
    const next = found[place + 1];
    if (next?.score === score && next.document < document)
      wrong.push(`document ${document} before ${next.document}, which scores the same`);
  });
  return wrong;
}
