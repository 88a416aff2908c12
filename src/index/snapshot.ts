import type { DepartmentRegistry } from "../kb/departments.ts";
import { type Entry, type Kind, kindNames } from "../kb/entry.ts";
import type { GoldenQuestion, Lexicon, Regions } from "../kb/settings.ts";
import { idf } from "./bm25.ts";
import type { SnapshotMeta } from "./build.ts";
import { dayNumber } from "./day-number.ts";
import { type Decoded, decodeSections, decodeText } from "./decode-sections.ts";
import { compileFilter, type DocumentFilter } from "./document-filter.ts";
import { type Container, hashesHold, readContainer, type Sections, type SnapshotFault, versionOf } from "./format.ts";
import { Impacts } from "./impacts.ts";
import { OpenCursors } from "./open-cursors.ts";
import { PostingsCursor } from "./postings-cursor.ts";
import { Pronunciations } from "./pronunciations.ts";
import { Searcher } from "./search.ts";
import type { Counts, Hit, Searchable, Suggestion, WeightedTerm } from "./searchable.ts";
import { type RangeReader, StoredEntries } from "./stored-entries.ts";
import { Suggester } from "./suggestions.ts";
import { absent, Trie } from "./trie.ts";
import { TrieLexicon } from "./trie-lexicon.ts";

export type Opened = { readonly snapshot: Snapshot } | { readonly fault: SnapshotFault };

/**
 * A knowledge base ready to be asked: columns read in place from one file.
 * Opening costs no work that grows with the file; hashing is separate (`openVerified`) and
 * done once per isolate and snapshot, never per request.
 */
export class Snapshot implements Searchable {
  readonly version: string;
  readonly meta: SnapshotMeta;
  readonly lexicon: TrieLexicon;
  readonly departments: DepartmentRegistry;
  readonly vocabulary: Lexicon;
  readonly regions: Regions;
  readonly golden: readonly GoldenQuestion[];
  readonly #sections: Sections;
  readonly #trie: Trie;
  readonly #impacts: Impacts;
  readonly #searcher: Searcher;
  readonly #stored: StoredEntries;
  readonly #cursors: OpenCursors;
  readonly #syllables: readonly string[];
  #suggester: Suggester | null = null;
  #pronunciations: Pronunciations | null = null;

  private constructor(sections: Sections, decoded: Decoded, stored: Uint8Array | RangeReader, version: string) {
    const s = sections;
    this.#sections = sections;
    this.version = version;
    this.meta = decoded.meta;
    this.#trie = new Trie({ labels: s.trieLabels, children: s.trieChildren });
    this.lexicon = new TrieLexicon(this.#trie, s.wordFrequency, this.meta);
    this.departments = decoded.departments;
    this.vocabulary = decoded.lexicon;
    this.regions = decoded.regions;
    this.golden = decoded.golden;
    this.#syllables = decoded.syllables;
    this.#impacts = new Impacts({ tuples: s.tuples, norms: [s.titleNorm, s.questionsNorm, s.keywordsNorm, s.bodyNorm] });
    this.#cursors = new OpenCursors(s.postings);
    this.#searcher = new Searcher({
      size: this.size,
      words: s.postings,
      impacts: this.#impacts,
      slot: (term) => s.slots[term] ?? 0,
      idf: (term) => this.idf(term),
    });
    const compressed = this.meta.stored === "deflate-raw";
    this.#stored = new StoredEntries({ firstDocument: s.storedFirst, start: s.storedStart, digests: s.storedDigests, compressed }, stored);
  }

  /**
   * Refuses with a named fault what this program cannot serve. Does not hash.
   * @param file the whole file, or its searchable part
   * @param read reads the stored part where the file is without it
   */
  static open(file: Uint8Array<ArrayBuffer>, read?: RangeReader): Opened {
    const container = readContainer(file);
    return "fault" in container ? container : Snapshot.#of(container, versionOf(file), read);
  }

  /** `open`, and the hashes of what is in memory checked. */
  static async openVerified(file: Uint8Array<ArrayBuffer>, read?: RangeReader): Promise<Opened> {
    const container = readContainer(file);
    if ("fault" in container) return container;
    const opened = Snapshot.#of(container, versionOf(file), read);
    if ("fault" in opened) return opened;
    return (await hashesHold(file, container)) ? opened : { fault: { reason: "hash_mismatch" } };
  }

  static #of({ sections, stored }: Container, version: string, read: RangeReader | undefined): Opened {
    const source = stored ?? read;
    if (source === undefined) return { fault: { reason: "section_missing", section: "storedStart" } };
    const decoded = decodeSections(sections);
    return "fault" in decoded ? decoded : { snapshot: new Snapshot(sections, decoded, source, version) };
  }

  get size(): number {
    return this.meta.documents;
  }

  term(text: string, start = 0, end = text.length): number {
    const node = this.#trie.find(text, start, end);
    return node !== absent && this.#sections.slots[node] !== 0 ? node : absent;
  }

  documentFrequency(term: number): number {
    return PostingsCursor.count(this.#sections.postings, this.#sections.slots[term] ?? 0);
  }

  idf(term: number): number {
    return idf(term === absent ? 0 : this.documentFrequency(term), this.size);
  }

  impact(term: number, document: number): number {
    const slot = this.#sections.slots[term] ?? 0;
    if (slot === 0) return 0;
    const cursor = this.#cursors.of(term, slot);
    return cursor.seek(document) === document ? this.#impacts.of(cursor.tuple(), document) : 0;
  }

  search(terms: readonly WeightedTerm[], limit: number, filter: DocumentFilter = {}): Hit[] {
    return this.#searcher.search(terms, Math.min(limit, this.size), compileFilter(this.#sections, filter));
  }

  count(terms: readonly WeightedTerm[], filter: DocumentFilter = {}): Counts {
    const accepts = compileFilter(this.#sections, filter);
    const { documentKind, departmentStart, departmentOrdinals } = this.#sections;
    const kinds = new Uint32Array(kindNames.length);
    const departments = new Uint32Array(this.departments.all.length);
    const held = this.#searcher.holders(terms);
    let total = 0;
    for (let word = 0; word < held.length; word++) {
      for (let rest = held[word] ?? 0; rest !== 0; rest &= rest - 1) {
        const document = word * 32 + 31 - Math.clz32(rest & -rest);
        if (accepts !== null && !accepts(document)) continue;
        total++;
        const kind = documentKind[document] ?? 0;
        kinds[kind] = (kinds[kind] ?? 0) + 1;
        const end = Math.min(departmentStart[document + 1] ?? 0, departmentOrdinals.length);
        for (let i = departmentStart[document] ?? 0; i < end; i++) {
          const ordinal = departmentOrdinals[i] ?? 0;
          departments[ordinal] = (departments[ordinal] ?? 0) + 1;
        }
      }
    }
    return {
      total,
      kinds: new Map(kindNames.flatMap((name, i) => ((kinds[i] ?? 0) > 0 ? [[name, kinds[i] ?? 0]] : []))),
      departments: new Map([...departments].flatMap((n, i) => (n > 0 ? [[i, n]] : []))),
    };
  }

  kind(document: number): Kind {
    return kindNames[this.#sections.documentKind[document] ?? 0] ?? "article";
  }

  region(document: number): string | undefined {
    const code = this.#sections.documentRegion[document] ?? 0;
    return code === 0 ? undefined : String(code);
  }

  inForce(document: number, day: number): boolean {
    const { validFrom, validTo } = this.#sections;
    return (validFrom[document] ?? dayNumber.first) <= day && day <= (validTo[document] ?? dayNumber.last);
  }

  departmentsOf(document: number): Uint16Array {
    const { departmentStart, departmentOrdinals } = this.#sections;
    return departmentOrdinals.subarray(departmentStart[document] ?? 0, departmentStart[document + 1] ?? 0);
  }

  id(document: number): string {
    const { idStart, idBytes } = this.#sections;
    return decodeText(idBytes.subarray(idStart[document] ?? 0, idStart[document + 1] ?? 0));
  }

  /** Documents ascend by id. */
  documentOf(id: string): number {
    let low = 0;
    let high = this.size - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const there = this.id(middle);
      if (there === id) return middle;
      if (there < id) low = middle + 1;
      else high = middle - 1;
    }
    return absent;
  }

  async load(documents: readonly number[]): Promise<void> {
    await this.#stored.load(documents);
  }

  entry(document: number): Entry {
    return this.#stored.entry(document);
  }

  suggest(q: string, limit: number): Suggestion[] {
    const s = this.#sections;
    this.#suggester ??= new Suggester({
      keys: { start: s.suggestionStart, units: s.suggestionKeys },
      texts: { start: s.suggestionTextStart, units: s.suggestionTexts },
      documents: s.suggestionDocument,
      isName: s.suggestionIsName,
      latin: { labels: s.latinLabels, children: s.latinChildren, start: s.latinStart, numbers: s.latinRows },
    });
    const found = this.#suggester.suggest(q, limit);
    return found.map(({ text, document, rank }) => ({ text, id: this.id(document), kind: this.kind(document), rank }));
  }

  get pronunciations(): Pronunciations {
    const s = this.#sections;
    this.#pronunciations ??= new Pronunciations(
      {
        keys: { labels: s.soundLabels, children: s.soundChildren, start: s.soundStart, numbers: s.soundNumbers },
        words: { start: s.soundWordStart, units: s.soundWords },
        readingStart: s.readingStart,
        readings: s.readings,
        syllables: this.#syllables,
      },
      this.meta.longestSound,
    );
    return this.#pronunciations;
  }
}
