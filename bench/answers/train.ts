import { join } from "node:path";
import { readJudgedQuestions } from "../../scripts/judged-questions.ts";
import { defaultSnapshot } from "../../scripts/paths.ts";
import { readSnapshot, writeWhole } from "../../scripts/snapshot-file.ts";
import { featureNames } from "../../src/query/features.ts";
import { leadOver, logitOf, type Model, rank } from "../../src/query/rank.ts";
import { retrieve } from "../../src/query/retrieve.ts";
import { understand } from "../../src/query/understand.ts";
import { type Example, fitLogistic } from "./logistic.ts";

/**
 * Learns src/query/model.json from the tune half of bench/answers: first which candidate answers
 * (one weight per feature), then how sure the first one is (its logit and its lead).
 * Run again with: node bench/answers/train.ts
 */
const { snapshot } = await readSnapshot(defaultSnapshot);
const questions = (await readJudgedQuestions(import.meta.dirname)).filter((q) => q.half === "tune");
const depth = 20;
const asked = questions.map((question) => {
  const query = understand(snapshot, question.q, { at: "2026-11-23" });
  return { question, query, found: retrieve(snapshot, query, depth) };
});

const none: Model = { ranking: { bias: 0, ...zero() }, confidence: { bias: 0, logit: 1, lead: 0 } };
const examples = asked.flatMap(({ question, query, found }): Example[] => {
  const ranked = rank(snapshot, query, found, none);
  return ranked.map((r) => {
    const right = question.entries.includes(snapshot.id(r.document));
    return { x: featureNames.map((name) => r.features[name]), right, weight: right ? 1 : 0.5 };
  });
});
const [bias = 0, ...weights] = fitLogistic(examples, 1);
const ranking = { bias: round(bias), ...Object.fromEntries(featureNames.map((name, i) => [name, round(weights[i] ?? 0)])) } as Model["ranking"];

const first = asked.flatMap(({ question, query, found }): Example[] => {
  const ranked = rank(snapshot, query, found, { ...none, ranking });
  const [best] = ranked;
  if (best === undefined) return [];
  return [{ x: [logitOf(best.features, ranking), leadOver(ranked)], right: question.entries.includes(snapshot.id(best.document)), weight: 1 }];
});
const [confidenceBias = 0, logit = 0, lead = 0] = fitLogistic(first, 0.1);
const model: Model = { ranking, confidence: { bias: round(confidenceBias), logit: round(logit), lead: round(lead) } };
writeWhole(join(import.meta.dirname, "../../src/query/model.json"), `${JSON.stringify(model, null, 2)}\n`);
console.log(model);

function zero(): Record<(typeof featureNames)[number], number> {
  return Object.fromEntries(featureNames.map((name) => [name, 0])) as Record<(typeof featureNames)[number], number>;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
