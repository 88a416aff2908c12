import { normalizeText } from "../text/normalize.ts";
import { type Intent, intents, type Lexicon } from "./settings.ts";

/** A question without what only dresses it: what it is about, in the base's own words, and what it wants to know of it. */
export type QuestionForm = {
  /** Normalized; politeness and question words left out, synonyms replaced by what they mean. */
  readonly content: string;
  readonly intent: Intent | null;
};

type Phrase = { readonly text: string; readonly kind: "word" | "shell" | Intent; readonly becomes: string };

/** Brings texts that say the same in other words to one form, by the phrases of lexicon.yaml. */
export class QuestionForms {
  /** By first UTF-16 unit, the longest first. */
  readonly #byStart = new Map<number, Phrase[]>();

  constructor({ synonyms, shells, intents: asking }: Lexicon) {
    const known = new Set<string>();
    const add = (given: string, kind: Phrase["kind"], means = given) => {
      const text = normalizeText(given);
      if (text === "" || known.has(text)) return;
      known.add(text);
      const start = text.charCodeAt(0);
      const same = this.#byStart.get(start) ?? [];
      same.push({ text, kind, becomes: kind === "word" ? normalizeText(means) : " " });
      this.#byStart.set(start, same);
    };
    for (const { say, means } of synonyms) for (const text of say) add(text, "word", means[0]);
    for (const { means } of synonyms) for (const text of means) add(text, "word");
    for (const intent of intents) for (const text of asking[intent] ?? []) add(text, intent);
    for (const text of shells) add(text, "shell");
    for (const same of this.#byStart.values()) same.sort((a, b) => b.text.length - a.text.length);
  }

  of(question: string): QuestionForm {
    const wanted = new Set<Phrase["kind"]>();
    const content = this.#rewrite(question, ({ kind, becomes }) => {
      wanted.add(kind);
      return becomes;
    });
    return { content: content.replace(/[^\p{L}\p{N}%]+/gu, " ").trim(), intent: intents.find((i) => wanted.has(i)) ?? null };
  }

  /** Normalized, synonyms replaced by what they mean, the rest as it is. */
  inOwnWords(text: string): string {
    return this.#rewrite(text, ({ kind, becomes, text: said }) => (kind === "word" ? becomes : said));
  }

  #rewrite(original: string, form: (phrase: Phrase) => string): string {
    const text = normalizeText(original);
    let rewritten = "";
    for (let i = 0; i < text.length; ) {
      const phrase = this.#byStart.get(text.charCodeAt(i))?.find((p) => text.startsWith(p.text, i));
      rewritten += phrase ? form(phrase) : text.charAt(i);
      i += phrase?.text.length ?? 1;
    }
    return rewritten;
  }
}
