import { DepartmentRegistry } from "../kb/departments.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { normalizeText } from "../text/normalize.ts";
import { tokenize } from "../text/tokenize.ts";
import { fields } from "./bm25.ts";
import { documentOf } from "./document.ts";
import { documentColumns } from "./document-columns.ts";
import { versionOf, writeContainer } from "./format.ts";
import { Occurrences } from "./occurrences.ts";
import { layOut, wordFrequencies } from "./postings-layout.ts";
import { packPronunciations, type Sounding } from "./pronunciations.ts";
import { packSuggestions, suggestionsOf } from "./suggestions.ts";
import { byUnit, lexiconOf, type WordFrequencies } from "./trie-lexicon.ts";
import { addPairs, ownWords, vocabularyFor } from "./vocabulary.ts";

/** What a build says of itself. */
export type BuildReport = { version: string; entries: number; terms: number; postings: number; bytes: number };
/** Called now and then during a long build. */
export type Progress = (stage: "read" | "index", done: number, total: number) => void;

/** Bytes of the metadata section, as JSON; see Meta in snapshot.ts. */
export type SnapshotMeta = KnowledgeBase["identity"] & { documents: number; total: number; rarest: number };

const encoder = new TextEncoder();

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
