import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { jsonLines } from "./documents.ts";
import { UserError } from "./user-error.ts";

const quantity = z.union([z.number(), z.string()]);
const row = z.strictObject({
  q: z.string().min(1),
  style: z.enum(["short", "spoken", "formal", "noisy-typo", "noisy-pinyin", "noisy-traditional", "complaint"]),
  status: z.enum(["answered", "not_found"]),
  /** Ids that answer it, the best first. */
  entries: z.array(z.string()),
  departments: z.array(z.string()).optional(),
  figure: z.strictObject({ value: z.union([quantity, z.tuple([quantity, quantity])]), unit: z.string() }).optional(),
});
/** A question with its judged answer. `set`: the file it stands in. */
export type JudgedQuestion = z.infer<typeof row> & { readonly set: string; readonly half: "tune" | "test" };

/**
 * The judged questions of a folder, one file per set. Halves are split by entry, so that no
 * entry is in both; questions without an answer are split by their own text.
 */
export async function readJudgedQuestions(folder: string): Promise<JudgedQuestion[]> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UserError(`there is no folder ${folder}`);
  const questions: JudgedQuestion[] = [];
  for (const name of readdirSync(folder)
    .filter((f) => f.endsWith(".jsonl"))
    .sort()) {
    const file = join(folder, name);
    for await (const { value, line } of jsonLines(file)) {
      const parsed = row.safeParse(value);
      if (!parsed.success) throw new UserError(`${file}:${line}:1 ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`);
      const half = digestByte(parsed.data.entries[0] ?? parsed.data.q) % 2 === 0 ? "tune" : "test";
      questions.push({ ...parsed.data, set: name.replace(/\.jsonl$/u, ""), half });
    }
  }
  return questions;
}

function digestByte(text: string): number {
  return createHash("sha256").update(text).digest()[0] ?? 0;
}
