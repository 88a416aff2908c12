import type { Searchable } from "../index/searchable.ts";
import type { GoldenQuestion } from "../kb/settings.ts";
import { type Asked, answer, prepare } from "./ask.ts";

/** A golden question that was answered otherwise than it must be. `detail`: what is wrong with the answer. */
export type GoldenFailure = { readonly q: string; readonly detail: string };

/** How many candidates stand in an answer; none of them matters here. */
const candidates = 1;

/** Asks a snapshot its own golden questions, those without a day of their own for `today`. @returns those that slipped. */
export async function askGolden(snapshot: Searchable, today: string): Promise<GoldenFailure[]> {
  const failures: GoldenFailure[] = [];
  for (const question of snapshot.golden) {
    const prepared = prepare(snapshot, question.q, { at: question.at ?? today, region: question.region });
    await snapshot.load(prepared.documents);
    const detail = faultOf(question, answer(snapshot, prepared, candidates).asked);
    if (detail !== null) failures.push({ q: question.q, detail });
  }
  return failures;
}

/** What an answer lacks of all that its golden question demands; null: nothing. */
export function faultOf(question: GoldenQuestion, { status, answer: given }: Pick<Asked, "status" | "answer">): string | null {
  if (status !== question.status) return `is ${status}${given ? ` (${given.entry.id})` : ""}, must be ${question.status}`;
  if (given === null) return null;
  if (question.entry !== undefined && given.entry.id !== question.entry) return `is answered by ${given.entry.id}, not ${question.entry}`;
  const unnamed = question.departments.filter((name) => !given.departments.some((d) => d.name === name));
  if (unnamed.length > 0) return `does not lead to ${unnamed.join(", ")}`;
  const { figure } = question;
  const matched = given.figures.filter((f) => f.matched);
  if (figure && !matched.some(({ value, unit }) => value === figure.value && unit === figure.unit)) {
    const found = matched.map((f) => `${f.value ?? f.range?.join("–") ?? ""}${f.unit}`);
    return `gives ${found.join(", ") || "no figure"}, not ${figure.value}${figure.unit}`;
  }
  const unsaid = question.says.filter((phrase) => !given.text.includes(phrase));
  return unsaid.length > 0 ? `does not say ${unsaid.map((phrase) => `“${phrase}”`).join(", ")}` : null;
}
