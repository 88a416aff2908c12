import { shinglesIn } from "../text/shingles.ts";
import { type Entry, titleOf } from "./entry.ts";
import type { QuestionForms } from "./question-forms.ts";
import type { Intent } from "./settings.ts";

/** A title or a question of an entry, in the form in which it is held against others. */
export type AskedText = {
  readonly path: readonly PropertyKey[];
  readonly text: string;
  /** The same for texts that ask the same: content without spaces, and intent. */
  readonly key: string;
  readonly intent: Intent | null;
  readonly shingles: readonly number[];
  /** How often it says no: 合理 and 不合理 are alike and opposite. */
  readonly negations: number;
};

/** The title of an entry (or the name), then its questions. */
export function askedTextsOf(entry: Entry, forms: QuestionForms): AskedText[] {
  const asked = (text: string, path: readonly PropertyKey[]): AskedText => {
    const { content, intent } = forms.of(text);
    const key = `${content.replaceAll(" ", "")}\n${intent ?? ""}`;
    const negations = content.match(/[不非未无没]/gu)?.length ?? 0;
    return { path, text, key, intent, shingles: [...new Set(shinglesIn(content))], negations };
  };
  const questions = entry.kind === "article" ? [] : entry.questions;
  return [
    asked(titleOf(entry), [entry.kind === "department" ? "name" : "title"]),
    ...questions.map((question, i) => asked(question, ["questions", i])),
  ];
}

/** True where the texts say something beyond politeness and question words. */
export function hasContent(text: AskedText): boolean {
  return text.shingles.length > 0;
}
