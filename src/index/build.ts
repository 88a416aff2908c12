import { DepartmentRegistry } from "../kb/departments.ts";
import { type Entry, kindNames } from "../kb/entry.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { normalizeText } from "../text/normalize.ts";
import { type Token, tokenize } from "../text/tokenize.ts";
import { fields, impactStep } from "./bm25.ts";
import { dayNumber } from "./day-number.ts";
import { documentOf } from "./document.ts";
import { type Sections, versionOf, writeContainer } from "./format.ts";
import { packPronunciations, type Sounding } from "./pronunciations.ts";
import { packSuggestions, suggestionsOf } from "./suggestions.ts";
import { buildTrie } from "./trie.ts";
import { byUnit, lexiconOf, type WordFrequencies } from "./trie-lexicon.ts";
import { addPairs, ownWords, vocabularyFor } from "./vocabulary.ts";

/** What a build says of itself. */
export type BuildReport = { version: string; entries: number; terms: number; postings: number; bytes: number };
/** Called now and then during a long build. */
export type Progress = (stage: "read" | "index", done: number, total: number) => void;

/** Bytes of the metadata section, as JSON; see Meta in snapshot.ts. */
export type SnapshotMeta = KnowledgeBase["identity"] & { documents: number; total: number; rarest: number };

const encoder = new TextEncoder();
/** Term frequencies of one document by field, eight bits each, saturating. */
const fieldBits = 8;
const fieldMaximum = 255;

/**
 * A knowledge base → one snapshot file. Pure: the same entries, in any order, with the same
 * general dictionary give the same bytes.
 */
export async function buildSnapshot(
  given: KnowledgeBase,
  general: WordFrequencies,
  progress: Progress = () => {},
): Promise<{ file: Uint8Array<ArrayBuffer>; report: BuildReport }> {
  const base = inOrder(given);
  const { entries } = base;
  const documents = entries.map((entry) => documentOf(entry, base.departments));
  const pairs = new Set<number>();
  documents.forEach((document, i) => {
    for (const field of fields) addPairs(document[field], pairs);
    if (i % 1000 === 0) progress("read", i, entries.length);
  });
  const words = vocabularyFor(pairs, ownWords(base), general);
  const occurrences = new Occurrences(entries.length);
  const lexicon = lexiconOf(words);
  documents.forEach((document, i) => {
    fields.forEach((field, f) => {
      const text = document[field];
      const tokens = tokenize(text, lexicon);
      occurrences.add(i, f, text, tokens);
    });
    if (i % 1000 === 0) progress("index", i, entries.length);
  });
  progress("index", entries.length, entries.length);

  const { columns, nodes, postings } = layOut(words, occurrences);
  const meta: SnapshotMeta = { ...base.identity, documents: entries.length, total: words.total, rarest: words.rarest };
  const file = await writeContainer({
    meta: json(meta),
    trieLabels: columns.labels,
    trieChildren: columns.children,
    wordFrequency: wordFrequencies(words, columns.labels.length, nodes),
    ...postings,
    ...documentColumns(entries, base.departments),
    ...strings(
      "id",
      entries.map((e) => e.id),
    ),
    ...strings(
      "entry",
      entries.map((e) => JSON.stringify(e)),
    ),
    departments: json(base.departments.all.map(({ id, name, aliases, lineage, region }) => ({ id, name, aliases, lineage, region }))),
    lexicon: json(base.lexicon),
    regions: json(base.regions),
    suggestions: packSuggestions(suggestionsOf(entries)),
    pronunciations: packPronunciations(soundings(base, words, nodes, postings.postingsStart)),
  });
  const report = {
    version: versionOf(file),
    entries: entries.length,
    terms: occurrences.terms.length,
    postings: postings.postingDocuments.length,
    bytes: file.byteLength,
  };
  return { file, report };
}

/** The same base, whatever order its files came in. */
function inOrder(base: KnowledgeBase): KnowledgeBase {
  const byId = (a: { id: string }, b: { id: string }) => byUnit(a.id, b.id);
  return { ...base, entries: base.entries.toSorted(byId), departments: new DepartmentRegistry(base.departments.all.toSorted(byId)) };
}

/** Everything the documents said, one row per term of a document, growing. */
class Occurrences {
  readonly terms: string[] = [];
  readonly lengths: Uint32Array[];
  rows = 0;
  term = new Uint32Array(1 << 16);
  document = new Uint32Array(1 << 16);
  /** Four term frequencies packed into one number, title lowest. */
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
    const shift = field * fieldBits;
    for (const { start, end } of tokens) {
      const row = this.#row(document, this.#number(text.slice(start, end)));
      const packed = this.frequencies[row] ?? 0;
      if (((packed >>> shift) & fieldMaximum) < fieldMaximum) this.frequencies[row] = (packed + (1 << shift)) >>> 0;
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

/** Terms and words become one trie; rows become postings in the order of its nodes. */
function layOut(words: WordFrequencies, occurrences: Occurrences) {
  const all = [...new Set([...occurrences.terms, ...words.frequency.keys()])].sort(byUnit);
  const { columns, nodes } = buildTrie(all);
  const nodeByTerm = new Map<string, number>(all.map((term, i) => [term, nodes[i] ?? 0]));
  const nodeOf = Uint32Array.from(occurrences.terms, (term) => nodeByTerm.get(term) ?? 0);

  const { rows } = occurrences;
  const start = new Uint32Array(columns.labels.length + 1);
  for (let row = 0; row < rows; row++) {
    const next = (nodeOf[occurrences.term[row] ?? 0] ?? 0) + 1;
    start[next] = (start[next] ?? 0) + 1;
  }
  for (let i = 1; i < start.length; i++) start[i] = (start[i] ?? 0) + (start[i - 1] ?? 0);
  const cursor = start.slice();
  const postingDocuments = new Uint32Array(rows);
  const postingImpacts = new Uint8Array(rows);
  const averages = occurrences.lengths.map(averageOfPresent);
  const frequencies = fields.map(() => 0);
  const lengths = fields.map(() => 0);
  // Rows ascend by document, so each term's postings do too.
  for (let row = 0; row < rows; row++) {
    const node = nodeOf[occurrences.term[row] ?? 0] ?? 0;
    const document = occurrences.document[row] ?? 0;
    const packed = occurrences.frequencies[row] ?? 0;
    for (let f = 0; f < fields.length; f++) {
      frequencies[f] = (packed >>> (f * fieldBits)) & fieldMaximum;
      lengths[f] = occurrences.lengths[f]?.[document] ?? 0;
    }
    const place = cursor[node] ?? 0;
    cursor[node] = place + 1;
    postingDocuments[place] = document;
    postingImpacts[place] = impactStep(frequencies, lengths, averages);
  }
  return { columns, nodes: nodeByTerm, postings: { postingsStart: start, postingDocuments, postingImpacts } };
}

function averageOfPresent(lengths: Uint32Array): number {
  let sum = 0;
  let present = 0;
  for (const length of lengths) {
    sum += length;
    if (length > 0) present++;
  }
  return present === 0 ? 1 : sum / present;
}

function wordFrequencies(words: WordFrequencies, size: number, nodes: ReadonlyMap<string, number>): Uint32Array {
  const column = new Uint32Array(size);
  for (const [word, f] of words.frequency) column[nodes.get(word) ?? 0] = f;
  return column;
}

/** Columns that filters and facets read. */
function documentColumns(
  entries: readonly Entry[],
  departments: DepartmentRegistry,
): Pick<Sections, "documentKind" | "documentRegion" | "validFrom" | "validTo" | "departmentStart" | "departmentOrdinals"> {
  const ordinal = new Map(departments.all.map((d, i) => [d.id, i]));
  const lists = entries.map((entry) => [...new Set(departmentIdsOf(entry, departments).map((id) => ordinal.get(id) ?? 0))]);
  const departmentStart = new Uint32Array(entries.length + 1);
  lists.forEach((list, i) => {
    departmentStart[i + 1] = (departmentStart[i] ?? 0) + list.length;
  });
  return {
    documentKind: Uint8Array.from(entries, (e) => kindNames.indexOf(e.kind)),
    documentRegion: Uint32Array.from(entries, (e) => (e.kind === "article" ? 0 : Number(e.region ?? 0))),
    validFrom: Int32Array.from(entries, (e) => (e.kind === "article" ? dayNumber.first : dayNumber.from(e.validity.from))),
    validTo: Int32Array.from(entries, (e) => (e.kind === "article" ? dayNumber.last : dayNumber.to(e.validity.to))),
    departmentStart,
    departmentOrdinals: Uint16Array.from(lists.flat()),
  };
}

/** Words worth recognizing by ear: those the documents hold, and the vocabulary's phrases. */
function soundings(base: KnowledgeBase, words: WordFrequencies, nodes: ReadonlyMap<string, number>, start: Uint32Array): Sounding[] {
  const { shells, synonyms, intents } = base.lexicon;
  const phrases = [...shells, ...synonyms.flatMap((s) => s.say), ...Object.values(intents).flat(), ...base.departments.names];
  const frequency = (word: string) => {
    const node = nodes.get(word) ?? 0;
    return (start[node + 1] ?? 0) - (start[node] ?? 0);
  };
  const held = [...words.frequency.keys()].filter((word) => frequency(word) > 0);
  return [...new Set([...held, ...phrases.map(normalizeText)])]
    .filter((word) => /^\p{Script=Han}{1,8}$/u.test(word))
    .map((word) => ({ word, weight: Math.max(1, frequency(word)) }));
}

/** The ids of the departments an entry leads to. */
export function departmentIdsOf(entry: Entry, departments: DepartmentRegistry): string[] {
  if (entry.kind === "department") return [entry.id];
  if (!("handlers" in entry)) return [];
  return entry.handlers.flatMap((h) => departments.resolve(h.department)?.department.id ?? []);
}

function strings<N extends "id" | "entry">(
  name: N,
  values: readonly string[],
): Record<`${N}Start`, Uint32Array> & Record<`${N}Bytes`, Uint8Array> {
  const encoded = values.map((v) => encoder.encode(v));
  const start = new Uint32Array(values.length + 1);
  encoded.forEach((bytes, i) => {
    start[i + 1] = (start[i] ?? 0) + bytes.length;
  });
  const bytes = new Uint8Array(start[values.length] ?? 0);
  encoded.forEach((part, i) => {
    bytes.set(part, start[i]);
  });
  return { [`${name}Start`]: start, [`${name}Bytes`]: bytes } as Record<`${N}Start`, Uint32Array> & Record<`${N}Bytes`, Uint8Array>;
}

function json(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}
