import type { Found } from "../index/search.ts";
import type { Snapshot } from "../index/snapshot.ts";
import { type Features, featureNames, featuresOf } from "./features.ts";
import learned from "./model.json" with { type: "json" };
import type { Query } from "./understand.ts";

/** A candidate and how likely it answers the question, all others aside. */
export type Ranked = { readonly document: number; readonly probability: number; readonly features: Features };

/**
 * Two logistic models, learned on the tune half of bench/answers by its train.ts:
 * which candidate answers, and how sure the first of them is.
 */
export type Model = {
  readonly ranking: { readonly bias: number } & Readonly<Record<(typeof featureNames)[number], number>>;
  readonly confidence: { readonly bias: number; readonly logit: number; readonly lead: number };
};
const model: Model = learned;

/** Candidates by the probability that they answer, best first; ties by document. */
export function rank(snapshot: Snapshot, query: Query, found: Found, { ranking }: Model = model): Ranked[] {
  const whole = query.terms.reduce((sum, t) => sum + t.expected * snapshot.idf(t.term), 0);
  return found.hits
    .map((hit): Ranked => {
      const features = featuresOf(snapshot, query, hit, whole);
      return { document: hit.document, features, probability: sigmoid(logitOf(features, ranking)) };
    })
    .sort((a, b) => b.probability - a.probability || a.document - b.document);
}

/** Calibrated probability that the first candidate is right: of answers given at 0.9, nine in ten are. */
export function confidenceIn(ranked: readonly Ranked[], { ranking, confidence }: Model = model): number {
  const [best] = ranked;
  if (best === undefined) return 0;
  return sigmoid(confidence.bias + confidence.logit * logitOf(best.features, ranking) + confidence.lead * leadOver(ranked));
}

export function logitOf(features: Features, ranking: Model["ranking"]): number {
  return featureNames.reduce((sum, name) => sum + ranking[name] * features[name], ranking.bias);
}

/** How far the first candidate is ahead of the second, 0 … 1. */
export function leadOver(ranked: readonly Pick<Ranked, "probability">[]): number {
  return (ranked[0]?.probability ?? 0) - (ranked[1]?.probability ?? 0);
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
