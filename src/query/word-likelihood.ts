import type { Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { phrasesOf } from "./phrases.ts";
import { Remembered } from "./remembered.ts";

/** And the name of some entry. */
const nameLikelihood = 1 / 40_000;
/** Chosen by bench/spelling/tune on the tune half of bench/answers. */
export const parameters = {
  /** Distinct terms of a usual document: makes document frequencies comparable with word frequencies. */
  usualDocument: 100,
  held: 1,
  general: 0.66,
  bond: 0.75,
  bondSlope: 0.6,
  phrase: 1.33,
};
/** How likely the next words of a question are one of the vocabulary's phrases. */
const phraseLikelihood = {
  shell: 1 / 1000,
  intent: 1 / 1000,
  synonym: 1 / 20_000,
  term: 1 / 10_000,
  department: 1 / 20_000,
  place: 1 / 20_000,
};

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
    const held = term === absent ? 0 : this.#snapshot.documentFrequency(term) / (Math.max(1, size) * parameters.usualDocument);
    const phrase = phrasesOf(this.#snapshot).kindOf(word);
    // A word that only the table of sounds knows is what an entry is called.
    const named = word.length > 1 && term === absent && general <= Math.exp(lexicon.unknown);
    const least = phrase !== null ? phraseLikelihood[phrase] : named ? nameLikelihood : 0;
    return -Math.log(Math.max(general * parameters.general + held * parameters.held, parameters.phrase * least));
  }

  #bondOf(pair: number): number {
    const term = this.#snapshot.term(String.fromCharCode(Math.floor(pair / 0x10000), pair % 0x10000));
    return term === absent ? 0 : parameters.bond + parameters.bondSlope * Math.log(this.#snapshot.documentFrequency(term));
  }
}
