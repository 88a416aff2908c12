import type { Found } from "../index/search.ts";
import type { Snapshot } from "../index/snapshot.ts";
import { type Features, featureNames, featuresOf } from "./features.ts";
import learned from "./model.json" with { type: "json" };
import type { Query } from "./understand.ts";

/** A candidate; `share`: how likely it is the one, if one of the candidates is. */
export type Ranked = { readonly document: number; readonly share: number; readonly features: Features };

type FeatureWeights = Readonly<Record<(typeof featureNames)[number], number>>;
/**
 * Two small models, learned on the tune half of bench/answers by its train.ts.
 * `ranking`: which candidate answers, if any does — a conditional logit (softmax over the candidates).
 * `confidence`: whether the first one does — a logistic model over its features and its share.
 */
export type Model = {
  readonly ranking: FeatureWeights;
  readonly confidence: { readonly bias: number; readonly share: number } & FeatureWeights;
};
const model: Model = learned;

/** Candidates, the likeliest first; ties by document. */
export function rank(snapshot: Snapshot, query: Query, found: Found, { ranking }: Model = model): Ranked[] {
  const whole = query.terms.reduce((sum, t) => sum + t.expected * snapshot.idf(t.term), 0);
  const scored = found.hits.map((hit) => {
    const features = featuresOf(snapshot, query, hit, whole);
    return { document: hit.document, features, odds: Math.exp(dot(ranking, features)) };
  });
  const sum = scored.reduce((total, s) => total + s.odds, 0);
  return scored
    .map(({ document, features, odds }): Ranked => ({ document, features, share: odds / sum }))
    .sort((a, b) => b.share - a.share || a.document - b.document);
}

/** Calibrated probability that the first candidate answers: of answers given at 0.9, nine in ten are right. */
export function confidenceIn(ranked: readonly Ranked[], { confidence }: Model = model): number {
  const [best] = ranked;
  if (best === undefined) return 0;
  return 1 / (1 + Math.exp(-(confidence.bias + confidence.share * best.share + dot(confidence, best.features))));
}

function dot(weights: FeatureWeights, features: Features): number {
  return featureNames.reduce((sum, name) => sum + weights[name] * features[name], 0);
}
