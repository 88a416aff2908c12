import type { Searchable } from "../index/searchable.ts";
import type { Intent } from "../kb/settings.ts";
import { withoutNoise } from "../text/denoise.ts";
import { normalizeText } from "../text/normalize.ts";
import { readingsOf } from "./content.ts";
import { inStandardWords } from "./dialects.ts";
import { type PhraseSpan, phrasesOf } from "./phrases.ts";
import { type Quantity, quantitiesIn } from "./quantities.ts";
import { type ContentWord, distinctTerms, type QueryTerm, termsOf } from "./query-terms.ts";
import { sentencesOf } from "./sentences.ts";
import { newMass, type Shingles, shinglesOf } from "./shingles.ts";

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
  readonly words: readonly ContentWord[];
  /** True when it asks something: 归谁管, 多少. */
  readonly asks: boolean;
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
  const pieces = worthReading(snapshot, sentencesOf(text)).map(({ sentence, spans }) => {
    const quantities = quantitiesIn(sentence);
    return { sentence, spans, quantities, ...termsOf(snapshot, sentence, { spans, quantities }) };
  });
  const terms = telling(snapshot, distinctTerms(pieces.flatMap((p) => p.terms)));
  const allSpans = pieces.flatMap((p) => p.spans);
  const named = [...new Set(allSpans.flatMap((s) => (s.phrase.kind === "place" ? s.phrase.code : [])))];
  return {
    original,
    text,
    sentences: pieces.map(({ terms, words, sentence, spans }): Sentence => {
      const readings = readingsOf(sentence, spans);
      return {
        terms,
        words,
        asks: asks(spans),
        mass: massOf(snapshot, terms),
        readings,
        asked: readings.map((r) => shinglesOf(snapshot, r)),
      };
    }),
    terms,
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

/** Sentences of a story that are read, and that candidates are held against. */
const mostRead = 12;

/**
 * All sentences of a short text; of a long one those that ask something and those that say most of what the knowledge
 * base speaks of, by a quick look at their pairs of characters. What is told twice counts once.
 */
function worthReading(snapshot: Searchable, sentences: readonly string[]): { sentence: string; spans: PhraseSpan[] }[] {
  const found = sentences.map((sentence) => ({ sentence, spans: phrasesOf(snapshot).find(sentence) }));
  if (found.length <= mostRead) return found;
  const said = new Set<number>();
  const weighed = found.map((piece) => ({ piece, mass: newMass(snapshot, piece.sentence, said), asks: asks(piece.spans) }));
  const kept = weighed.toSorted((a, b) => Number(b.asks) - Number(a.asks) || b.mass - a.mass).slice(0, mostRead);
  return weighed.filter((w) => kept.includes(w)).map((w) => w.piece);
}

function asks(spans: readonly PhraseSpan[]): boolean {
  return spans.some((s) => s.phrase.kind === "intent");
}

/** The most specific thing asked for: a figure before "who", "who" before "how". */
function intentOf(spans: readonly PhraseSpan[]): Intent | null {
  const found = spans.flatMap((s) => (s.phrase.kind === "intent" ? [s.phrase.intent] : []));
  return (["duration", "amount", "who", "duty", "procedure", "standard", "permission"] as const).find((i) => found.includes(i)) ?? null;
}
