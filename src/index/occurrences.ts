import type { Token } from "../text/tokenize.ts";
import { fields } from "./bm25.ts";

/** Term frequencies of one document by field, eight bits each, saturating. */
const fieldBits = 8;
const fieldMaximum = 255;

/** Everything the documents said, one row per term of a document, growing. */
export class Occurrences {
  readonly terms: string[] = [];
  readonly lengths: Uint32Array[];
  rows = 0;
  term = new Uint32Array(1 << 16);
  document = new Uint32Array(1 << 16);
  /** Four term frequencies packed into one number, title lowest. */
  frequencies = new Uint32Array(1 << 16);
  readonly #numbers = new Map<string, number>();
  #rowOfTerm = new Map<number, number>();
  #current = -1;

  constructor(documents: number) {
    this.lengths = fields.map(() => new Uint32Array(documents));
  }

  /** Documents come in ascending order, all fields of one together. */
  add(document: number, field: number, text: string, tokens: readonly Token[]): void {
    if (document !== this.#current) {
      this.#rowOfTerm.clear();
      this.#current = document;
    }
    const lengths = this.lengths[field];
    if (lengths) lengths[document] = tokens.length;
    const shift = field * fieldBits;
    for (const { start, end } of tokens) {
      const row = this.#row(document, this.#number(text.slice(start, end)));
      const packed = this.frequencies[row] ?? 0;
      if (((packed >>> shift) & fieldMaximum) < fieldMaximum) this.frequencies[row] = (packed + (1 << shift)) >>> 0;
    }
  }

  /** How often the row's term stands in a field of its document, at most 255. */
  frequency(row: number, field: number): number {
    return ((this.frequencies[row] ?? 0) >>> (field * fieldBits)) & fieldMaximum;
  }

  #number(term: string): number {
    let number = this.#numbers.get(term);
    if (number === undefined) {
      number = this.terms.length;
      this.#numbers.set(term, number);
      this.terms.push(term);
    }
    return number;
  }

  #row(document: number, term: number): number {
    let row = this.#rowOfTerm.get(term);
    if (row === undefined) {
      row = this.rows++;
      if (row === this.term.length) this.#grow();
      this.term[row] = term;
      this.document[row] = document;
      this.#rowOfTerm.set(term, row);
    }
    return row;
  }

  #grow(): void {
    const larger = (old: Uint32Array<ArrayBuffer>) => {
      const copy = new Uint32Array(old.length * 2);
      copy.set(old);
      return copy;
    };
    this.term = larger(this.term);
    this.document = larger(this.document);
    this.frequencies = larger(this.frequencies);
  }
}
