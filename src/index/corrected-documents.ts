import type { DepartmentRegistry } from "../kb/departments.ts";
import type { Entry } from "../kb/entry.ts";
import { tokenize } from "../text/tokenize.ts";
import { fields, impactOf, impactStep } from "./bm25.ts";
import { documentOf } from "./document.ts";
import type { Hit, Searchable, WeightedTerm } from "./searchable.ts";
import { absent } from "./trie.ts";

/** An entry and the impact of each of its terms, by the statistics of a base. */
export type IndexedEntry = { readonly entry: Entry; readonly impacts: ReadonlyMap<string, number> };
/** An entry that stands at a document number. */
export type PlacedEntry = IndexedEntry & { readonly document: number };

/** Terms that the base does not hold are numbered from here on: beyond every node of a trie. */
const firstOwnTerm = 2 ** 32;
/** As a snapshot counts them. */
const mostOccurrences = 255;

/** Cuts an entry as the base's own were cut, and weighs its terms by the base's averages. */
export function indexEntry(
  entry: Entry,
  departments: DepartmentRegistry,
  { lexicon, meta }: Pick<Searchable, "lexicon" | "meta">,
): IndexedEntry {
  const document = documentOf(entry, departments);
  const frequencies = new Map<string, number[]>();
  const lengths = fields.map((field, f) => {
    const tokens = tokenize(document[field], lexicon);
    for (const { start, end } of tokens) {
      const term = document[field].slice(start, end);
      const counts = frequencies.get(term) ?? fields.map(() => 0);
      counts[f] = Math.min(mostOccurrences, (counts[f] ?? 0) + 1);
      frequencies.set(term, counts);
    }
    return tokens.length;
  });
  const impacts = new Map<string, number>();
  for (const [term, counts] of frequencies) impacts.set(term, impactOf(impactStep(counts, lengths, meta.averages)));
  return { entry, impacts };
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

  /** All of these entries that hold any of the terms, in no order; see search.ts for the formula. */
  search(terms: readonly WeightedTerm[], idf: (term: number) => number, accepts: (document: number) => boolean): Hit[] {
    const sums = new Map<number, { score: number; mass: number }>();
    let whole = 0;
    for (const { term, weight, expected } of terms) {
      const mass = weight * idf(term);
      whole += expected * idf(term);
      for (const [document, impact] of this.#postings.get(term) ?? []) {
        const sum = sums.get(document) ?? { score: 0, mass: 0 };
        // In single precision, as a snapshot adds: what is alike scores alike.
        sum.score = Math.fround(sum.score + mass * impact);
        sum.mass = Math.fround(sum.mass + mass);
        sums.set(document, sum);
      }
    }
    return [...sums]
      .filter(([document]) => accepts(document))
      .map(([document, { score, mass }]): Hit => {
        const coverage = Math.min(1, mass / (whole || 1));
        return { document, coverage, score: score * coverage };
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
