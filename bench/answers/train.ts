import { createHash } from "node:crypto";
import { join } from "node:path";
import { readJudgedQuestions } from "../../scripts/judged-questions.ts";
import { readKnowledgeBase } from "../../scripts/knowledge-files.ts";
import { defaultKb, defaultSnapshot } from "../../scripts/paths.ts";
import { readSnapshot, writeWhole } from "../../scripts/snapshot-file.ts";
import { readQuestion } from "../../src/answer/ask.ts";
import { type Evidence, evidenceFor, evidenceNames } from "../../src/query/evidence.ts";
import { type Features, featureNames, type Ranked } from "../../src/query/features.ts";
import { inOrder, type Model, probabilityOf } from "../../src/query/rank.ts";
import type { Query } from "../../src/query/understand.ts";
import { withoutSomeQuestions } from "./held-out.ts";
import { type Choice, type Example, fitConditional, fitLogistic } from "./logistic.ts";

/**
 * Learns src/query/model.json from the tune half of bench/answers: first which candidate answers,
 * then how sure the first one is. Run again with: node bench/answers/train.ts
 *
 * Golden questions are learned with the tune half: they are asked before every publication.
 * The entries' own questions that held-out.ts leaves out of a copy of the base teach both, at a
 * lower weight; what they say is then brought to the scale of the tune half (Platt 1999).
 * Confidence is learned from rankings that have not seen the question's entry (eight folds by
 * entry), or it would promise too much; and what is printed comes from models that have not either.
 */
const today = "2026-11-23";
const folds = 8;
const weights = { unlisted: 0.15, listed: 0.3 };
const ridge = { ranking: 0.3, confidence: 0.5 };
const { snapshot } = await readSnapshot(defaultSnapshot);

type Sample = {
  readonly answerable: boolean;
  readonly fold: number;
  readonly query: Query;
  readonly ranked: Ranked[];
  readonly right: ReadonlySet<number>;
};
const golden = readKnowledgeBase(defaultKb)
  .base.golden.filter((g) => g.at === undefined && g.region === undefined && g.status !== "ambiguous")
  .map(({ q, entry }) => ({ q, entries: entry === undefined ? [] : [entry] }));
const tuneHalf = (await readJudgedQuestions(import.meta.dirname)).filter((q) => q.half === "tune");
const samples = [...tuneHalf, ...golden].map((q): Sample => {
  const { query, ranked } = readQuestion(snapshot, q.q, { at: today });
  const fold =
    (createHash("sha256")
      .update(`fold ${q.entries[0] ?? q.q}`)
      .digest()[0] ?? 0) % folds;
  return { answerable: q.entries.length > 0, fold, query, ranked, right: new Set(q.entries.map((id) => snapshot.documentOf(id))) };
});

const copy = await withoutSomeQuestions();
const ownQuestions = copy.questions.map(({ q, id, listed }) => {
  const { query, ranked } = readQuestion(copy.snapshot, q, { at: today });
  return { query, ranked, right: new Set([copy.snapshot.documentOf(id)]), weight: listed ? weights.listed : weights.unlisted };
});

type Judged = { readonly sample: Sample; readonly evidence: Evidence; readonly first: boolean; readonly amongThree: boolean };
const unseen = Array.from({ length: folds }, (_, fold) => learnRanking(samples.filter((s) => s.fold !== fold)));
const judged = samples.flatMap((sample): Judged[] => {
  const ranked = inOrder(sample.ranked, unseen[sample.fold] ?? named(featureNames, []));
  const [best, ...others] = ranked;
  if (best === undefined) return [];
  const evidence = evidenceFor(snapshot, sample.query, [best, ...others]);
  return [
    { sample, evidence, first: sample.right.has(best.document), amongThree: ranked.slice(0, 3).some((r) => sample.right.has(r.document)) },
  ];
});

const ranking = learnRanking(samples);
const ownExamples = fromOwnQuestions(ranking);
const model: Model = { ranking, confidence: learnConfidence(judged) };
writeWhole(join(import.meta.dirname, "../../src/query/model.json"), `${JSON.stringify(model, null, 2)}\n`);
console.log(model);
report();

function learnRanking(from: readonly Sample[]): Features {
  const choices = [...from, ...ownQuestions].map(
    ({ ranked, right, ...rest }): Choice => ({
      options: ranked.map((r) => featureNames.map((name) => r.features[name])),
      right: ranked.map((r) => right.has(r.document)),
      weight: "weight" in rest ? rest.weight : 1,
    }),
  );
  const answerable = choices.filter((c) => c.right.includes(true));
  return named(featureNames, fitConditional(answerable, ridge.ranking));
}

function learnConfidence(from: readonly Judged[]): Model["confidence"] {
  const examples = from.map(({ evidence, first }): Example => ({ x: valuesOf(evidence), right: first }));
  const [bias = 0, ...learned] = fitLogistic([...examples, ...ownExamples], ridge.confidence);
  const scores = examples.map(({ x, right }) => ({ x: [x.reduce((sum, v, i) => sum + v * (learned[i] ?? 0), bias)], right }));
  const [shift = 0, scale = 1] = fitLogistic(scores, 0);
  return {
    bias: round(shift + scale * bias),
    ...named(
      evidenceNames,
      learned.map((w) => scale * w),
    ),
  };
}

function fromOwnQuestions(weighedBy: Features): Example[] {
  return ownQuestions.flatMap(({ query, ranked, right, weight }): Example[] => {
    const [best, ...others] = inOrder(ranked, weighedBy);
    if (best === undefined) return [];
    return [{ x: valuesOf(evidenceFor(copy.snapshot, query, [best, ...others])), right: right.has(best.document), weight }];
  });
}

function valuesOf(evidence: Evidence): number[] {
  return evidenceNames.map((name) => evidence[name]);
}

/** What models say that have not seen the entry asked for, threshold by threshold. */
function report(): void {
  const answerable = samples.filter((s) => s.answerable).length;
  const share = (part: number, whole: number) => `${((100 * part) / (whole || 1)).toFixed(1)} %`;
  const known = judged.filter((j) => j.sample.answerable);
  console.log(
    "right@1",
    share(known.filter((j) => j.first).length, answerable),
    "top 3",
    share(known.filter((j) => j.amongThree).length, answerable),
  );
  const confidences = Array.from({ length: folds }, (_, fold) => learnConfidence(judged.filter((j) => j.sample.fold !== fold)));
  const sure = judged.map((j) => ({ ...j, confidence: probabilityOf(j.evidence, confidences[j.sample.fold] ?? model.confidence) }));
  for (const threshold of [0.5, 0.55, 0.6, 0.65, 0.66, 0.67, 0.68, 0.69, 0.7, 0.75, 0.8]) {
    const answered = sure.filter((j) => j.confidence >= threshold);
    const right = answered.filter((j) => j.sample.answerable);
    const falsely = answered.length - right.length;
    console.log(
      `from ${threshold}: answered ${share(right.length, answerable)}, wrong of those ${share(right.filter((j) => !j.first).length, right.length)}, false answers ${share(falsely, samples.length - answerable)}`,
    );
  }
}

function named<N extends string>(names: readonly N[], values: readonly number[]): Record<N, number> {
  return Object.fromEntries(names.map((name, i) => [name, round(values[i] ?? 0)])) as Record<N, number>;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
