import { DepartmentRegistry } from "../kb/departments.ts";
import { type Article, type Entry, titleOf } from "../kb/entry.ts";
import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { normalizeText } from "../text/normalize.ts";
import { tokenize } from "../text/tokenize.ts";
import { fields } from "./bm25.ts";
import { documentOf } from "./document.ts";
import { DocumentColumns } from "./document-columns.ts";
import { versionOf, writeContainer } from "./format.ts";
import { averagesOf } from "./impacts.ts";
import { Occurrences } from "./occurrences.ts";
import { packPronunciations } from "./pack-pronunciations.ts";
import { packSuggestions, suggestionsOf } from "./pack-suggestions.ts";
import { layOut, type PostingsLayout } from "./postings-layout.ts";
import type { Sounding } from "./pronunciations.ts";
import { packEntries } from "./stored-entries.ts";
import type { Succession } from "./successions.ts";
import type { Suggestible } from "./suggestions.ts";
import { byUnit, lexiconOf, type WordFrequencies } from "./trie-lexicon.ts";
import { addPairs, ownWords, vocabularyFor } from "./vocabulary.ts";

/** What a build says of itself. */
export type BuildReport = { version: string; entries: number; terms: number; postings: number; bytes: number };
/** Called now and then during a long build. */
export type Progress = (done: number, total: number) => void;

/** The metadata section, as JSON. */
export type SnapshotMeta = KnowledgeBase["identity"] & {
  documents: number;
  /** Of the general dictionary: occurrences in all, and those of its rarest word. */
  total: number;
  rarest: number;
  /** By field: tokens of the documents that have it, on average. */
  averages: readonly number[];
  /** Which entries end others. */
  successions: readonly Succession[];
  /** Letters of the longest key of the pronunciations. */
  longestSound: number;
  /** How stored blocks are written. */
  stored: "plain" | "deflate-raw";
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * A knowledge base → one snapshot file. Pure: the same entries, in any order, with the same
 * general dictionary give the same bytes.
 *
 * Entries are read once, as they come, and kept as bytes; what grows with them beside that is
 * three numbers per posting.
 *
 * @param articles plain documents beside the base's own entries; ids are distinct
 * @param typeahead false for a snapshot that is only asked and never types ahead: a third of the time
 */
export async function buildSnapshot(
  base: KnowledgeBase,
  general: WordFrequencies,
  progress: Progress = () => {},
  articles: AsyncIterable<Article> | Iterable<Article> = [],
  typeahead = true,
): Promise<{ file: Uint8Array<ArrayBuffer>; report: BuildReport }> {
  const departments = new DepartmentRegistry(base.departments.all.toSorted(byId));
  const pairs = new Set<number>();
  const read: { id: string; json: Uint8Array }[] = [];
  const take = (entry: Entry) => {
    const document = documentOf(entry, departments);
    for (const field of fields) addPairs(document[field], pairs);
    read.push({ id: entry.id, json: encoder.encode(JSON.stringify(entry)) });
  };
  for (const entry of base.entries) take(entry);
  for await (const article of articles) take(article);
  read.sort(byId);

  const words = vocabularyFor(pairs, ownWords({ ...base, departments }), general);
  const lexicon = lexiconOf(words);
  const occurrences = new Occurrences(read.length);
  const documents = new DocumentColumns(departments);
  const suggestions: Suggestible[] = [];
  read.forEach(({ json }, number) => {
    const entry = JSON.parse(decoder.decode(json)) as Entry;
    const document = documentOf(entry, departments);
    fields.forEach((field, f) => {
      occurrences.add(number, f, document[field], tokenize(document[field], lexicon));
    });
    documents.add(entry);
    if (typeahead) for (const suggestion of suggestionsOf(entry, number)) suggestions.push(suggestion);
    if (number % 1000 === 0) progress(number, read.length);
  });
  progress(read.length, read.length);

  const layout = layOut(words, occurrences);
  const sounds = packPronunciations(soundings({ ...base, departments }, words, layout, read.length));
  const { columns: stored, part } = await packEntries(read.map((e) => e.json));
  const suggested = packSuggestions(suggestions);
  const meta: SnapshotMeta = {
    ...base.identity,
    documents: read.length,
    total: words.total,
    rarest: words.rarest,
    averages: averagesOf(occurrences.lengths),
    successions: documents.successions,
    longestSound: sounds.longestKey,
    stored: stored.compressed ? "deflate-raw" : "plain",
  };
  const [titleNorm = none, questionsNorm = none, keywordsNorm = none, bodyNorm = none] = layout.norms;
  const file = await writeContainer(
    {
      meta: json(meta),
      trieLabels: layout.trie.labels,
      trieChildren: layout.trie.children,
      wordFrequency: layout.wordFrequency,
      slots: layout.slots,
      postings: layout.words,
      tuples: layout.tuples,
      titleNorm,
      questionsNorm,
      keywordsNorm,
      bodyNorm,
      ...documents.columns(),
      ...idColumns(read.map((e) => e.id)),
      storedFirst: stored.firstDocument,
      storedStart: stored.start,
      storedDigests: stored.digests,
      departments: json(departments.all.map(({ id, name, aliases, lineage, region }) => ({ id, name, aliases, lineage, region }))),
      lexicon: json(base.lexicon),
      regions: json(base.regions),
      golden: json(base.golden),
      suggestionStart: suggested.keys.start,
      suggestionKeys: suggested.keys.units,
      suggestionTextStart: suggested.texts.start,
      suggestionTexts: suggested.texts.units,
      suggestionDocument: suggested.documents,
      suggestionIsName: suggested.isName,
      latinLabels: suggested.latin.labels,
      latinChildren: suggested.latin.children,
      latinStart: suggested.latin.start,
      latinRows: suggested.latin.numbers,
      soundLabels: sounds.columns.keys.labels,
      soundChildren: sounds.columns.keys.children,
      soundStart: sounds.columns.keys.start,
      soundNumbers: sounds.columns.keys.numbers,
      soundWordStart: sounds.columns.words.start,
      soundWords: sounds.columns.words.units,
      readingStart: sounds.columns.readingStart,
      readings: sounds.columns.readings,
      syllables: json(sounds.columns.syllables),
    },
    part,
  );
  const report = {
    version: versionOf(file),
    entries: read.length,
    terms: occurrences.terms.length,
    postings: occurrences.rows,
    bytes: file.byteLength,
  };
  return { file, report };
}

const none = new Float32Array(0);

function byId(a: { id: string }, b: { id: string }): number {
  return byUnit(a.id, b.id);
}

/** Distinct terms of a usual document: what makes document frequencies comparable with word frequencies. */
const usualDocument = 100;
/** How likely a question is to name what an entry is called. */
const nameLikelihood = 1 / 40_000;
/** A word that no document holds is worth its bytes from this frequency on: about 20,000 words are that common. */
const commonLikelihood = 1 / 400_000;

/**
 * Words worth recognizing by ear: those the documents hold, everyday ones (gongjijin is 公积金, whoever writes of it,
 * not three stray characters), the vocabulary's phrases, and what entries are called; the likelier the more weight.
 */
function soundings(base: KnowledgeBase, words: WordFrequencies, { nodes, frequencies }: PostingsLayout, documents: number): Sounding[] {
  const { shells, dialects, synonyms, intents } = base.lexicon;
  const said = [...dialects, ...synonyms].flatMap((s) => s.say);
  const phrases = [...shells, ...said, ...Object.values(intents).flat(), ...base.departments.names];
  const names = base.entries.flatMap((entry) => (entry.kind === "article" ? [] : [titleOf(entry), ...entry.keywords]));
  const likelihood = (word: string) => {
    const held = frequencies[nodes.get(word) ?? 0] ?? 0;
    return Math.max(held / (documents * usualDocument), held > 0 ? commonLikelihood : 0) + (words.frequency.get(word) ?? 0) / words.total;
  };
  const called = new Set([...phrases, ...names].map(normalizeText));
  return [...new Set([...words.frequency.keys(), ...called])]
    .filter((word) => /^\p{Script=Han}{1,8}$/u.test(word))
    .map((word) => ({ word, weight: Math.max(likelihood(word), called.has(word) ? nameLikelihood : 0) }))
    .filter(({ weight }) => weight >= commonLikelihood);
}

function idColumns(ids: readonly string[]): { idStart: Uint32Array; idBytes: Uint8Array } {
  const encoded = ids.map((id) => encoder.encode(id));
  const idStart = new Uint32Array(ids.length + 1);
  encoded.forEach((bytes, i) => {
    idStart[i + 1] = (idStart[i] ?? 0) + bytes.length;
  });
  const idBytes = new Uint8Array(idStart[ids.length] ?? 0);
  encoded.forEach((bytes, i) => {
    idBytes.set(bytes, idStart[i]);
  });
  return { idStart, idBytes };
}

function json(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}
