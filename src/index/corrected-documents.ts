import type { DepartmentRegistry } from "../kb/departments.ts";
import type { Entry } from "../kb/entry.ts";
import { tokenize } from "../text/tokenize.ts";
import { fields } from "./bm25.ts";
import { documentOf } from "./document.ts";
import { countIn, Impacts, normOf } from "./impacts.ts";
import { parts, wholeParts } from "./search.ts";
import type { Hit, Searchable, WeightedTerm } from "./searchable.ts";
import { absent } from "./trie.ts";

/** An entry and the impact of each of its terms, by the statistics of a base. */
export type IndexedEntry = { readonly entry: Entry; readonly impacts: ReadonlyMap<string, number> };
/** An entry that stands at a document number. */
export type PlacedEntry = IndexedEntry & { readonly document: number };

/** Terms that the base does not hold are numbered from here on: beyond every node of a trie. */
const firstOwnTerm = 2 ** 32;

/** Cuts an entry as the base's own were cut, and weighs its terms by the base's averages. */
export function indexEntry(
  entry: Entry,
  departments: DepartmentRegistry,
  { lexicon, meta }: Pick<Searchable, "lexicon" | "meta">,
): IndexedEntry {
  const document = documentOf(entry, departments);
  const frequencies = new Map<string, number>();
  const norms = fields.map((field, f) => {
    const tokens = tokenize(document[field], lexicon);
    for (const { start, end } of tokens) {
      const term = document[field].slice(start, end);
      frequencies.set(term, countIn(frequencies.get(term) ?? 0, f));
    }
    return Float32Array.of(tokens.length === 0 ? 0 : normOf(field, tokens.length, meta.averages[f] ?? 0));
  });
  const terms = [...frequencies.keys()];
  const impacts = new Impacts({ tuples: Uint32Array.from(frequencies.values()), norms });
  return { entry, impacts: new Map(terms.map((term, tuple) => [term, impacts.of(tuple, 0)])) };
}

/** A few entries beside a base, found by the same terms and scored by the same formula. */
export class CorrectedDocuments {
  readonly #base: Searchable;
  /** Numbers of the terms that the base does not hold. */
  readonly #ownTerms = new Map<string, number>();
  /** term → document → impact, documents ascending. */
  readonly #postings = new Map<number, Map<number, number>>();

  /** @param placed documents ascending */
  constructor(base: Searchable, placed: readonly PlacedEntry[]) {
    this.#base = base;
    for (const { impacts, document } of placed) {
      for (const [text, impact] of impacts) {
        const term = this.#numbered(text);
        const postings = this.#postings.get(term);
        if (postings) postings.set(document, impact);
        else this.#postings.set(term, new Map([[document, impact]]));
      }
    }
  }

  /** The number of a term that only these entries hold, or -1. */
  term(text: string): number {
    return this.#ownTerms.get(text) ?? absent;
  }

  /** True for the number of a term that only these entries hold. */
  isOwn(term: number): boolean {
    return term >= firstOwnTerm;
  }

  /** The terms that only these entries hold. */
  get ownTerms(): string[] {
    return [...this.#ownTerms.keys()];
  }

  /** How many of these entries hold a term. */
  documentFrequency(term: number): number {
    return this.#postings.get(term)?.size ?? 0;
  }

  impact(term: number, document: number): number {
    return this.#postings.get(term)?.get(document) ?? 0;
  }

  /** All of these entries that hold any of the terms, in no order, scored as search.ts scores, to the last part. */
  search(terms: readonly WeightedTerm[], idf: (term: number) => number): Hit[] {
    const sums = new Map<number, { score: number; mass: number }>();
    let whole = 0;
    for (const { term, weight, expected } of terms) {
      const mass = wholeParts(weight * idf(term) * parts);
      whole += wholeParts(expected * idf(term) * parts);
      for (const [document, impact] of this.#postings.get(term) ?? []) {
        const { score, mass: before } = sums.get(document) ?? { score: 0, mass: 0 };
        sums.set(document, { score: score + wholeParts(mass * impact), mass: before + mass });
      }
    }
    return Array.from(sums, ([document, { score, mass }]): Hit => {
      const coverage = Math.min(1, mass / (whole || parts));
      return { document, coverage, score: (score * coverage) / parts };
    });
  }

  #numbered(text: string): number {
    const held = this.#base.term(text);
    if (held !== absent) return held;
    const known = this.#ownTerms.get(text) ?? firstOwnTerm + this.#ownTerms.size;
    this.#ownTerms.set(text, known);
    return known;
  }
}
