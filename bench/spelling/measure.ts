import { join } from "node:path";
import { readJudgedQuestions } from "../../scripts/judged-questions.ts";
import { defaultSnapshot } from "../../scripts/paths.ts";
import { readSnapshot } from "../../scripts/snapshot-file.ts";
import { ask, readQuestion } from "../../src/answer/ask.ts";
import type { Snapshot } from "../../src/index/snapshot.ts";
import { titleOf } from "../../src/kb/entry.ts";
import { inStandardWords } from "../../src/query/dialects.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { chanceOf, misspellings } from "./misspell.ts";

/**
 * How many questions find the way back when they are spelled by their sound: every entry's title
 * and questions, and the plain questions of bench/answers (tune half), misspelled in eight ways by
 * a seeded generator. Run with: node bench/spelling/measure.ts (build first)
 */
const circumstances = { at: "2026-11-23" };
const { snapshot } = await readSnapshot(defaultSnapshot);

type Asked = { readonly text: string; readonly entries: readonly string[] };
type Row = { asked: number; "back %": number; "letter by letter %": number; "ms each": number };

const own = ownQuestions(snapshot);
const judged = (await readJudgedQuestions(join(import.meta.dirname, "../answers")))
  .filter((q) => q.half === "tune" && q.status === "answered" && !q.style.startsWith("noisy") && q.q.length <= 60)
  .map((q) => ({ text: normalizeText(q.q), entries: q.entries }));

console.log("titles and questions of the entries");
console.table(measure(own));
console.log("judged questions");
console.table(measure(judged));

function ownQuestions({ meta }: Snapshot): Asked[] {
  const every = Number(process.env["EVERY"] ?? 3);
  const all = Array.from({ length: meta.documents }, (_, d) => snapshot.entry(d)).flatMap((entry) => {
    const questions = entry.kind === "article" ? [] : entry.questions;
    return [titleOf(entry), ...questions].map((text) => ({ text: normalizeText(text), entries: [entry.id] }));
  });
  return all.filter((_, i) => i % every === 0);
}

function measure(questions: readonly Asked[]): Record<string, Row> {
  const rows: Record<string, Row> = { "as written": row(questions, (text) => text) };
  for (const [name, misspell] of Object.entries(misspellings)) {
    const chance = chanceOf(1);
    rows[name] = row(questions, (text) => misspell(text, snapshot.lexicon, chance));
  }
  return rows;
}

function row(questions: readonly Asked[], misspell: (text: string) => string | null): Row {
  let asked = 0;
  let back = 0;
  let exact = 0;
  let ms = 0;
  for (const { text, entries } of questions) {
    const written = misspell(text);
    if (written === null) continue;
    asked++;
    const start = performance.now();
    const { asked: answer } = ask(snapshot, written, circumstances, 3);
    ms += performance.now() - start;
    if (entries.includes(answer.candidates[0]?.id ?? "")) back++;
    else if (process.env["MISSES"]) console.log(text, "|", written, "|", readQuestion(snapshot, written, circumstances).query.text);
    if (letters(readQuestion(snapshot, written, circumstances).query.text) === letters(inStandardWords(snapshot, text))) exact++;
  }
  const percent = (n: number) => Math.round((1000 * n) / asked) / 10;
  return { asked, "back %": percent(back), "letter by letter %": percent(exact), "ms each": Math.round((1000 * ms) / asked) / 1000 };
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
