import type { Searchable } from "../index/searchable.ts";
import { normalizeText } from "../text/normalize.ts";
import { inStandardWords } from "./dialects.ts";
import { type Phrase, type PhraseSpan, phrasesOf } from "./phrases.ts";

/** What a text is about: without politeness, question words and punctuation. */
export function contentOf(snapshot: Searchable, original: string): string {
  return withoutSigns(contentWithSigns(snapshot, original));
}

/** The same with its punctuation. */
export function contentWithSigns(snapshot: Searchable, original: string): string {
  const text = inStandardWords(snapshot, normalizeText(original));
  return rewrite(text, phrasesOf(snapshot).find(text), false);
}

/**
 * The readings of a question: its content as said, and with every synonym and former name
 * replaced by what the knowledge base calls it.
 */
export function readingsOf(text: string, spans: readonly PhraseSpan[]): string[] {
  return [...new Set([withoutSigns(rewrite(text, spans, false)), withoutSigns(rewrite(text, spans, true))])];
}

function rewrite(text: string, spans: readonly PhraseSpan[], canonical: boolean): string {
  let content = "";
  let from = 0;
  for (const { phrase, start, end } of spans) {
    const instead = phrase.kind === "shell" || phrase.kind === "intent" ? " " : canonical ? canonicalOf(phrase) : null;
    if (instead === null) continue;
    content += text.slice(from, start) + instead;
    from = end;
  }
  return content + text.slice(from);
}

/** What the knowledge base calls it, null where it is called so. */
function canonicalOf(phrase: Phrase): string | null {
  return phrase.kind === "synonym" ? (phrase.means[0] ?? "") : phrase.kind === "department" ? phrase.name : null;
}

function withoutSigns(text: string): string {
  return text.replace(/[^\p{L}\p{N}%]+/gu, " ").trim();
}
