import type { Searchable } from "../index/searchable.ts";
import type { Ranked } from "../query/features.ts";
import type { Query } from "../query/understand.ts";
import { adviceOn } from "./advice.ts";

/** How a question was read and why its candidates stand where they stand. */
export type Explanation = {
  text: string;
  readings: string[];
  intent: string | null;
  quantities: { from: number | null; to: number | null; unit: string; dimension: string | null }[];
  regions: string[];
  departments: string[];
  terms: { text: string; origin: string; weight: number; idf: number; documents: number }[];
  candidates: {
    id: string;
    share: number | null;
    features: Record<string, number> | null;
    contributions: { term: string; score: number }[];
  }[];
  /** For the editor: why the first candidate won, and what to change. Empty for a plain search. */
  advice: string[];
};

/** @param candidates ranked ones with their features, or documents of a plain search */
export function explain(snapshot: Searchable, query: Query, candidates: readonly (Ranked | { document: number })[]): Explanation {
  const { text, intent, regions, departments } = query;
  return {
    text,
    readings: query.sentences.flatMap((s) => s.readings),
    intent,
    quantities: query.quantities.map(({ from, to, unit, dimension }) => ({ from: finite(from), to: finite(to), unit, dimension })),
    regions: [...regions],
    departments: [...departments],
    terms: query.terms.map((t) => ({
      text: t.text,
      origin: t.origin,
      weight: round(t.weight),
      idf: round(snapshot.idf(t.term)),
      documents: t.term < 0 ? 0 : snapshot.documentFrequency(t.term),
    })),
    candidates: candidates.map((c) => ({
      id: snapshot.id(c.document),
      share: "share" in c ? round(c.share) : null,
      features: "features" in c ? Object.fromEntries(Object.entries(c.features).map(([k, v]) => [k, round(v)])) : null,
      contributions: contributionsTo(snapshot, query, c.document),
    })),
    advice: candidates.every((c) => "share" in c) ? adviceOn(snapshot, query, candidates) : [],
  };
}

/** What each term adds to a document's score before the coverage factor, greatest first. */
function contributionsTo(snapshot: Searchable, query: Query, document: number): { term: string; score: number }[] {
  return query.terms
    .flatMap(({ term, text, weight }) => {
      const impact = snapshot.impact(term, document);
      return impact === 0 ? [] : [{ term: text, score: round(weight * snapshot.idf(term) * impact) }];
    })
    .sort((a, b) => b.score - a.score);
}

/** JSON has no infinity: an open end is null. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
