import type { Hit, Searchable } from "../index/searchable.ts";
import { type Evidence, evidenceFor, evidenceNames } from "./evidence.ts";
import { type Features, featureNames, featuresOf, type Ranked } from "./features.ts";
import learned from "./model.json" with { type: "json" };
import type { Query } from "./understand.ts";

/**
 * Two small models, learned on the tune half of bench/answers by its train.ts.
 * `ranking`: which candidate answers, if any does — a conditional logit (softmax over the candidates).
 * `confidence`: whether the first one does — a logistic model over the evidence.
 */
export type Model = { readonly ranking: Features; readonly confidence: { readonly bias: number } & Evidence };
const model: Model = learned;

/** Candidates, the likeliest first; ties by document. */
export function rank(snapshot: Searchable, query: Query, hits: readonly Hit[]): Ranked[] {
  return inOrder(
    hits.map((hit) => ({ document: hit.document, features: featuresOf(snapshot, query, hit, hits[0]?.score ?? 0) })),
    model.ranking,
  );
}

/** Candidates with their features → ranked. */
export function inOrder(candidates: readonly Omit<Ranked, "share">[], weights: Features): Ranked[] {
  const scores = candidates.map(({ features }) => featureNames.reduce((sum, name) => sum + weights[name] * features[name], 0));
  const highest = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - highest));
  const all = odds.reduce((a, b) => a + b, 0);
  return candidates
    .map((candidate, i): Ranked => ({ ...candidate, share: (odds[i] ?? 0) / all }))
    .sort((a, b) => b.share - a.share || a.document - b.document);
}

/** What put one candidate before another, the greatest first. */
export function gainsOf(first: Ranked, other: Ranked): { name: string; gain: number }[] {
  const gains = featureNames.map((name) => ({ name, gain: model.ranking[name] * (first.features[name] - other.features[name]) }));
  return gains.filter((g) => g.gain > 0).sort((a, b) => b.gain - a.gain);
}

/** Calibrated probability that the first candidate answers: of answers given at 0.9, nine in ten are right. */
export function confidenceIn(snapshot: Searchable, query: Query, ranked: readonly Ranked[]): number {
  const [best, ...others] = ranked;
  return best === undefined ? 0 : probabilityOf(evidenceFor(snapshot, query, [best, ...others]), model.confidence);
}

export function probabilityOf(evidence: Evidence, weights: Model["confidence"]): number {
  return 1 / (1 + Math.exp(-evidenceNames.reduce((sum, name) => sum + weights[name] * evidence[name], weights.bias)));
}
