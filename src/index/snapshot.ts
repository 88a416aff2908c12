import type { DepartmentRegistry } from "../kb/departments.ts";
import { type Entry, type Kind, kindNames } from "../kb/entry.ts";
import type { Lexicon, Regions } from "../kb/settings.ts";
import { idf, impactOf } from "./bm25.ts";
import type { SnapshotMeta } from "./build.ts";
import { type Decoded, decodeJson, decodeSections, decodeText } from "./decode-sections.ts";
import { hashHolds, readContainer, type Sections, type SnapshotFault, versionOf } from "./format.ts";
import { Pronunciations } from "./pronunciations.ts";
import { search } from "./search.ts";
import type { Found, Searchable, WeightedTerm } from "./searchable.ts";
import { Suggester } from "./suggestions.ts";
import { absent, Trie } from "./trie.ts";
import { TrieLexicon } from "./trie-lexicon.ts";

/** The postings of one term: documents ascending, an impact step each. Views, not copies. */
export type Postings = { readonly documents: Uint32Array; readonly impacts: Uint8Array };
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
  readonly #sections: Sections;
  readonly #trie: Trie;
  readonly #entries = new Map<number, Entry>();
  #suggester: Suggester | null = null;
  #pronunciations: Pronunciations | null = null;

  private constructor(sections: Sections, decoded: Decoded, version: string) {
    this.#sections = sections;
    this.version = version;
    this.meta = decoded.meta;
    this.#trie = new Trie({ labels: sections.trieLabels as Uint16Array, children: sections.trieChildren as Uint32Array });
    this.lexicon = new TrieLexicon(this.#trie, sections.wordFrequency as Uint32Array, this.meta);
    this.departments = decoded.departments;
    this.vocabulary = decoded.lexicon;
    this.regions = decoded.regions;
  }

  /** Refuses with a named fault what this program cannot serve. Does not hash. */
  static open(file: Uint8Array<ArrayBuffer>): Opened {
    const container = readContainer(file);
    if ("fault" in container) return container;
    const { sections } = container;
    const decoded = decodeSections(sections);
    return "fault" in decoded ? decoded : { snapshot: new Snapshot(sections, decoded, versionOf(file)) };
  }

  /** `open`, and the hash of the content checked. */
  static async openVerified(file: Uint8Array<ArrayBuffer>): Promise<Opened> {
    const opened = Snapshot.open(file);
    if ("fault" in opened) return opened;
    return (await hashHolds(file)) ? opened : { fault: { reason: "hash_mismatch" } };
  }

  get size(): number {
    return this.meta.documents;
  }

  /** The number of a term, or -1: no document holds it. */
  term(text: string, start = 0, end = text.length): number {
    const node = this.#trie.find(text, start, end);
    return node !== absent && this.documentFrequency(node) > 0 ? node : absent;
  }

  documentFrequency(term: number): number {
    const start = this.#sections.postingsStart;
    return (start[term + 1] ?? 0) - (start[term] ?? 0);
  }

  idf(term: number): number {
    return idf(term === absent ? 0 : this.documentFrequency(term), this.size);
  }

  postings(term: number): Postings {
    const { postingsStart, postingDocuments, postingImpacts } = this.#sections;
    const from = postingsStart[term] ?? 0;
    const to = postingsStart[term + 1] ?? from;
    return {
      documents: (postingDocuments as Uint32Array).subarray(from, to),
      impacts: (postingImpacts as Uint8Array).subarray(from, to),
    };
  }

  /** The impact of a term in a document, 0 where the document does not hold it. Binary search. */
  impact(term: number, document: number): number {
    if (term === absent) return 0;
    const { postingsStart, postingDocuments, postingImpacts } = this.#sections;
    let low = postingsStart[term] ?? 0;
    let high = (postingsStart[term + 1] ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const there = postingDocuments[middle] ?? 0;
      if (there === document) return impactOf(postingImpacts[middle] ?? 0);
      if (there < document) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  }

  search(terms: readonly WeightedTerm[], limit: number, accepts?: (document: number) => boolean): Found {
    return search(this, terms, limit, accepts);
  }

  kind(document: number): Kind {
    return kindNames[this.#sections.documentKind[document] ?? 0] ?? "article";
  }

  /** Six digits as a string, or undefined: holds everywhere. */
  region(document: number): string | undefined {
    const code = this.#sections.documentRegion[document] ?? 0;
    return code === 0 ? undefined : String(code);
  }

  /** True when the entry is in force on the day (a day number). */
  inForce(document: number, day: number): boolean {
    return (this.#sections.validFrom[document] ?? 0) <= day && day <= (this.#sections.validTo[document] ?? 0);
  }

  /** Ordinals (in `departments.all`) of the departments an entry leads to. */
  departmentsOf(document: number): Uint16Array {
    const { departmentStart, departmentOrdinals } = this.#sections;
    return (departmentOrdinals as Uint16Array).subarray(departmentStart[document] ?? 0, departmentStart[document + 1] ?? 0);
  }

  id(document: number): string {
    return decodeText(this.#slice("id", document));
  }

  /** The document with an id, or -1. Documents ascend by id. */
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

  /** All entries are in the file, which is in memory. */
  async load(_documents: readonly number[]): Promise<void> {}

  /** The stored entry, decoded on first use. */
  entry(document: number): Entry {
    let entry = this.#entries.get(document);
    if (entry === undefined) {
      entry = decodeJson<Entry>(this.#slice("entry", document));
      if (this.#entries.size >= cachedEntries) this.#entries.clear();
      this.#entries.set(document, entry);
    }
    return entry;
  }

  /** Typeahead: texts and the entries they lead to, best first. */
  suggest(q: string, limit: number): { text: string; id: string; kind: Kind }[] {
    this.#suggester ??= new Suggester(this.#sections.suggestions as Uint8Array);
    return this.#suggester.suggest(q, limit).map(({ text, document }) => ({ text, id: this.id(document), kind: this.kind(document) }));
  }

  /** How the words of the index sound; read on the first question that needs it. */
  get pronunciations(): Pronunciations {
    this.#pronunciations ??= new Pronunciations(this.#sections.pronunciations as Uint8Array);
    return this.#pronunciations;
  }

  #slice(name: "id" | "entry", document: number): Uint8Array {
    const start = this.#sections[`${name}Start`];
    return (this.#sections[`${name}Bytes`] as Uint8Array).subarray(start[document] ?? 0, start[document + 1] ?? 0);
  }
}

/** Decoded entries kept per snapshot; beyond that the cache starts afresh. */
const cachedEntries = 2000;
