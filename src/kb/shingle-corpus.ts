import { normalizeText } from "../text/normalize.ts";
import { shinglesIn } from "../text/shingles.ts";
import type { Entry } from "./entry.ts";
import { textsOf } from "./texts.ts";

/** Which entries say what: the neighbouring pairs of all their texts, and how rare each is. */
export class ShingleCorpus {
  readonly size: number;
  readonly #numbers = new Map<number, number>();
  readonly #start: Uint32Array;
  readonly #holders: Uint32Array;

  constructor(entries: readonly Entry[]) {
    this.size = entries.length;
    const said = entries.map((entry) => this.#shinglesOf(entry));
    this.#start = new Uint32Array(this.#numbers.size + 1);
    for (const shingles of said) for (const n of shingles) this.#start[n + 1] = (this.#start[n + 1] ?? 0) + 1;
    for (let n = 0; n < this.#numbers.size; n++) this.#start[n + 1] = (this.#start[n + 1] ?? 0) + (this.#start[n] ?? 0);
    this.#holders = new Uint32Array(this.#start[this.#numbers.size] ?? 0);
    const next = this.#start.slice();
    said.forEach((shingles, entry) => {
      for (const n of shingles) {
        const place = next[n] ?? 0;
        this.#holders[place] = entry;
        next[n] = place + 1;
      }
    });
  }

  /** Numbers of the entries that say it, ascending. */
  holders(shingle: number): Uint32Array {
    const n = this.#numbers.get(shingle);
    return n === undefined ? this.#holders.subarray(0, 0) : this.#holders.subarray(this.#start[n], this.#start[n + 1]);
  }

  /** Inverse document frequency; what nobody says is the rarest. */
  weight(shingle: number): number {
    const found = this.holders(shingle).length;
    return Math.log(1 + (this.size - found + 0.5) / (found + 0.5));
  }

  #shinglesOf(entry: Entry): ReadonlySet<number> {
    const shingles = new Set<number>();
    for (const text of textsOf(entry)) for (const key of shinglesIn(normalizeText(text))) shingles.add(this.#number(key));
    return shingles;
  }

  #number(shingle: number): number {
    let n = this.#numbers.get(shingle);
    if (n === undefined) {
      n = this.#numbers.size;
      this.#numbers.set(shingle, n);
    }
    return n;
  }
}
