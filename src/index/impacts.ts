import { type Field, fields, parameters } from "./bm25.ts";

/** Bits of one field's term frequency in a tuple. */
const fieldBits = 8;
const greatestFrequency = 255;

/** What a document's length makes of a term's frequency in a field: weight / (1 − b + b · length / average). */
export function normOf(field: Field, length: number, average: number): number {
  const { weight, b } = parameters[field];
  return weight / (1 - b + b * (length / (average || 1)));
}

/** Columns an impact is computed from. */
export type ImpactColumns = {
  /** Four term frequencies per tuple, eight bits each, the title's lowest. */
  readonly tuples: Uint32Array;
  /** By field, then by document; a field that no document has is empty. */
  readonly norms: readonly Float32Array[];
};

/**
 * BM25F impacts, computed from term frequencies and the documents' norms when they are needed:
 *
 *     impact(tuple, d) = tf / (k1 + tf),  tf = Σ_f frequency_f · norm_f(d)          in [0, 1)
 */
export class Impacts {
  readonly #tuples: Uint32Array;
  readonly #title: Float32Array;
  readonly #questions: Float32Array;
  readonly #keywords: Float32Array;
  readonly #body: Float32Array;

  constructor({ tuples, norms: [title, questions, keywords, body] }: ImpactColumns) {
    const none = new Float32Array(0);
    this.#tuples = tuples;
    this.#title = title ?? none;
    this.#questions = questions ?? none;
    this.#keywords = keywords ?? none;
    this.#body = body ?? none;
  }

  of(tuple: number, document: number): number {
    const packed = this.#tuples[tuple] ?? 0;
    let tf = 0;
    if (packed >>> 24 !== 0) tf += (packed >>> 24) * (this.#body[document] ?? 0);
    if ((packed & 0xff) !== 0) tf += (packed & 0xff) * (this.#title[document] ?? 0);
    if ((packed & 0xffff00) !== 0) {
      tf += ((packed >>> 8) & 0xff) * (this.#questions[document] ?? 0) + ((packed >>> 16) & 0xff) * (this.#keywords[document] ?? 0);
    }
    return tf / (parameters.k1 + tf);
  }
}

/** One more occurrence in a field; frequencies stop at 255. */
export function countIn(packed: number, field: number): number {
  const shift = field * fieldBits;
  return ((packed >>> shift) & greatestFrequency) < greatestFrequency ? (packed + 2 ** shift) >>> 0 : packed;
}

/** By field: tokens of the documents that have the field, on average; 0 where none has. */
export function averagesOf(lengths: readonly Uint32Array[]): number[] {
  return fields.map((_, f) => {
    const present = lengths[f]?.filter((length) => length > 0) ?? new Uint32Array(0);
    return present.length === 0 ? 0 : present.reduce((sum, length) => sum + length, 0) / present.length;
  });
}

/** By field, from the number of each document's tokens; documents without tokens in a field have no norm in it. */
export function normColumns(lengths: readonly Uint32Array[]): Float32Array[] {
  const averages = averagesOf(lengths);
  return fields.map((field, f) => {
    const average = averages[f] ?? 0;
    if (average === 0) return new Float32Array(0);
    return Float32Array.from(lengths[f] ?? [], (length) => (length === 0 ? 0 : normOf(field, length, average)));
  });
}
