import type { Searchable } from "../index/searchable.ts";
import { normalizeText } from "../text/normalize.ts";
import { inStandardWords } from "./dialects.ts";
import { type PhraseSpan, phrasesOf } from "./phrases.ts";

/** What a text is about: without politeness, question words and punctuation. */
export function contentOf(snapshot: Searchable, original: string): string {
  const text = inStandardWords(snapshot, normalizeText(original));
  return rewrite(text, phrasesOf(snapshot).find(text), false);
}

/**
 * The readings of a question: its content as said, and with every synonym and former name
 * replaced by what the knowledge base calls it.
 */
export function readingsOf(text: string, spans: readonly PhraseSpan[]): string[] {
  return [...new Set([rewrite(text, spans, false), rewrite(text, spans, true)])];
}

function rewrite(text: string, spans: readonly PhraseSpan[], canonical: boolean): string {
  let content = "";
  let from = 0;
  for (const { phrase, start, end } of spans) {
    content += text.slice(from, start);
    from = end;
    if (phrase.kind === "shell" || phrase.kind === "intent") content += " ";
    else if (canonical && phrase.kind === "synonym") content += phrase.means[0] ?? "";
    else if (canonical && phrase.kind === "department") content += phrase.name;
    else content += text.slice(start, end);
  }
  return `${content}${text.slice(from)}`.replace(/[^\p{L}\p{N}%]+/gu, " ").trim();
}
