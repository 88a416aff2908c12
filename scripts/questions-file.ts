import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { jsonLines } from "./documents.ts";
import { UserError } from "./user-error.ts";

const row = z
  .looseObject({ q: z.string().optional(), query: z.string().optional() })
  .transform(({ q, query }) => q ?? query)
  .pipe(z.string().trim().min(1));

/** Questions to be asked: one a line, or JSON Lines with `q` or `query`. */
export async function readQuestions(file: string): Promise<{ q: string }[]> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UserError(`there is no file ${file}`);
  if (!/\.jsonl(?:\.gz)?$/u.test(file)) {
    const lines = readFileSync(file, "utf8").split(/\r?\n/u);
    return lines.map((line) => ({ q: line.replace(/^\uFEFF/u, "").trim() })).filter(({ q }) => q !== "");
  }
  const questions: { q: string }[] = [];
  for await (const { value, line } of jsonLines(file)) {
    const parsed = row.safeParse(value);
    if (!parsed.success) throw new UserError(`${file}:${line}:1 no question — each line is {"q": "…"}`);
    questions.push({ q: parsed.data });
  }
  return questions;
}
