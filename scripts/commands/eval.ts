import { z } from "zod";
import { dayIn } from "../../src/http/context.ts";
import { closestHits } from "../../src/query/proximity.ts";
import { understand } from "../../src/query/understand.ts";
import { jsonLines } from "../documents.ts";
import { readSnapshot } from "../snapshot-file.ts";
import { UserError } from "../user-error.ts";

const row = z.object({ id: z.string(), query: z.string(), relevant: z.array(z.string()).min(1) });

/** Runs judged questions through the search path: hit@1, hit@10, MRR, and how long one takes. */
export async function evaluate(options: { queries: string; snapshot: string; json?: boolean }): Promise<void> {
  const { snapshot } = await readSnapshot(options.snapshot);
  const at = dayIn(snapshot.meta.timezone, Date.now());
  const milliseconds: number[] = [];
  let first = 0;
  let amongTen = 0;
  let reciprocal = 0;
  for await (const { value, line } of jsonLines(options.queries)) {
    const parsed = row.safeParse(value);
    if (!parsed.success)
      throw new UserError(`${options.queries}:${line}:1 not a judged question — each line is {"id", "query", "relevant": [ids]}`);
    const { query, relevant } = parsed.data;
    const started = performance.now();
    const understood = understand(snapshot, query, { at });
    const ids = (await closestHits(snapshot, understood, 10)).map((hit) => snapshot.id(hit.document));
    milliseconds.push(performance.now() - started);
    const place = ids.findIndex((id) => relevant.includes(id));
    if (place === 0) first++;
    if (place >= 0) {
      amongTen++;
      reciprocal += 1 / (place + 1);
    }
  }
  const queries = milliseconds.length;
  if (queries === 0) throw new UserError(`${options.queries} holds no questions`);
  milliseconds.sort((a, b) => a - b);
  const quantile = (q: number) => round(milliseconds[Math.min(queries - 1, Math.floor(q * queries))] ?? 0);
  const result = {
    queries,
    "hit@1": round(first / queries),
    "hit@10": round(amongTen / queries),
    mrr: round(reciprocal / queries),
    p50_ms: quantile(0.5),
    p99_ms: quantile(0.99),
  };
  if (options.json) console.log(JSON.stringify(result));
  else for (const [name, figure] of Object.entries(result)) console.log(`${name.padEnd(8)} ${figure}`);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
