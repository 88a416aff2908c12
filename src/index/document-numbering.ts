import { absent } from "./trie.ts";

/**
 * Numbers of a list of documents with new ones put in, everything ascending by id:
 *
 *     base      0   1   2       3        what the snapshot calls them
 *     new               ↑ 0         ↑ 1
 *     here      0   1   3       4   5    and 2 is the first new one, 5 the second
 */
export class DocumentNumbering {
  readonly #baseSize: number;
  /** How many documents of the base stand before each new one, ascending. */
  readonly #before: readonly number[];

  constructor(baseSize: number, before: readonly number[]) {
    this.#baseSize = baseSize;
    this.#before = before;
  }

  get size(): number {
    return this.#baseSize + this.#before.length;
  }

  /** The number of the n-th new document. */
  ofNew(n: number): number {
    return (this.#before[n] ?? this.#baseSize) + n;
  }

  /** The number of a document of the base. */
  ofBase(document: number): number {
    return document + this.#newBefore((n) => (this.#before[n] ?? 0) <= document);
  }

  /** What the base calls a document, -1 for a new one. */
  toBase(document: number): number {
    const n = this.#newBefore((i) => this.ofNew(i) < document);
    return n < this.#before.length && this.ofNew(n) === document ? absent : document - n;
  }

  /** How many new documents fulfil a condition that the first ones do and the later ones do not. */
  #newBefore(holds: (n: number) => boolean): number {
    let low = 0;
    let high = this.#before.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
