import { join } from "node:path";
import { z } from "zod";
import { jsonLines } from "../../scripts/documents.ts";
import { readJudgedQuestions } from "../../scripts/judged-questions.ts";
import { defaultSnapshot } from "../../scripts/paths.ts";
import { readSnapshot, writeWhole } from "../../scripts/snapshot-file.ts";
import type { Searchable } from "../../src/index/searchable.ts";
import { closenessNames, closenessOf, soughtIn } from "../../src/query/closeness.ts";
import { refinedDepth } from "../../src/query/proximity.ts";
import { retrieve } from "../../src/query/retrieve.ts";
import { understand } from "../../src/query/understand.ts";
import { type Choice, fitConditional } from "../answers/logistic.ts";

/**
 * Learns src/query/search-model.json: which of the retrieved texts answers. One set of weights for
 * all corpora, from the even questions of judged sets.
 *
 *     node bench/search/train.ts SNAPSHOT QUERIES [SNAPSHOT QUERIES]…
 *
 * Prints hit@1 / hit@10 of the even and of the odd questions of each set, and of the tune half of bench/answers.
 */
type Judged = { readonly query: string; readonly relevant: readonly string[] };
type Judgement = { readonly options: number[][]; readonly right: boolean[] };
const row = z.object({ query: z.string(), relevant: z.array(z.string()) });
const ridge = 0.3;
const at = "2026-11-23";

const sets: { name: string; even: Judgement[]; odd: Judgement[] }[] = [];
const files = process.argv.slice(2);
for (let i = 0; i + 1 < files.length; i += 2) {
  const [snapshotFile = "", queries = ""] = files.slice(i, i + 2);
  const { snapshot } = await readSnapshot(snapshotFile);
  const rows: Judged[] = [];
  for await (const { value } of jsonLines(queries)) rows.push(row.parse(value));
  const judged = rows.map((r) => judge(snapshot, r));
  sets.push({ name: queries, even: judged.filter((_, k) => k % 2 === 0), odd: judged.filter((_, k) => k % 2 === 1) });
}
const { snapshot } = await readSnapshot(defaultSnapshot);
const own = (await readJudgedQuestions(join(import.meta.dirname, "../answers"))).filter((q) => q.half === "tune" && q.entries.length > 0);
const ownJudged = own.map((q) => judge(snapshot, { query: q.q, relevant: q.entries }));

const choices: Choice[] = sets.flatMap((s) => s.even).filter((j) => j.right.includes(true));
const weights = fitConditional(choices, ridge).map((w) => Math.round(w * 100) / 100);
const model = Object.fromEntries(closenessNames.map((name, i) => [name, weights[i] ?? 0]));
writeWhole(join(import.meta.dirname, "../../src/query/search-model.json"), `${JSON.stringify(model, null, 2)}\n`);
console.log(model);
for (const { name, even, odd } of sets) console.log(name, "even", hits(even), "odd", hits(odd));
console.log("bench/answers, tune half", hits(ownJudged));

function judge(searched: Searchable, { query, relevant }: Judged): Judgement {
  const understood = understand(searched, query, { at });
  const found = retrieve(searched, understood, refinedDepth(searched));
  const sought = soughtIn(searched, understood, found[0]?.score ?? 0);
  const closeness = found.map((hit) => closenessOf(searched, understood, sought, hit));
  return {
    options: closeness.map((c) => closenessNames.map((name) => c[name])),
    right: found.map((hit) => relevant.includes(searched.id(hit.document))),
  };
}

function hits(judgements: readonly Judgement[]): string {
  const places = judgements.map(({ options, right }) => {
    const scores = options.map((x) => x.reduce((sum, v, i) => sum + v * (weights[i] ?? 0), 0));
    const order = scores.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    return order.findIndex((i) => right[i]);
  });
  const share = (depth: number) => (places.filter((p) => p >= 0 && p < depth).length / (places.length || 1)).toFixed(4);
  return `${share(1)} / ${share(10)}`;
}
