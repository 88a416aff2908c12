import type { DocumentFilter } from "../index/document-filter.ts";
import type { Hit, Searchable, WeightedTerm } from "../index/searchable.ts";
import type { Entry } from "../kb/entry.ts";

/**
 * A snapshot whose entries are at hand, as they are for whoever has just built it: nothing is
 * loaded or unpacked, however many questions are asked.
 */
export class EntriesInMemory implements Searchable {
  readonly #snapshot: Searchable;
  /** By document. */
  readonly #entries = new Map<number, Entry>();

  /** @param entries of the snapshot, in any order */
  constructor(snapshot: Searchable, entries: readonly Entry[]) {
    this.#snapshot = snapshot;
    for (const entry of entries) this.#entries.set(snapshot.documentOf(entry.id), entry);
  }

  entry(document: number): Entry {
    return this.#entries.get(document) ?? this.#snapshot.entry(document);
  }
  async load(): Promise<void> {}

  get version() {
    return this.#snapshot.version;
  }
  get meta() {
    return this.#snapshot.meta;
  }
  get lexicon() {
    return this.#snapshot.lexicon;
  }
  get departments() {
    return this.#snapshot.departments;
  }
  get vocabulary() {
    return this.#snapshot.vocabulary;
  }
  get regions() {
    return this.#snapshot.regions;
  }
  get golden() {
    return this.#snapshot.golden;
  }
  get size() {
    return this.#snapshot.size;
  }
  get pronunciations() {
    return this.#snapshot.pronunciations;
  }
  term(text: string, start?: number, end?: number) {
    return this.#snapshot.term(text, start, end);
  }
  documentFrequency(term: number) {
    return this.#snapshot.documentFrequency(term);
  }
  idf(term: number) {
    return this.#snapshot.idf(term);
  }
  impact(term: number, document: number) {
    return this.#snapshot.impact(term, document);
  }
  search(terms: readonly WeightedTerm[], limit: number, filter?: DocumentFilter): Hit[] {
    return this.#snapshot.search(terms, limit, filter);
  }
  count(terms: readonly WeightedTerm[], filter?: DocumentFilter) {
    return this.#snapshot.count(terms, filter);
  }
  kind(document: number) {
    return this.#snapshot.kind(document);
  }
  region(document: number) {
    return this.#snapshot.region(document);
  }
  inForce(document: number, day: number) {
    return this.#snapshot.inForce(document, day);
  }
  departmentsOf(document: number) {
    return this.#snapshot.departmentsOf(document);
  }
  id(document: number) {
    return this.#snapshot.id(document);
  }
  documentOf(id: string) {
    return this.#snapshot.documentOf(id);
  }
  suggest(q: string, limit: number) {
    return this.#snapshot.suggest(q, limit);
  }
}
