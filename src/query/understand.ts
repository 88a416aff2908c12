import type { Searchable } from "../index/searchable.ts";
import type { Intent } from "../kb/settings.ts";
import { withoutNoise } from "../text/denoise.ts";
import { normalizeText } from "../text/normalize.ts";
import { readingsOf } from "./content.ts";
import { inStandardWords } from "./dialects.ts";
import { type PhraseSpan, phrasesOf } from "./phrases.ts";
import { type Quantity, quantitiesIn } from "./quantities.ts";
import { distinctTerms, type QueryTerm, termsOf } from "./query-terms.ts";
import { sentencesOf } from "./sentences.ts";
import { type Shingles, shinglesOf } from "./shingles.ts";

/** What a caller may say beside the question itself. */
export type Circumstances = {
  /** GB/T 2260 code given with the request. */
  readonly region?: string | undefined;
  /** The day for which the answer must hold, YYYY-MM-DD. */
  readonly at: string;
};

/** One sentence of a long text, or a short question whole: the unit that an entry answers. */
export type Sentence = {
  readonly terms: readonly QueryTerm[];
  /** idf mass of the terms an answer would cover. */
  readonly mass: number;
  /** What it is about, without politeness and question words: as said, and in the knowledge base's words. */
  readonly readings: readonly string[];
  /** The readings as shingles, to be held against what candidates say. */
  readonly asked: readonly Shingles[];
};

/** A question, understood: what to look for, what it wants, under which circumstances. */
export type Query = {
  readonly original: string;
  /** Normalized. */
  readonly text: string;
  readonly sentences: readonly Sentence[];
  /** The terms to look for; of a long text only the most telling ones. */
  readonly terms: readonly QueryTerm[];
  readonly intent: Intent | null;
  readonly quantities: readonly Quantity[];
  /** Places the answer must hold in; empty: not said. */
  readonly regions: readonly string[];
  /** Ids of the departments the question names. */
  readonly departments: readonly string[];
  readonly at: string;
};

/** Terms looked for at most: a pasted complaint costs no more than a long question. */
const mostTerms = 64;

/** Question → query: normalize, drop noise, put regional words into standard ones, set politeness and question words apart, cut, widen by synonyms. */
export function understand(snapshot: Searchable, original: string, circumstances: Circumstances): Query {
  const text = inStandardWords(snapshot, withoutNoise(normalizeText(original)));
  const pieces = sentencesOf(text).map((sentence) => {
    const spans = phrasesOf(snapshot).find(sentence);
    const quantities = quantitiesIn(sentence);
    const terms = termsOf(snapshot, sentence, { spans, quantities });
    return { sentence, spans, quantities, terms };
  });
  const allSpans = pieces.flatMap((p) => p.spans);
  const named = [...new Set(allSpans.flatMap((s) => (s.phrase.kind === "place" ? s.phrase.code : [])))];
  return {
    original,
    text,
    sentences: pieces.map(({ terms, sentence, spans }) => {
      const readings = readingsOf(sentence, spans);
      return { terms, mass: massOf(snapshot, terms), readings, asked: readings.map((r) => shinglesOf(snapshot, r)) };
    }),
    terms: telling(snapshot, distinctTerms(pieces.flatMap((p) => p.terms))),
    intent: intentOf(allSpans),
    quantities: pieces.flatMap((p) => p.quantities),
    regions: circumstances.region === undefined ? named : [circumstances.region],
    departments: [...new Set(allSpans.flatMap((s) => (s.phrase.kind === "department" ? s.phrase.id : [])))],
    at: circumstances.at,
  };
}

/** idf mass that a full answer covers. */
export function massOf(snapshot: Searchable, terms: readonly QueryTerm[]): number {
  return terms.reduce((sum, t) => sum + t.expected * snapshot.idf(t.term), 0);
}

/** The terms of greatest mass, in the order of the text. */
function telling(snapshot: Searchable, terms: readonly QueryTerm[]): readonly QueryTerm[] {
  if (terms.length <= mostTerms) return terms;
  const ranked = terms.map((term) => ({ term, mass: term.weight * snapshot.idf(term.term) })).sort((a, b) => b.mass - a.mass);
  const kept = new Set(
    ranked
      .filter((r) => r.term.term >= 0)
      .slice(0, mostTerms)
      .map((r) => r.term),
  );
  return terms.filter((t) => kept.has(t));
}

/** The most specific thing asked for: a figure before "who", "who" before "how". */
function intentOf(spans: readonly PhraseSpan[]): Intent | null {
  const found = spans.flatMap((s) => (s.phrase.kind === "intent" ? [s.phrase.intent] : []));
  return (["duration", "amount", "who", "duty", "procedure", "standard", "permission"] as const).find((i) => found.includes(i)) ?? null;
}
