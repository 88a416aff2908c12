import { generalDictionary } from "../../scripts/general-dictionary.ts";
import { lexiconOf, type TrieLexicon } from "../../src/index/trie-lexicon.ts";
import { addPairs, vocabularyFor } from "../../src/index/vocabulary.ts";
import type { WordSource } from "../../src/text/segment.ts";

const general = generalDictionary();

/** The lexicon a build would make for one text: the general dictionary's words of it, and one's own. */
export function lexiconFor(text: string, own: readonly string[] = []): TrieLexicon {
  const pairs = new Set<number>();
  addPairs(text, pairs);
  return lexiconOf(vocabularyFor(pairs, own, general));
}

/** A lexicon in a plain map of words to probabilities: what any other one is measured against. */
export class MapLexicon implements WordSource {
  readonly words: ReadonlyMap<string, number>;
  readonly unknown: number;

  constructor(words: ReadonlyMap<string, number>, unknown = Math.log(1e-6)) {
    this.words = words;
    this.unknown = unknown;
  }

  wordsFrom(text: string, start: number, limit: number, found: (end: number, logProbability: number) => void): void {
    for (let end = start + 1; end <= limit; end++) {
      const probability = this.words.get(text.slice(start, end));
      if (probability !== undefined) found(end, Math.log(probability));
    }
  }
}
