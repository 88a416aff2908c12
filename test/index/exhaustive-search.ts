import { type Field, fields, parameters } from "../../src/index/bm25.ts";
import type { Document } from "../../src/index/document.ts";
import type { WordSource } from "../../src/text/segment.ts";
import { tokenize } from "../../src/text/tokenize.ts";

export type Wanted = { readonly text: string; readonly weight: number; readonly expected: number };
export type Scored = { readonly document: number; readonly score: number; readonly coverage: number };

/** BM25F as its formula is written, term by term and document by document: no index, no shortcut. */
export class ExhaustiveSearch {
  readonly #counts: readonly Readonly<Record<Field, ReadonlyMap<string, number>>>[];
  readonly #lengths: readonly Readonly<Record<Field, number>>[];
  readonly #averages: Readonly<Record<Field, number>>;
  readonly #holders = new Map<string, number[]>();
  readonly #statistics: ExhaustiveSearch;

  /** @param statistics whose averages and idf count; its own where left out */
  constructor(documents: readonly Document[], lexicon: WordSource, statistics?: ExhaustiveSearch) {
    this.#statistics = statistics ?? this;
    const terms = documents.map((document) => perField((field) => termsOf(document[field], lexicon)));
    this.#counts = terms.map((t) => perField((field) => countsOf(t[field])));
    this.#lengths = terms.map((t) => perField((field) => t[field].length));
    this.#averages = perField((field) => {
      const present = this.#lengths.map((l) => l[field]).filter((length) => length > 0);
      return present.reduce((sum, length) => sum + length, 0) / present.length;
    });
    terms.forEach((t, document) => {
      for (const term of new Set(fields.flatMap((field) => t[field]))) this.#holders.set(term, [...this.holders(term), document]);
    });
  }

  /** Every term some document holds. */
  get terms(): string[] {
    return [...this.#holders.keys()];
  }

  /** The documents that hold a term, ascending. */
  holders(term: string): readonly number[] {
    return this.#holders.get(term) ?? [];
  }

  /** tf / (k1 + tf). */
  impact(term: string, document: number): number {
    let tf = 0;
    for (const field of fields) {
      const count = this.#counts[document]?.[field].get(term) ?? 0;
      const { weight, b } = parameters[field];
      const length = (this.#lengths[document]?.[field] ?? 0) / (this.#statistics.#averages[field] || 1);
      if (count > 0) tf += (weight * Math.min(count, 255)) / (1 - b + b * length);
    }
    return tf / (parameters.k1 + tf);
  }

  idf(term: string): number {
    const n = this.#statistics.#counts.length;
    const df = this.#statistics.holders(term).length;
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }

  /** Every document that holds any of the terms, best first, ties by number. */
  search(wanted: readonly Wanted[]): Scored[] {
    const whole = wanted.reduce((sum, { text, expected }) => sum + expected * this.idf(text), 0);
    const known = wanted.map((w) => ({ ...w, idf: this.idf(w.text), holders: new Set(this.holders(w.text)) }));
    const scored = this.#counts.flatMap((_, document): Scored[] => {
      const held = known.filter((w) => w.holders.has(document));
      if (held.length === 0) return [];
      const mass = held.reduce((sum, w) => sum + w.weight * w.idf, 0);
      const coverage = Math.min(1, mass / (whole || 1));
      const sum = held.reduce((s, w) => s + w.weight * w.idf * this.impact(w.text, document), 0);
      return [{ document, coverage, score: coverage * sum }];
    });
    return scored.sort((a, b) => b.score - a.score || a.document - b.document);
  }
}

function termsOf(text: string, lexicon: WordSource): string[] {
  return tokenize(text, lexicon).map(({ start, end }) => text.slice(start, end));
}

function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function perField<T>(of: (field: Field) => T): Record<Field, T> {
  return { title: of("title"), questions: of("questions"), keywords: of("keywords"), body: of("body") };
}
