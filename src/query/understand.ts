import type { WeightedTerm } from "../index/search.ts";
import type { Snapshot } from "../index/snapshot.ts";
import { absent } from "../index/trie.ts";
import { regionsNamed } from "../kb/regions.ts";
import type { Intent } from "../kb/settings.ts";
import { normalizeText } from "../text/normalize.ts";
import { type Token, tokenize } from "../text/tokenize.ts";
import { readingsOf } from "./content.ts";
import { type PhraseSpan, phrasesOf } from "./phrases.ts";
import { type Quantity, quantitiesIn } from "./quantities.ts";

/** What a caller may say beside the question itself. */
export type Circumstances = {
  /** GB/T 2260 code given with the request. */
  readonly region?: string | undefined;
  /** The day for which the answer must hold, YYYY-MM-DD. */
  readonly at: string;
};

/** Where a term of the query came from. */
export type Origin = "word" | "part" | "bigram" | "synonym" | "department";
export type QueryTerm = WeightedTerm & { readonly text: string; readonly origin: Origin };

/** A question, understood: what to look for, what it wants, under which circumstances. */
export type Query = {
  readonly original: string;
  /** Normalized. */
  readonly text: string;
  /** What it is about, without politeness and question words: as said, and in the knowledge base's words. */
  readonly readings: readonly string[];
  readonly terms: readonly QueryTerm[];
  readonly intent: Intent | null;
  readonly quantities: readonly Quantity[];
  /** Places the answer must hold in; empty: not said. */
  readonly regions: readonly string[];
  /** Ids of the departments the question names. */
  readonly departments: readonly string[];
  readonly at: string;
};

type Place = { readonly start: number; readonly end: number };
type Around = { readonly spans: readonly PhraseSpan[]; readonly quantities: readonly Quantity[]; readonly placed: boolean };

/** How much a kind of term counts. Chosen on the tune halves; see bench/README.md. */
const weights = {
  word: 1,
  part: 0.6,
  bigram: 0.5,
  single: 0.6,
  /** Words that say what is asked, not what it is about. */
  intent: 0.15,
  place: 0.2,
  number: 0.3,
} as const;

/** Question → query: normalize, set politeness and question words apart, cut, widen by synonyms. */
export function understand(snapshot: Snapshot, original: string, circumstances: Circumstances): Query {
  const text = normalizeText(original);
  const spans = phrasesOf(snapshot).find(text);
  const quantities = quantitiesIn(text);
  const named = regionsNamed(text, snapshot.regions);
  const terms = new TermSet();
  const around: Around = { spans, quantities, placed: named.length > 0 };
  for (const token of tokenize(text, snapshot.lexicon)) {
    const { start, end, kind } = token;
    const term = snapshot.term(text, start, end);
    const weight = weightOf(token, term, text, snapshot, around);
    if (weight === 0) continue;
    const replaced = term === absent && spans.some((s) => s.phrase.kind === "synonym" && overlaps(s, token));
    terms.add({ text: text.slice(start, end), term, weight, expected: replaced ? 0 : weight, origin: kind });
  }
  for (const { phrase, start, end } of spans) {
    if (phrase.kind !== "synonym") continue;
    const unknown = snapshot.term(text, start, end) === absent;
    for (const means of phrase.means) addMeaning(snapshot, means, phrase.weight, unknown, "synonym", terms);
  }
  const departments = spans.flatMap((s) => (s.phrase.kind === "department" ? s.phrase : []));
  for (const { name } of departments) addMeaning(snapshot, normalizeText(name), 0.6, false, "department", terms);
  return {
    original,
    text,
    readings: readingsOf(text, spans),
    terms: terms.all(),
    intent: intentOf(spans),
    quantities,
    regions: circumstances.region === undefined ? named : [circumstances.region],
    departments: [...new Set(departments.map((d) => d.id))],
    at: circumstances.at,
  };
}

/**
 * What a token counts for. A token inside a phrase counts as that phrase does; a bigram that
 * crosses the edge of a phrase is an accident of the wording; a word that does is a word of its own.
 */
function weightOf(token: Token, term: number, text: string, snapshot: Snapshot, around: Around): number {
  const { start, end, kind } = token;
  const base = kind === "word" && end - start === 1 ? weights.single : weights[kind];
  const touching = (span: Place) => (kind === "bigram" ? overlaps(span, token) : span.start <= start && end <= span.end);
  for (const span of around.spans) {
    if (!touching(span)) continue;
    if (span.phrase.kind === "shell") return 0;
    if (span.phrase.kind === "intent") return base * weights.intent;
  }
  if (around.quantities.some(touching)) return term === absent ? 0 : base * weights.number;
  if (around.placed && regionsNamed(text.slice(start, end), snapshot.regions).length > 0) return base * weights.place;
  return base;
}

/** The terms of what a synonym or a former name means, at the strength of the link. */
function addMeaning(snapshot: Snapshot, means: string, strength: number, expected: boolean, origin: Origin, terms: TermSet): void {
  for (const { start, end, kind } of tokenize(means, snapshot.lexicon)) {
    const weight = weights[kind] * strength;
    terms.add({ text: means.slice(start, end), term: snapshot.term(means, start, end), weight, expected: expected ? weight : 0, origin });
  }
}

/** Distinct terms; the first mention of a term keeps its origin, the greatest weight wins. */
class TermSet {
  readonly #terms = new Map<string, QueryTerm>();

  add(term: QueryTerm): void {
    const known = this.#terms.get(term.text);
    if (known === undefined) this.#terms.set(term.text, term);
    else if (term.weight > known.weight) this.#terms.set(term.text, { ...term, origin: known.origin });
  }

  all(): QueryTerm[] {
    return [...this.#terms.values()];
  }
}

/** The first question phrase decides, save that naming a figure beats "who" and "how". */
function intentOf(spans: readonly PhraseSpan[]): Intent | null {
  const found = spans.flatMap((s) => (s.phrase.kind === "intent" ? [s.phrase.intent] : []));
  const strongest = (["duration", "amount", "who", "duty", "procedure", "standard", "permission"] as const).find((i) => found.includes(i));
  return strongest ?? null;
}

function overlaps(a: Place, b: Place): boolean {
  return a.start < b.end && b.start < a.end;
}
