import type { Hit, Searchable } from "../index/searchable.ts";
import type { Entry } from "../kb/entry.ts";
import { firstCommonDay, type Periods } from "../kb/periods.ts";
import { holdsIn } from "../kb/regions.ts";
import type { ShingleCorpus } from "../kb/shingle-corpus.ts";
import { readingsOf } from "../query/content.ts";
import { inStandardWords } from "../query/dialects.ts";
import { phrasesOf } from "../query/phrases.ts";
import { confidenceIn, rank } from "../query/rank.ts";
import { type Circumstances, type Query, understand } from "../query/understand.ts";
import { normalizeText } from "../text/normalize.ts";
import { answer, type Prepared, prepare } from "./ask.ts";
import { Rivals } from "./rivals.ts";

/** A question of an entry that brings another entry first. */
export type LostQuestion = {
  readonly entry: Entry;
  /** Which of its questions. */
  readonly question: number;
  /** Where the entry itself comes, from 2 on; null where it does not come at all. */
  readonly place: number | null;
  /** What comes first, null where nothing does. */
  readonly winner: string | null;
  /** How sure the answer is of the one that comes first. */
  readonly confidence: number;
  /** The question names a place where the entry does not hold. */
  readonly elsewhere: boolean;
};

/**
 * Whether a question of an entry brings it first; null where it does.
 * @param prepared the question, prepared; its documents are loaded
 */
export function lostQuestion(snapshot: Searchable, entry: Entry, question: number, prepared: Prepared): LostQuestion | null {
  if (entry.kind === "article") return null;
  const { understood, ranked } = answer(snapshot, prepared, 0).trace;
  const place = ranked.findIndex((r) => snapshot.id(r.document) === entry.id) + 1;
  const [first] = ranked;
  const winner = first ? snapshot.id(first.document) : null;
  if (place === 1 || (entry.kind === "case" && winner !== null && entry.illustrates.includes(winner))) return null;
  const asked = understood.regions;
  const elsewhere = asked.length > 0 && !asked.some((region) => holdsIn(entry.region, region) || within(region, entry.region));
  return { entry, question, place: place === 0 ? null : place, winner, confidence: confidenceIn(snapshot, understood, ranked), elsewhere };
}

/** A question of an entry is asked where the entry holds, unless it names a place itself. */
export function circumstancesOf(snapshot: Searchable, entry: Entry, question: string, at: string): Circumstances {
  const named = phrasesOf(snapshot)
    .find(inStandardWords(snapshot, normalizeText(question)))
    .some(({ phrase }) => phrase.kind === "place");
  return { at, region: named || entry.kind === "article" ? undefined : entry.region };
}

/** The entries of a base, in the order of the corpus, and what else is known of them; asked are those numbered `from` … `to` − 1. */
export type AskedBase = {
  readonly entries: readonly Entry[];
  readonly corpus: ShingleCorpus;
  readonly periods: Periods;
  readonly now: string;
  readonly from?: number;
  readonly to?: number;
};

/**
 * All entries of a base against all their questions. To ask every question would take minutes for ten
 * thousand entries; a question is asked only if
 *
 * - another entry says a good part of it, and, of these and its own entry, its own does not rank first; or
 * - it names a place or a department, which weigh by other rules, or is too short to tell.
 *
 * @param snapshot with all its entries in memory
 */
export function* unfindable(snapshot: Searchable, asked: AskedBase): Generator<LostQuestion> {
  const { entries, corpus, periods, now, from = 0, to = entries.length } = asked;
  const rivals = new Rivals(corpus);
  const documents = entries.map((entry) => snapshot.documentOf(entry.id));
  for (let number = from; number < to; number++) {
    const entry = entries[number];
    if (entry === undefined) break;
    const at = firstCommonDay([periods.of(entry)], now);
    if (entry.kind === "article" || at === null) continue;
    for (const [question, text] of entry.questions.entries()) {
      const found = rivalsOf(snapshot, text, number, rivals);
      if (found !== null && (found.length === 0 || winsAgainst(snapshot, text, at, number, found, documents))) continue;
      const prepared = prepare(snapshot, text, circumstancesOf(snapshot, entry, text, at));
      const lost = lostQuestion(snapshot, entry, question, prepared);
      if (lost !== null) yield lost;
    }
  }
}

/** Entries that say a good part of a question, in its own words or the base's; null where that does not tell. */
function rivalsOf(snapshot: Searchable, question: string, own: number, rivals: Rivals): number[] | null {
  const text = inStandardWords(snapshot, normalizeText(question));
  const spans = phrasesOf(snapshot).find(text);
  if (spans.some(({ phrase }) => phrase.kind === "place" || phrase.kind === "department")) return null;
  const found = new Set<number>();
  for (const reading of readingsOf(text, spans)) {
    const saying = rivals.of(reading, own);
    if (saying === null) return null;
    for (const entry of saying) found.add(entry);
  }
  return [...found];
}

/**
 * A rival whose score is a smaller part of the entry's own than this cannot rank before it, since the entry
 * matches its own question in full: all that the rival may have beside weighs less than the score.
 */
const leastRelative = 0.35;

/** True where an entry ranks before its rivals. */
function winsAgainst(snapshot: Searchable, text: string, at: string, own: number, rivals: number[], documents: readonly number[]): boolean {
  const query = understand(snapshot, text, { at });
  const hit = hitOf(snapshot, query, documents[own] ?? -1);
  const others = rivals.map((entry) => hitOf(snapshot, query, documents[entry] ?? -1)).filter((h) => h.score >= leastRelative * hit.score);
  if (others.length === 0) return true;
  const hits = [hit, ...others].sort((a, b) => b.score - a.score);
  return rank(snapshot, query, hits)[0]?.document === hit.document;
}

/** True where a place asked about is wider than the entry's own. */
function within(asked: string, region: string | undefined): boolean {
  return region !== undefined && holdsIn(asked, region);
}

/** What a search scores one document; see src/index/search.ts. */
function hitOf(snapshot: Searchable, { terms }: Query, document: number): Hit {
  let score = 0;
  let mass = 0;
  let whole = 0;
  for (const { term, weight, expected } of terms) {
    const idf = snapshot.idf(term);
    const impact = snapshot.impact(term, document);
    whole += expected * idf;
    if (impact === 0) continue;
    mass += weight * idf;
    score += weight * idf * impact;
  }
  const coverage = Math.min(1, mass / (whole || 1));
  return { document, coverage, score: score * coverage };
}
