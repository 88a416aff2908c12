import type { DepartmentRegistry } from "../kb/departments.ts";
import type { Entry, Kind } from "../kb/entry.ts";
import type { GoldenQuestion, Lexicon, Regions } from "../kb/settings.ts";
import { normalizeText } from "../text/normalize.ts";
import type { SnapshotMeta } from "./build.ts";
import { CorrectedDocuments } from "./corrected-documents.ts";
import type { CorrectedEntry } from "./corrected-entry.ts";
import { concernsPlace, type DocumentFilter } from "./document-filter.ts";
import { mergeSuggestions } from "./merge-suggestions.ts";
import { layOver, type Overlay, type OwnEntry } from "./overlay.ts";
import { packSounds } from "./pack-pronunciations.ts";
import { packSuggestions, suggestionsOf } from "./pack-suggestions.ts";
import type { Pronunciations, Sounding } from "./pronunciations.ts";
import type { Counts, Hit, Searchable, Suggestion, WeightedTerm } from "./searchable.ts";
import { Suggester } from "./suggestions.ts";
import { absent } from "./trie.ts";

/**
 * A base with corrections laid over it: asked, it answers as a snapshot built from the
 * corrected entries would, with the statistics (idf, average lengths, lexicon) of the base.
 *
 *     search ──▶ base, without what is masked ──┐
 *        └─────▶ the corrected entries ─────────┴─▶ merged
 *
 * Documents are numbered as that snapshot would number them; deleted ones keep a number that
 * no search returns.
 */
export class CorrectedSnapshot implements Searchable {
  readonly version: string;
  readonly meta: SnapshotMeta;
  readonly lexicon: Searchable["lexicon"];
  readonly departments: DepartmentRegistry;
  readonly vocabulary: Lexicon;
  readonly regions: Regions;
  readonly golden: readonly GoldenQuestion[];
  readonly #base: Searchable;
  readonly #overlay: Overlay;
  readonly #documents: CorrectedDocuments;
  readonly #byId: ReadonlyMap<string, number>;
  /** Ordinals of the base's departments here; null: the same. */
  readonly #ordinals: readonly number[] | null;
  #suggester: Suggester | null = null;
  #pronunciations: Pronunciations | null = null;

  private constructor(base: Searchable, overlay: Overlay, version: string) {
    this.version = version;
    this.meta = { ...base.meta, successions: overlay.successions };
    this.lexicon = base.lexicon;
    this.vocabulary = base.vocabulary;
    this.regions = base.regions;
    this.golden = base.golden;
    this.departments = overlay.departments;
    this.#base = base;
    this.#overlay = overlay;
    const own = [...overlay.own.values()];
    this.#documents = new CorrectedDocuments(base, own);
    this.#byId = new Map(own.map(({ entry, document }) => [entry.id, document]));
    const ordinals = new Map(overlay.departments.all.map((d, ordinal) => [d.id, ordinal]));
    const same = overlay.departments === base.departments;
    this.#ordinals = same ? null : base.departments.all.map((d) => ordinals.get(d.id) ?? absent);
  }

  /**
   * @param corrections at most one of an id; the last one counts
   * @param version how the result is called
   * @param previous what was served before: entries that stay as they were are not indexed again
   * @throws where the base cannot load what it must read
   */
  static async over(
    base: Searchable,
    corrections: readonly CorrectedEntry[],
    version: string,
    previous?: Searchable,
  ): Promise<CorrectedSnapshot> {
    const known = previous instanceof CorrectedSnapshot && previous.#base === base ? previous.#overlay : null;
    return new CorrectedSnapshot(base, await layOver(base, corrections, known), version);
  }

  get size(): number {
    return this.#overlay.numbering.size;
  }

  term(text: string, start = 0, end = text.length): number {
    const held = this.#base.term(text, start, end);
    return held === absent ? this.#documents.term(text.slice(start, end)) : held;
  }

  documentFrequency(term: number): number {
    return this.#documents.isOwn(term) ? this.#documents.documentFrequency(term) : this.#base.documentFrequency(term);
  }

  /** The base's: a term that only corrections hold is as rare as one that no document holds. */
  idf(term: number): number {
    return this.#base.idf(this.#documents.isOwn(term) ? absent : term);
  }

  impact(term: number, document: number): number {
    if (this.#overlay.own.has(document)) return this.#documents.impact(term, document);
    const held = this.#inBase(document);
    return held === absent || this.#documents.isOwn(term) ? 0 : this.#base.impact(term, held);
  }

  search(terms: readonly WeightedTerm[], limit: number, filter: DocumentFilter = {}): Hit[] {
    const { numbering } = this.#overlay;
    const found = this.#base.search(this.#known(terms), limit, this.#filterOfBase(filter));
    const hits = found.map((hit): Hit => ({ ...hit, document: numbering.ofBase(hit.document) }));
    hits.push(...this.#ownHits(terms, filter));
    hits.sort((a, b) => b.score - a.score || a.document - b.document);
    return hits.slice(0, limit);
  }

  count(terms: readonly WeightedTerm[], filter: DocumentFilter = {}): Counts {
    const counts = this.#base.count(this.#known(terms), this.#filterOfBase(filter));
    const kinds = new Map(counts.kinds);
    const departments = new Map<number, number>();
    for (const [ordinal, n] of counts.departments) add(departments, this.#ordinals?.[ordinal] ?? ordinal, n);
    departments.delete(absent);
    const hits = this.#ownHits(terms, filter);
    for (const { document } of hits) {
      add(kinds, this.kind(document), 1);
      for (const ordinal of this.departmentsOf(document)) add(departments, ordinal, 1);
    }
    return { total: counts.total + hits.length, kinds, departments };
  }

  kind(document: number): Kind {
    return this.#own(document)?.entry.kind ?? this.#base.kind(this.#numberInBase(document));
  }

  region(document: number): string | undefined {
    const own = this.#own(document);
    if (own === undefined) return this.#base.region(this.#numberInBase(document));
    return own.entry.kind === "article" ? undefined : own.entry.region;
  }

  inForce(document: number, day: number): boolean {
    const period = this.#own(document)?.period;
    if (period !== undefined) return period.from <= day && day <= period.to;
    const held = this.#inBase(document);
    return held !== absent && this.#base.inForce(held, day);
  }

  departmentsOf(document: number): ArrayLike<number> & Iterable<number> {
    const own = this.#own(document);
    if (own !== undefined) return own.departments;
    const held = this.#inBase(document);
    if (held === absent) return [];
    const ordinals = this.#base.departmentsOf(held);
    if (this.#ordinals === null) return ordinals;
    return Array.from(ordinals, (ordinal) => this.#ordinals?.[ordinal] ?? absent).filter((ordinal) => ordinal !== absent);
  }

  id(document: number): string {
    return this.#own(document)?.entry.id ?? this.#base.id(this.#numberInBase(document));
  }

  documentOf(id: string): number {
    const own = this.#byId.get(id);
    if (own !== undefined) return own;
    const held = this.#base.documentOf(id);
    return held === absent || this.#overlay.masked.has(held) ? absent : this.#overlay.numbering.ofBase(held);
  }

  async load(documents: readonly number[]): Promise<void> {
    await this.#base.load(documents.map((document) => this.#inBase(document)).filter((document) => document !== absent));
  }

  entry(document: number): Entry {
    return this.#own(document)?.entry ?? this.#base.entry(this.#numberInBase(document));
  }

  suggest(q: string, limit: number): Suggestion[] {
    const entries = [...this.#overlay.own.values()].map((o) => o.entry);
    this.#suggester ??= new Suggester(packSuggestions(entries.flatMap(suggestionsOf)));
    const own = this.#suggester.suggest(q, limit).flatMap(({ text, document, rank }): Suggestion[] => {
      const entry = entries[document];
      return entry === undefined ? [] : [{ text, id: entry.id, kind: entry.kind, rank }];
    });
    const { maskedIds } = this.#overlay;
    const known = this.#base.suggest(q, limit + maskedIds.size).filter(({ id }) => !maskedIds.has(id));
    return mergeSuggestions(known, own).slice(0, limit);
  }

  get pronunciations(): Pronunciations {
    this.#pronunciations ??= this.#base.pronunciations.with(packSounds(this.#newSoundings()));
    return this.#pronunciations;
  }

  /** Words that only corrections hold, and the names that only they give departments. */
  #newSoundings(): Sounding[] {
    const isWord = (text: string) => this.lexicon.logProbability(text, 0, text.length) > this.lexicon.unknown;
    const names = this.departments === this.#base.departments ? [] : this.departments.names.map(normalizeText);
    return [...this.#documents.ownTerms.filter(isWord), ...names]
      .filter((word) => /^\p{Script=Han}{1,8}$/u.test(word))
      .map((word) => ({ word, weight: 1 }));
  }

  /** Terms as the base knows them: what only corrections hold, none of its documents does. */
  #known(terms: readonly WeightedTerm[]): readonly WeightedTerm[] {
    return terms.map((t) => (this.#documents.isOwn(t.term) ? { ...t, term: absent } : t));
  }

  #ownHits(terms: readonly WeightedTerm[], filter: DocumentFilter): Hit[] {
    return this.#documents.search(terms, (term) => this.idf(term)).filter(({ document }) => this.#passes(document, filter));
  }

  #passes(document: number, { day, kind, department, regions, without }: DocumentFilter): boolean {
    if (day !== undefined && !this.inForce(document, day)) return false;
    if (kind !== undefined && this.kind(document) !== kind) return false;
    if (department !== undefined && !Array.from(this.departmentsOf(document)).includes(department)) return false;
    return concernsPlace(this.region(document), regions ?? []) && !without?.has(document);
  }

  /** A filter in the base's numbers, that leaves out what is replaced or gone. */
  #filterOfBase(filter: DocumentFilter): DocumentFilter {
    const { masked } = this.#overlay;
    const left = Array.from(filter.without ?? [], (document) => this.#numberInBase(document)).filter((document) => document !== absent);
    const without = left.length === 0 ? masked : new Set([...masked, ...left]);
    const { department } = filter;
    return { ...filter, without, department: department === undefined ? undefined : this.#ordinalInBase(department) };
  }

  #ordinalInBase(ordinal: number): number {
    return this.#ordinals === null ? ordinal : this.#ordinals.indexOf(ordinal < 0 ? Number.NaN : ordinal);
  }

  #own(document: number): OwnEntry | undefined {
    return this.#overlay.own.get(document);
  }

  /** What the base calls a document that is its own still, else -1. */
  #inBase(document: number): number {
    const held = this.#numberInBase(document);
    return this.#overlay.masked.has(held) ? absent : held;
  }

  #numberInBase(document: number): number {
    return this.#overlay.numbering.toBase(document);
  }
}

function add<K>(counts: Map<K, number>, key: K, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}
