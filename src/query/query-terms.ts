import type { Searchable, WeightedTerm } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { normalizeText } from "../text/normalize.ts";
import { type Token, tokenize } from "../text/tokenize.ts";
import { type PhraseSpan, phrasesOf } from "./phrases.ts";
import type { Quantity } from "./quantities.ts";

/** Where a term of the query came from. */
export type Origin = Token["kind"] | "synonym" | "class" | "department";
export type QueryTerm = WeightedTerm & { readonly text: string; readonly origin: Origin };
/** A word that a question is about: not politeness, not what is asked, not where or how many. */
export type ContentWord = {
  readonly text: string;
  readonly term: number;
  /** How much it matters that an answer holds it. */
  readonly mass: number;
  /** What it means in the knowledge base's words, each as the terms that say it. */
  readonly instead: readonly (readonly number[])[];
};

type Place = { readonly start: number; readonly end: number };
/** What is known of a sentence before its terms are weighed. */
type Around = { readonly spans: readonly PhraseSpan[]; readonly quantities: readonly Quantity[] };

/** How much a kind of term counts. Chosen on the tune halves of three sets; see bench/README.md. */
export const weights = {
  word: 1,
  part: 0.6,
  bigram: 0.8,
  single: 0.6,
  /** Words that say what is asked, not what it is about. */
  intent: 0.15,
  place: 0.8,
  /** How much of a place an answer must cover: the rule may hold there without naming it. */
  placeExpected: 0.5,
  number: 0.3,
  /** A class, where the knowledge base speaks of the member itself: it needs the class less. */
  classOfKnown: 0.3,
  /** The present name of a department that was named otherwise. */
  department: 0.6,
  /**
   * Everyday words (可以, 一个) say little even where a small knowledge base makes them look rare.
   * −log p in general language at which a word counts least and fully, and what the least is.
   */
  commonest: 4,
  rare: 9,
  leastRarity: 0.3,
};

/** The weighted terms of a sentence, widened by synonyms and departments' present names, and its content words. */
export function termsOf(snapshot: Searchable, text: string, around: Around): { terms: QueryTerm[]; words: ContentWord[] } {
  const terms: QueryTerm[] = [];
  const words: ContentWord[] = [];
  const tokens = tokenize(text, snapshot.lexicon);
  const rarity = rarities(snapshot, text, tokens);
  for (const token of tokens) {
    const { start, end, kind } = token;
    const term = snapshot.term(text, start, end);
    const weight = weightOf(token, term, around) * rarityOf(token, text, snapshot, rarity);
    if (weight === 0) continue;
    const replaced = term === absent && around.spans.some((s) => s.phrase.kind === "synonym" && overlaps(s, token));
    const placed = around.spans.some((s) => s.phrase.kind === "place" && overlaps(s, token));
    const expected = replaced ? 0 : placed ? weight * weights.placeExpected : weight;
    terms.push({ text: text.slice(start, end), term, weight, expected, origin: kind });
    if (kind !== "word" || placed || asksOrCounts(token, around)) continue;
    words.push({ text: text.slice(start, end), term, mass: weight * snapshot.idf(term), instead: meaningsOf(snapshot, token, around) });
  }
  const phrases = phrasesOf(snapshot);
  for (const { phrase, start, end } of around.spans) {
    const said = snapshot.term(text, start, end) === absent ? 1 : weights.classOfKnown;
    for (const wider of phrases.wider(text.slice(start, end)))
      terms.push(...meaning(snapshot, wider.text, wider.weight * said, false, "class"));
    if (phrase.kind === "department") terms.push(...meaning(snapshot, normalizeText(phrase.name), weights.department, false, "department"));
    if (phrase.kind !== "synonym") continue;
    const unknown = snapshot.term(text, start, end) === absent;
    for (const means of phrase.means) terms.push(...meaning(snapshot, means, phrase.weight, unknown, "synonym"));
  }
  return { terms: distinctTerms(terms), words: distinctWords(words) };
}

function asksOrCounts(token: Token, { spans, quantities }: Around): boolean {
  return spans.some((s) => s.phrase.kind === "intent" && overlaps(s, token)) || quantities.some((q) => overlaps(q, token));
}

/** What the phrase around a token means, each meaning as the terms of its words. */
function meaningsOf(snapshot: Searchable, token: Token, { spans }: Around): number[][] {
  const phrases = spans.filter((s) => overlaps(s, token)).map((s) => s.phrase);
  const meanings = phrases.flatMap((p) => (p.kind === "synonym" ? p.means : p.kind === "department" ? [normalizeText(p.name)] : []));
  return meanings.map((text) =>
    tokenize(text, snapshot.lexicon)
      .filter((t) => t.kind === "word")
      .map((t) => snapshot.term(text, t.start, t.end)),
  );
}

function distinctWords(words: readonly ContentWord[]): ContentWord[] {
  return [...new Map(words.map((w) => [w.text, w])).values()];
}

/** One of each term: the first mention keeps its origin, the greatest weight wins. */
export function distinctTerms(terms: readonly QueryTerm[]): QueryTerm[] {
  const distinct = new Map<string, QueryTerm>();
  for (const term of terms) {
    const known = distinct.get(term.text);
    if (known === undefined) distinct.set(term.text, term);
    else if (term.weight > known.weight) distinct.set(term.text, { ...term, origin: known.origin });
  }
  return [...distinct.values()];
}

/**
 * What a token counts for. A token inside a phrase counts as that phrase does; a bigram that
 * crosses the edge of a phrase is an accident of the wording; a word that does is a word of its own.
 */
function weightOf(token: Token, term: number, around: Around): number {
  const { start, end, kind } = token;
  const base = kind === "word" && end - start === 1 ? weights.single : weights[kind];
  const touching = (span: Place) => (kind === "bigram" ? overlaps(span, token) : span.start <= start && end <= span.end);
  for (const span of around.spans) {
    if (!touching(span)) continue;
    if (span.phrase.kind === "shell") return 0;
    if (span.phrase.kind === "intent") return base * weights.intent;
    if (span.phrase.kind === "place") return base * weights.place;
  }
  // What no table measures (50平方米, 两年) is part of what is asked.
  if (around.quantities.some((q) => q.dimension !== "other" && q.dimension !== "months" && touching(q)))
    return term === absent ? 0 : base * weights.number;
  return base;
}

/** How rare the word around each character is in general language; what is no word of the cut is rare. */
function rarities(snapshot: Searchable, text: string, tokens: readonly Token[]): Float64Array {
  const rarity = new Float64Array(text.length).fill(1);
  for (const { start, end, kind } of tokens) {
    if (kind === "word") rarity.fill(scaled(snapshot.lexicon.logProbability(text, start, end)), start, end);
  }
  return rarity;
}

function rarityOf({ start, end, kind }: Token, text: string, snapshot: Searchable, rarity: Float64Array): number {
  if (kind === "part") return scaled(snapshot.lexicon.logProbability(text, start, end));
  return ((rarity[start] ?? 1) + (rarity[end - 1] ?? 1)) / 2;
}

/** Log-probability in general language → 0.1 (the commonest) … 1 (rare, or unknown). */
function scaled(logProbability: number): number {
  return Math.min(1, Math.max(weights.leastRarity, (-logProbability - weights.commonest) / (weights.rare - weights.commonest)));
}

/** The terms of what a synonym or a former name means, at the strength of the link. */
function meaning(snapshot: Searchable, means: string, strength: number, expected: boolean, origin: Origin): QueryTerm[] {
  return tokenize(means, snapshot.lexicon).map(({ start, end, kind }) => {
    const weight = weights[kind] * strength;
    return { text: means.slice(start, end), term: snapshot.term(means, start, end), weight, expected: expected ? weight : 0, origin };
  });
}

function overlaps(a: Place, b: Place): boolean {
  return a.start < b.end && b.start < a.end;
}
