import { generalDictionary } from "../../scripts/general-dictionary.ts";
import { readKnowledgeBase } from "../../scripts/knowledge-files.ts";
import { defaultKb } from "../../scripts/paths.ts";
import { fields } from "../../src/index/bm25.ts";
import { buildSnapshot } from "../../src/index/build.ts";
import { documentOf } from "../../src/index/document.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import { addPairs, ownWords, vocabularyFor } from "../../src/index/vocabulary.ts";

/** The knowledge base of kb/, as a build sees it. */
export const { base } = readKnowledgeBase(defaultKb);
export const general = generalDictionary();
/** By id, as in a snapshot. */
export const entries = base.entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
export const documents = entries.map((entry) => documentOf(entry, base.departments));
export const texts = documents.flatMap((document) => fields.map((field) => document[field])).filter((text) => text !== "");

/** The words of its snapshot, with their frequencies. */
export const words = vocabularyFor(pairsOf(texts), ownWords(base), general);

/** Its snapshot, built afresh. */
export async function snapshotOfTheBase(): Promise<Snapshot> {
  const opened = await Snapshot.openVerified((await buildSnapshot(base, general)).file);
  if ("fault" in opened) throw new Error(opened.fault.reason);
  return opened.snapshot;
}

export function pairsOf(all: readonly string[]): Set<number> {
  const pairs = new Set<number>();
  for (const text of all) addPairs(text, pairs);
  return pairs;
}
