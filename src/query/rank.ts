import type { Hit, Searchable } from "../index/searchable.ts";
import { type Features, featureNames, featuresOf } from "./features.ts";
import { asksForNumber } from "./figure-match.ts";
import learned from "./model.json" with { type: "json" };
import type { Query } from "./understand.ts";

/** A candidate; `share`: how likely it is the one, if one of the candidates is. */
export type Ranked = { readonly document: number; readonly share: number; readonly features: Features };

type FeatureWeights = Readonly<Record<(typeof featureNames)[number], number>>;
/**
 * Two small models, learned on the tune half of bench/answers by its train.ts.
 * `ranking`: which candidate answers, if any does — a conditional logit (softmax over the candidates).
 * `confidence`: whether the first one does — a logistic model over the evidence.
 */
export type Model = {
  readonly ranking: FeatureWeights;
  readonly confidence: { readonly bias: number } & Readonly<Record<(typeof evidenceNames)[number], number>>;
};
const model: Model = learned;

/** Candidates, the likeliest first; ties by document. */
export function rank(snapshot: Searchable, query: Query, hits: readonly Hit[], { ranking }: Model = model): Ranked[] {
  const scored = hits.map((hit) => {
    const features = featuresOf(snapshot, query, hit, hits[0]?.score ?? 0);
    return { document: hit.document, features, odds: Math.exp(dot(ranking, features)) };
  });
  const sum = scored.reduce((total, s) => total + s.odds, 0);
  return scored
    .map(({ document, features, odds }): Ranked => ({ document, features, share: odds / sum }))
    .sort((a, b) => b.share - a.share || a.document - b.document);
}

/** What speaks for and against the first candidate being right. */
export const evidenceNames = [
  "share",
  "strength",
  "coverage",
  "words",
  "question",
  "covered",
  "title",
  "fit",
  "numeric",
  "measured",
  "story",
  "storyStrength",
] as const;

/** The evidence for the first candidate. Shares of the question count by their logarithm: from a tenth to a fifth is as far as from a half to all. */
export function evidenceFor(query: Query, best: Ranked): Readonly<Record<(typeof evidenceNames)[number], number>> {
  const { strength, coverage, words, question, covered, title, fit, measured } = best.features;
  const log = (value: number) => Math.log(value + 0.02);
  const story = query.sentences.length > 1 ? 1 : 0;
  return {
    share: best.share,
    strength: log(strength),
    coverage: log(coverage),
    words: log(words),
    question: log(question),
    covered: log(covered),
    title,
    fit,
    numeric: asksForNumber(query) ? 1 : 0,
    measured,
    story,
    storyStrength: story * log(strength),
  };
}

/** Calibrated probability that the first candidate answers: of answers given at 0.9, nine in ten are right. */
export function confidenceIn(query: Query, ranked: readonly Ranked[], { confidence }: Model = model): number {
  const [best] = ranked;
  if (best === undefined) return 0;
  const evidence = evidenceFor(query, best);
  return 1 / (1 + Math.exp(-evidenceNames.reduce((sum, name) => sum + confidence[name] * evidence[name], confidence.bias)));
}

function dot(weights: FeatureWeights, features: Features): number {
  return featureNames.reduce((sum, name) => sum + weights[name] * features[name], 0);
}
