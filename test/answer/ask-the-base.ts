import { type Answer, type Asked, ask } from "../../src/answer/ask.ts";
import { snapshotOfTheBase } from "../index/the-base.ts";

export const snapshot = await snapshotOfTheBase();

/** A day after all reforms that kb/departments knows. */
export const today = "2026-05-01";

type Said = { readonly at?: string | undefined; readonly region?: string | undefined };

/** A question to the knowledge base of kb/. */
export function askTheBase(question: string, { at = today, region }: Said = {}): Asked {
  return ask(snapshot, question, { at, region }, 5).asked;
}

/** The answer to a question that has one. */
export function answerTo(question: string, said: Said = {}): Answer {
  const { answer, status, confidence } = askTheBase(question, said);
  if (answer === null) throw new Error(`${question}: ${status}, ${confidence}`);
  return answer;
}

/** Ids of all that is worth showing. */
export function candidatesFor(question: string, said: Said = {}): string[] {
  return askTheBase(question, said).candidates.map((c) => c.id);
}
