import type { ShingleCorpus } from "../kb/shingle-corpus.ts";
import { shinglesIn } from "../text/shingles.ts";

/**
 * The share of a question's weight that an entry must hold to be a rival: of a short one less, since there any
 * word can decide. Of 3,687 questions lost in bases made of shuffled and clipped entries, all but seven
 * were lost to an entry that holds as much.
 */
const share = { short: 0.2, long: 0.35 };
/** Pairs of characters of a short question; of two and fewer nothing can be said. */
const short = { least: 3, most: 4 };

/**
 * Finds the entries that say so much of a question that they might win it, a pair of characters
 * weighing its idf squared.
 *
 *     pairs, the rarest first   ■ ■ ■ │ □ □ □ □
 *                               read  │ together less than the share: who holds only these is no rival
 */
export class Rivals {
  readonly #corpus: ShingleCorpus;
  /** Weight of the question held by each entry; all zero between questions. */
  readonly #held: Float64Array;

  constructor(corpus: ShingleCorpus) {
    this.#corpus = corpus;
    this.#held = new Float64Array(corpus.size);
  }

  /** @returns numbers of entries other than `own`, in no particular order; null where the text is too short to tell. */
  of(text: string, own: number): number[] | null {
    const pairs = [...new Set(shinglesIn(text))].map((shingle) => ({
      holders: this.#corpus.holders(shingle),
      weight: this.#corpus.weight(shingle) ** 2,
    }));
    if (pairs.length < short.least) return null;
    pairs.sort((a, b) => b.weight - a.weight);
    let rest = pairs.reduce((sum, { weight }) => sum + weight, 0);
    const wanted = rest * (pairs.length <= short.most ? share.short : share.long);
    const touched: number[] = [];
    let i = 0;
    for (; i < pairs.length && rest >= wanted; i++) {
      const { holders = [], weight = 0 } = pairs[i] ?? {};
      for (const entry of holders) {
        if (this.#held[entry] === 0) touched.push(entry);
        this.#held[entry] = (this.#held[entry] ?? 0) + weight;
      }
      rest -= weight;
    }
    const others = pairs.slice(i);
    return touched.filter((entry) => {
      let held = this.#held[entry] ?? 0;
      this.#held[entry] = 0;
      if (entry === own || held + rest < wanted) return false;
      for (const { holders, weight } of others) if (includes(holders, entry)) held += weight;
      return held >= wanted;
    });
  }
}

function includes(ascending: Uint32Array, value: number): boolean {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const there = ascending[middle] ?? 0;
    if (there === value) return true;
    if (there < value) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
