import type { Token } from "../text/tokenize.ts";
import { fields } from "./bm25.ts";
import { countIn } from "./impacts.ts";

/** Everything the documents said, one row per term of a document, growing. */
export class Occurrences {
  readonly terms: string[] = [];
  /** By field, then by document: how many tokens. */
  readonly lengths: Uint32Array[];
  rows = 0;
  term = new Uint32Array(1 << 16);
  document = new Uint32Array(1 << 16);
  /** Four term frequencies packed into one number, title lowest; see impacts.ts. */
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
    for (const { start, end } of tokens) {
      const row = this.#row(document, this.#number(text.slice(start, end)));
      this.frequencies[row] = countIn(this.frequencies[row] ?? 0, field);
    }
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
