import { join } from "node:path";
import { readJudgedQuestions } from "../../scripts/judged-questions.ts";
import { defaultSnapshot } from "../../scripts/paths.ts";
import { readSnapshot, writeWhole } from "../../scripts/snapshot-file.ts";
import { readQuestion } from "../../src/answer/ask.ts";
import { featureNames } from "../../src/query/features.ts";
import { evidenceFor, evidenceNames, type Model, rank } from "../../src/query/rank.ts";
import { retrieve } from "../../src/query/retrieve.ts";
import { fitConditional, fitLogistic } from "./logistic.ts";

/**
 * Learns src/query/model.json from the tune half of bench/answers: first which candidate
 * answers, then how sure the first one is. Run again with: node bench/answers/train.ts
 */
const circumstances = { at: "2026-11-23" };
const depth = 20;
const { snapshot } = await readSnapshot(defaultSnapshot);
const questions = (await readJudgedQuestions(import.meta.dirname)).filter((q) => q.half === "tune");
const asked = questions.map((question) => {
  const { query } = readQuestion(snapshot, question.q, circumstances);
  return { question, query, hits: retrieve(snapshot, query, depth) };
});

const zero = named(featureNames, []);
const blank: Model = { ranking: zero, confidence: { bias: 0, ...named(evidenceNames, []) } };
const choices = asked.flatMap(({ question, query, hits }) => {
  const ranked = rank(snapshot, query, hits, blank);
  const right = ranked.map((r) => question.entries.includes(snapshot.id(r.document)));
  return right.includes(true) ? [{ options: ranked.map((r) => featureNames.map((name) => r.features[name])), right }] : [];
});
const ranking = named(featureNames, fitConditional(choices, 0.5));

const first = asked.flatMap(({ question, query, hits }) => {
  const [best] = rank(snapshot, query, hits, { ...blank, ranking });
  if (best === undefined) return [];
  const right = question.entries.includes(snapshot.id(best.document));
  const evidence = evidenceFor(query, best);
  return [{ x: evidenceNames.map((name) => evidence[name]), right }];
});
const [bias = 0, ...weights] = fitLogistic(first, 0.3);
const model: Model = { ranking, confidence: { bias: round(bias), ...named(evidenceNames, weights) } };
writeWhole(join(import.meta.dirname, "../../src/query/model.json"), `${JSON.stringify(model, null, 2)}\n`);
console.log(model);

function named<N extends string>(names: readonly N[], values: readonly number[]): Record<N, number> {
  return Object.fromEntries(names.map((name, i) => [name, round(values[i] ?? 0)])) as Record<N, number>;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
