import type { Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { phrasesOf } from "./phrases.ts";
import { Remembered } from "./remembered.ts";

/** Distinct terms of a usual document: makes document frequencies comparable with word frequencies. */
const usualDocument = 50;
/** How likely the next words of a question are one of the vocabulary's phrases. */
const phraseLikelihood = { shell: 1 / 1000, intent: 1 / 1000, synonym: 1 / 20_000, term: 1 / 10_000, department: 1 / 20_000, place: 1 / 20_000 };
/** What two neighbouring words are worth more when some document holds them side by side. */
const bondGain = 1.5;

/**
 * A small language model: how likely a word is in a question to this knowledge base (general
 * language and documents weigh alike), and whether two words go together. Costs are −ln p.
 */
export class WordLikelihood {
  readonly #snapshot: Searchable;
  readonly #costs = new Remembered<string, number>((word) => this.#costOf(word));
  readonly #bonds = new Remembered<number, number>((pair) => this.#bondOf(pair));

  constructor(snapshot: Searchable) {
    this.#snapshot = snapshot;
  }

  /** −ln of the word's probability. */
  cost(word: string): number {
    return this.#costs.get(word);
  }

  /** What it gains when the second unit follows the first in some document; 0 for no unit. */
  bond(first: number, second: number): number {
    return first === 0 || second === 0 ? 0 : this.#bonds.get(first * 0x10000 + second);
  }

  #costOf(word: string): number {
    const { lexicon, size } = this.#snapshot;
    const general = Math.exp(lexicon.logProbability(word, 0, word.length));
    const term = this.#snapshot.term(word);
    const held = term === absent ? 0 : this.#snapshot.documentFrequency(term) / (Math.max(1, size) * usualDocument);
    const phrase = phrasesOf(this.#snapshot).kindOf(word);
    return -Math.log(Math.max((general + held) / 2, phrase === null ? 0 : phraseLikelihood[phrase]));
  }

  #bondOf(pair: number): number {
    return this.#snapshot.term(String.fromCharCode(Math.floor(pair / 0x10000), pair % 0x10000)) === absent ? 0 : bondGain;
  }
}
