import { generalDictionary } from "../../scripts/general-dictionary.ts";
import { readKnowledgeBase } from "../../scripts/knowledge-files.ts";
import { defaultKb, defaultSnapshot } from "../../scripts/paths.ts";
import { readSnapshot } from "../../scripts/snapshot-file.ts";
import { fields } from "../../src/index/bm25.ts";
import { documentOf } from "../../src/index/document.ts";
import type { Snapshot } from "../../src/index/snapshot.ts";
import type { WordFrequencies } from "../../src/index/trie-lexicon.ts";
import { addPairs, ownWords, vocabularyFor } from "../../src/index/vocabulary.ts";

/** The knowledge base of kb/, as a build sees it. */
export const { base } = readKnowledgeBase(defaultKb);
/** By id, as in a snapshot. */
export const entries = base.entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
export const documents = entries.map((entry) => documentOf(entry, base.departments));
export const texts = documents.flatMap((document) => fields.map((field) => document[field])).filter((text) => text !== "");

/** The words of its snapshot, with their frequencies. */
export function wordsOfTheBase(): WordFrequencies {
  return vocabularyFor(pairsOf(texts), ownWords(base), generalDictionary());
}

/** Its snapshot, as `npm run build` left it: a fresh build for each test file would take minutes. */
export async function snapshotOfTheBase(): Promise<Snapshot> {
  return (await readSnapshot(defaultSnapshot)).snapshot;
}

export function pairsOf(all: readonly string[]): Set<number> {
  const pairs = new Set<number>();
  for (const text of all) addPairs(text, pairs);
  return pairs;
}
