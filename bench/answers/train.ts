import { join } from "node:path";
import { readJudgedQuestions } from "../../scripts/judged-questions.ts";
import { defaultSnapshot } from "../../scripts/paths.ts";
import { readSnapshot, writeWhole } from "../../scripts/snapshot-file.ts";
import { readQuestion } from "../../src/answer/ask.ts";
import { featureNames } from "../../src/query/features.ts";
import { type Model, rank } from "../../src/query/rank.ts";
import { retrieve } from "../../src/query/retrieve.ts";
import { fitConditional, fitLogistic } from "./logistic.ts";

/**
 * Learns src/query/model.json from the tune half of bench/answers: first which candidate
 * answers, then how sure the first one is. Run again with: node bench/answers/train.ts
 */
type Weights = Model["ranking"];
const circumstances = { at: "2026-11-23" };
const depth = 20;
const { snapshot } = await readSnapshot(defaultSnapshot);
const questions = (await readJudgedQuestions(import.meta.dirname)).filter((q) => q.half === "tune");
const asked = questions.map((question) => {
  const { query } = readQuestion(snapshot, question.q, circumstances);
  return { question, query, found: retrieve(snapshot, query, depth) };
});

const zero = named(featureNames.map(() => 0));
const blank: Model = { ranking: zero, confidence: { bias: 0, share: 0, ...zero } };
const choices = asked.flatMap(({ question, query, found }) => {
  const ranked = rank(snapshot, query, found, blank);
  const right = ranked.map((r) => question.entries.includes(snapshot.id(r.document)));
  return right.includes(true) ? [{ options: ranked.map((r) => featureNames.map((name) => r.features[name])), right }] : [];
});
const ranking = named(fitConditional(choices, 0.5));

const first = asked.flatMap(({ question, query, found }) => {
  const [best] = rank(snapshot, query, found, { ...blank, ranking });
  if (best === undefined) return [];
  const right = question.entries.includes(snapshot.id(best.document));
  return [{ x: [best.share, ...featureNames.map((name) => best.features[name])], right }];
});
const [bias = 0, share = 0, ...weights] = fitLogistic(first, 0.5).map(round);
const model: Model = { ranking, confidence: { bias, share, ...named(weights) } };
writeWhole(join(import.meta.dirname, "../../src/query/model.json"), `${JSON.stringify(model, null, 2)}\n`);
console.log(model);

function named(values: readonly number[]): Weights {
  return Object.fromEntries(featureNames.map((name, i) => [name, round(values[i] ?? 0)])) as Weights;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
