import { answer, prepare } from "../answer/ask.ts";
import { quantityText } from "../answer/figures.ts";
import { handlerName } from "../answer/handlers.ts";
import type { Searchable } from "../index/searchable.ts";

/** A question put to both sides. `at`, `region`: as the caller would give them. */
export type Question = { readonly q: string; readonly at?: string | undefined; readonly region?: string | undefined };

/** What of an answer a caller would act upon. */
export type Outcome = {
  readonly status: "answered" | "ambiguous" | "not_found";
  /** The entry that answers, null unless answered. */
  readonly entry: { readonly id: string; readonly title: string } | null;
  /** 公安局, 市场监督管理局（原工商局） */
  readonly departments: readonly string[];
  /** The figures the question asks for: 95–99岁：100元/月 */
  readonly figures: readonly string[];
};
export type ChangedAnswer = Question & { readonly before: Outcome; readonly after: Outcome };

/** The questions whose answer is another one after than before, in their order. Pure but for the loading of entries. */
export async function changedAnswers(
  before: Searchable,
  after: Searchable,
  questions: readonly Question[],
  today: string,
): Promise<ChangedAnswer[]> {
  const changed: ChangedAnswer[] = [];
  for (const question of questions) {
    const was = await outcomeOf(before, question, today);
    const is = await outcomeOf(after, question, today);
    if (JSON.stringify(was) !== JSON.stringify(is)) changed.push({ ...question, before: was, after: is });
  }
  return changed;
}

/** How a snapshot answers a question today. */
export async function outcomeOf(snapshot: Searchable, { q, at, region }: Question, today: string): Promise<Outcome> {
  const prepared = prepare(snapshot, q, { region, at: at ?? today });
  await snapshot.load(prepared.documents);
  const { status, answer: given } = answer(snapshot, prepared, 1).asked;
  const matched = given?.figures.filter((f) => f.matched) ?? [];
  return {
    status,
    entry: given && { id: given.entry.id, title: given.entry.title },
    departments: [...new Set(given?.departments.map(handlerName))],
    figures: matched.map((f) => `${f.label}：${quantityText(f)}${f.when === null ? "" : `（${f.when}）`}`),
  };
}

/** 公安局 · 高龄补贴发放标准，90–94岁：50元/月（民政局） · 未找到 */
export function outcomeText({ status, entry, departments, figures }: Outcome): string {
  if (status === "not_found") return "未找到";
  if (status === "ambiguous") return "反问";
  const parts = [entry?.title, ...figures, departments.join("、")].filter((part) => part !== undefined && part !== "");
  return [...new Set(parts)].join("，");
}
