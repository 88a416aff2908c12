import type { Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { phrasesOf } from "./phrases.ts";
import { Remembered } from "./remembered.ts";

/** Chosen by bench/spelling/tune.ts on the tune half of bench/answers. */
export const parameters = {
  /** Distinct terms of a usual document: makes document frequencies comparable with word frequencies. */
  usualDocument: 100,
  /** What a word's share of the documents counts, and what its frequency in general language does. */
  held: 1,
  general: 0.66,
  /** What two neighbouring words gain when documents hold them side by side: at all, and by the logarithm of how many. */
  bond: 0.75,
  bondSlope: 0.6,
  /** How likely the next words of a question are a given phrase of the vocabulary, or what some entry is called. */
  shell: 1 / 750,
  intent: 1 / 750,
  term: 1 / 7500,
  synonym: 1 / 15_000,
  department: 1 / 15_000,
  place: 1 / 15_000,
  name: 1 / 30_000,
};

/**
 * A small language model: how likely a word is in a question to this knowledge base, from general
 * language and from its documents, and whether two words go together. Costs are −ln p.
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

  /** True of what the knowledge base itself says: its documents' words, its vocabulary's phrases, its entries' names. */
  isOwn(word: string): boolean {
    return this.#snapshot.term(word) !== absent || phrasesOf(this.#snapshot).kindOf(word) !== null || this.#isName(word);
  }

  /** A word that only the table of sounds knows is what an entry is called. */
  #isName(word: string): boolean {
    const { lexicon } = this.#snapshot;
    return word.length > 1 && this.#snapshot.term(word) === absent && lexicon.logProbability(word, 0, word.length) <= lexicon.unknown;
  }

  #costOf(word: string): number {
    const { lexicon, size } = this.#snapshot;
    const general = Math.exp(lexicon.logProbability(word, 0, word.length));
    const term = this.#snapshot.term(word);
    const held = term === absent ? 0 : this.#snapshot.documentFrequency(term) / (Math.max(1, size) * parameters.usualDocument);
    const phrase = phrasesOf(this.#snapshot).kindOf(word);
    const least = phrase !== null ? parameters[phrase] : this.#isName(word) ? parameters.name : 0;
    return -Math.log(Math.max(general * parameters.general + held * parameters.held, least));
  }

  #bondOf(pair: number): number {
    const term = this.#snapshot.term(String.fromCharCode(Math.floor(pair / 0x10000), pair % 0x10000));
    return term === absent ? 0 : parameters.bond + parameters.bondSlope * Math.log(this.#snapshot.documentFrequency(term));
  }
}
