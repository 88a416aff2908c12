import type { Found } from "../index/search.ts";
import type { Snapshot } from "../index/snapshot.ts";
import { type Features, featureNames, featuresOf } from "./features.ts";
import type { Query } from "./understand.ts";
import learned from "./weights.json" with { type: "json" };

/** A candidate with the calibrated probability that it answers the question. */
export type Ranked = { readonly document: number; readonly probability: number; readonly features: Features };

/** A logistic model: bias and one weight per feature, learned by `npm run bench:train`. */
export type Model = { readonly bias: number } & Readonly<Record<(typeof featureNames)[number], number>>;
export const model: Model = learned;

/** Candidates by the probability that they answer, best first; ties by document. */
export function rank(snapshot: Snapshot, query: Query, found: Found, weights: Model = model): Ranked[] {
  const whole = query.terms.reduce((sum, t) => sum + t.expected * snapshot.idf(t.term), 0);
  return found.hits
    .map((hit): Ranked => {
      const features = featuresOf(snapshot, query, hit, whole);
      return { document: hit.document, features, probability: probabilityOf(features, weights) };
    })
    .sort((a, b) => b.probability - a.probability || a.document - b.document);
}

function probabilityOf(features: Features, weights: Model): number {
  const logit = featureNames.reduce((sum, name) => sum + weights[name] * features[name], weights.bias);
  return 1 / (1 + Math.exp(-logit));
}
