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
    sentences: tellingSentences(snapshot, pieces, terms).map(({ terms, words, sentence, spans }): Sentence => {
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

/** Sentences at the beginning and at the end of a story, where the matter and the request stand. */
const opening = 8;
const closing = 12;

/** All sentences of a short text; of a long one the first and last, and those between that ask something. */
function worthReading(snapshot: Searchable, sentences: readonly string[]): { sentence: string; spans: PhraseSpan[] }[] {
  return sentences.flatMap((sentence, i) => {
    const spans = phrasesOf(snapshot).find(sentence);
    const kept = i < opening || i >= sentences.length - closing || asks(spans);
    return kept ? { sentence, spans } : [];
  });
}

/** Sentences of a story that candidates are held against. */
const mostSentences = 12;

/** A sentence that asks something counts this many times. */
const asking = 2;

/**
 * The sentences that together hold most of what is looked for, in the order of the text: one after
 * the other the one that adds most to those before it. What is told twice adds nothing.
 */
function tellingSentences<P extends { readonly terms: readonly QueryTerm[]; readonly spans: readonly PhraseSpan[] }>(
  snapshot: Searchable,
  pieces: readonly P[],
  terms: readonly QueryTerm[],
): readonly P[] {
  if (pieces.length <= mostSentences) return pieces;
  const sought = new Map(terms.map((t) => [t.text, t.weight * snapshot.idf(t.term)]));
  const kept = new Set<P>();
  while (kept.size < mostSentences) {
    let best: { piece: P; gain: number } | null = null;
    for (const piece of pieces) {
      if (kept.has(piece)) continue;
      const mass = piece.terms.reduce((sum, t) => sum + (sought.get(t.text) ?? 0), 0);
      const gain = mass * (asks(piece.spans) ? asking : 1);
      if (gain > (best?.gain ?? 0)) best = { piece, gain };
    }
    if (best === null) break;
    kept.add(best.piece);
    for (const { text } of best.piece.terms) sought.delete(text);
  }
  return pieces.filter((p) => kept.has(p));
}

function asks(spans: readonly PhraseSpan[]): boolean {
  return spans.some((s) => s.phrase.kind === "intent");
}

/** The most specific thing asked for: a figure before "who", "who" before "how". */
function intentOf(spans: readonly PhraseSpan[]): Intent | null {
  const found = spans.flatMap((s) => (s.phrase.kind === "intent" ? [s.phrase.intent] : []));
  return (["duration", "amount", "who", "duty", "procedure", "standard", "permission"] as const).find((i) => found.includes(i)) ?? null;
}
