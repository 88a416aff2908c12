import type { DepartmentRegistry } from "../kb/departments.ts";
import type { Entry, Kind } from "../kb/entry.ts";
import type { GoldenQuestion, Lexicon, Regions } from "../kb/settings.ts";
import type { WordSource } from "../text/segment.ts";
import type { SnapshotMeta } from "./build.ts";
import type { DocumentFilter } from "./document-filter.ts";
import type { Pronunciations } from "./pronunciations.ts";

/**
 * A term of a question; `term` is -1 where no document holds it.
 * `expected`: what it adds to the mass a full answer covers — its weight, or 0 where another
 * term stands in for it (a synonym for an unknown word).
 */
export type WeightedTerm = { readonly term: number; readonly weight: number; readonly expected: number };
/** `score` is what ranks: BM25F times `coverage`. */
export type Hit = { readonly document: number; readonly score: number; readonly coverage: number };
/** How many documents hold any of the terms and pass the filter: in all, by kind, by department (its ordinal). */
export type Counts = {
  readonly total: number;
  readonly kinds: ReadonlyMap<Kind, number>;
  readonly departments: ReadonlyMap<number, number>;
};

/** `rank`: how near it comes to what was typed, the smaller the nearer; see suggestions.ts. */
export type Suggestion = { readonly text: string; readonly id: string; readonly kind: Kind; readonly rank: number };

/** What a question can be asked of: a snapshot, or one with corrections laid over it. Documents and terms are numbers. */
export interface Searchable {
  readonly version: string;
  readonly meta: SnapshotMeta;
  readonly lexicon: WordSource & { logProbability(text: string, start: number, end: number): number };
  readonly departments: DepartmentRegistry;
  readonly vocabulary: Lexicon;
  readonly regions: Regions;
  /** Questions whose answers must never slip. */
  readonly golden: readonly GoldenQuestion[];
  /** One more than the greatest document number. */
  readonly size: number;
  /** The number of a term, or -1: no document holds it. */
  term(text: string, start?: number, end?: number): number;
  documentFrequency(term: number): number;
  /** Of a term that no document holds (-1), too. */
  idf(term: number): number;
  /** The impact of a term in a document, 0 where the document does not hold it. */
  impact(term: number, document: number): number;
  /** The best `limit` documents that hold any of the terms and pass the filter, best first; ties go to the smaller number. */
  search(terms: readonly WeightedTerm[], limit: number, filter?: DocumentFilter): Hit[];
  /** All documents that hold any of the terms and pass the filter, counted: dearer than finding the best. */
  count(terms: readonly WeightedTerm[], filter?: DocumentFilter): Counts;
  kind(document: number): Kind;
  /** Six digits, or undefined: holds everywhere. */
  region(document: number): string | undefined;
  /** True when the entry is in force on the day (a day number). */
  inForce(document: number, day: number): boolean;
  /** Ordinals (in `departments.all`) of the departments an entry leads to. */
  departmentsOf(document: number): ArrayLike<number> & Iterable<number>;
  id(document: number): string;
  /** The document with an id, or -1. */
  documentOf(id: string): number;
  /** Brings the stored entries of these documents into memory, in one round trip where that takes one. */
  load(documents: readonly number[]): Promise<void>;
  /** The stored entry of a document that is in memory. */
  entry(document: number): Entry;
  /** Typeahead: texts and the entries they lead to, best first. */
  suggest(q: string, limit: number): Suggestion[];
  /** How the words of the index sound. */
  readonly pronunciations: Pronunciations;
}
