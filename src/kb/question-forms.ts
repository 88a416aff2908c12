import { normalizeText } from "../text/normalize.ts";
import { type Intent, intents, type Lexicon } from "./settings.ts";

/** A question without what only dresses it: what it is about, in the base's own words, and what it wants to know of it. */
export type QuestionForm = {
  /**
   * Normalized; politeness left out, synonyms and regional words replaced by what they mean. All ways to ask who is in
   * charge ask the same and are left out, too; other question words (是什么, 分哪几种) tell questions apart.
   */
  readonly content: string;
  readonly intent: Intent | null;
};

type Phrase = { readonly text: string; readonly kind: "word" | "shell" | Intent; readonly becomes: string };

/** Brings texts that say the same in other words to one form, by the phrases of lexicon.yaml. */
export class QuestionForms {
  readonly #regional = new Phrases();
  readonly #phrases = new Phrases();

  constructor({ dialects, synonyms, shells, intents: asking }: Lexicon) {
    for (const { say, means } of dialects) for (const text of say) this.#regional.add(text, "word", means);
    for (const { say, means } of synonyms) for (const text of say) this.#phrases.add(text, "word", means[0] ?? text);
    for (const { means } of synonyms) for (const text of means) this.#phrases.add(text, "word", text);
    for (const intent of intents) for (const text of asking[intent] ?? []) this.#phrases.add(text, intent, intent === "who" ? " " : text);
    for (const text of shells) this.#phrases.add(text, "shell", " ");
  }

  of(question: string): QuestionForm {
    const wanted = new Set<Phrase["kind"]>();
    const content = this.#phrases.rewrite(this.#inStandardWords(question), ({ kind, becomes }) => {
      wanted.add(kind);
      return becomes;
    });
    return { content: content.replace(/[^\p{L}\p{N}%]+/gu, " ").trim(), intent: intents.find((i) => wanted.has(i)) ?? null };
  }

  /** Normalized, synonyms replaced by what they mean, the rest as it is. */
  inOwnWords(text: string): string {
    return this.#phrases.rewrite(this.#inStandardWords(text), ({ kind, becomes, text: said }) => (kind === "word" ? becomes : said));
  }

  #inStandardWords(text: string): string {
    return this.#regional.rewrite(normalizeText(text), ({ becomes }) => becomes);
  }
}

/** Phrases found in one pass, the longest at each place. */
class Phrases {
  /** By first UTF-16 unit, the longest first. */
  readonly #byStart = new Map<number, Phrase[]>();

  /** The first of two that are written alike counts. */
  add(given: string, kind: Phrase["kind"], becomes: string): void {
    const text = normalizeText(given);
    const same = this.#byStart.get(text.charCodeAt(0)) ?? [];
    if (text === "" || same.some((p) => p.text === text)) return;
    same.push({ text, kind, becomes: normalizeText(becomes) });
    same.sort((a, b) => b.text.length - a.text.length);
    this.#byStart.set(text.charCodeAt(0), same);
  }

  rewrite(text: string, form: (phrase: Phrase) => string): string {
    let rewritten = "";
    for (let i = 0; i < text.length; ) {
      const phrase = this.#byStart.get(text.charCodeAt(i))?.find((p) => text.startsWith(p.text, i));
      rewritten += phrase ? form(phrase) : text.charAt(i);
      i += phrase?.text.length ?? 1;
    }
    return rewritten;
  }
}
