import { documentOf } from "../index/document.ts";
import type { Hit, Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { massOf, type Query } from "./understand.ts";

/** Hits looked at closely: the order beyond them is the retrieval's. */
export const refinedDepth = 6;
/** Terms looked at, those of greatest mass. */
const mostTerms = 16;
/** Characters within which terms belong together: about a sentence. */
const window = 30;
/** How much words standing together count beside words standing anywhere. Chosen on the tune halves. */
const togetherWeight = 0.6;
/** Places of one term that are looked at. */
const mostPlaces = 20;

/**
 * Reorders the first hits by how much of the question stands together in one sentence of each:
 *
 *     refined(d) = score(d) + 0.6 · mass(question) · coverage(d) · share of the mass in d's densest window
 */
export function refine(snapshot: Searchable, query: Query, hits: readonly Hit[]): Hit[] {
  const whole = massOf(snapshot, query.terms);
  const terms = telling(snapshot, query);
  const refined = hits.slice(0, refinedDepth).map((hit): Hit => {
    const together = densestMass(snapshot, terms, hit.document) / (whole || 1);
    return { ...hit, score: hit.score + togetherWeight * whole * hit.coverage * together };
  });
  refined.sort((a, b) => b.score - a.score || a.document - b.document);
  return [...refined, ...hits.slice(refinedDepth)];
}

type Weighed = { readonly term: number; readonly text: string; readonly mass: number };

/** The terms of greatest mass that some document holds. */
function telling(snapshot: Searchable, query: Query): Weighed[] {
  return query.terms
    .filter((t) => t.term !== absent)
    .map(({ term, text, weight }) => ({ term, text, mass: weight * snapshot.idf(term) }))
    .sort((a, b) => b.mass - a.mass)
    .slice(0, mostTerms);
}

type Mark = { readonly from: number; readonly to: number; readonly term: number; readonly mass: number };

/** The greatest idf mass of different terms within one window of a document's title and text. */
function densestMass(snapshot: Searchable, terms: readonly Weighed[], document: number): number {
  const { title, body } = documentOf(snapshot.entry(document), snapshot.departments);
  const text = `${title}\n${body}`;
  const marks = terms.flatMap(({ term, text: words, mass }): Mark[] => {
    if (snapshot.impact(term, document) === 0) return [];
    return placesOf(text, words).map((from) => ({ from, to: from + words.length, term, mass }));
  });
  marks.sort((a, b) => a.from - b.from);
  return Math.max(0, ...marks.map((_, i) => massFrom(marks, i)));
}

/** The mass of the different terms within a window that begins at a mark. */
function massFrom(marks: readonly Mark[], first: number): number {
  const seen = new Set<number>();
  let mass = 0;
  for (let i = first; i < marks.length; i++) {
    const mark = marks[i];
    if (mark === undefined || mark.to > (marks[first]?.from ?? 0) + window) break;
    if (seen.has(mark.term)) continue;
    seen.add(mark.term);
    mass += mark.mass;
  }
  return mass;
}

function placesOf(text: string, words: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0 && places.length < mostPlaces; at = text.indexOf(words, at + 1)) places.push(at);
  return places;
}
