import fc from "fast-check";
import { buildSnapshot } from "../../src/index/build.ts";
import { type Document, documentOf } from "../../src/index/document.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import type { WordFrequencies } from "../../src/index/trie-lexicon.ts";
import type { Article, Entry, Guide } from "../../src/kb/entry.ts";
import { assemble, type KnowledgeBase } from "../../src/kb/knowledge-base.ts";

/** A general dictionary of a dozen words. */
const words = ["流浪", "流浪狗", "管理", "管理局", "井盖", "补贴", "老人", "狗", "归", "谁", "管", "井"];
export const dictionary: WordFrequencies = { frequency: new Map(words.map((word, i) => [word, 10 + i])), total: 1000, rarest: 1 };

/** A base of nothing but entries. */
export function baseOf(entries: readonly Entry[]): KnowledgeBase {
  return { ...assemble([]).base, entries };
}

export async function fileOf(entries: readonly Entry[]): Promise<Uint8Array<ArrayBuffer>> {
  return (await buildSnapshot(baseOf(entries), dictionary)).file;
}

export async function snapshotOf(entries: readonly Entry[]): Promise<Snapshot> {
  return opened(await fileOf(entries));
}

export function opened(file: Uint8Array<ArrayBuffer>): Snapshot {
  const result = Snapshot.open(file);
  if ("fault" in result) throw new Error(JSON.stringify(result.fault));
  return result.snapshot;
}

/** What is searched of each entry, in the order of a snapshot. */
export function documentsOf(entries: readonly Entry[]): Document[] {
  return entries.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((entry) => documentOf(entry, baseOf(entries).departments));
}

export function article(id: string, title: string, body = ""): Article {
  return { id, kind: "article", title, body };
}

/** A guide has every field a document can have, and needs nothing else. */
export function guide(id: string, text: Partial<Pick<Guide, "title" | "questions" | "keywords" | "body">>): Guide {
  const rules = { validity: {}, reviewed: null, supersedes: [], caveats: [], source: { title: "手册" } };
  return { id, kind: "guide", title: "", questions: [], keywords: [], body: "", ...rules, figures: [], tables: [], steps: [], ...text };
}

/** Text in which words of the dictionary, other characters and codes meet. */
export const townText = fc
  .array(fc.constantFrom(...words, "浪", "盖", "贴", "局", "老", "人", "12345", "etc", " ", "，", "\n"), { maxLength: 12 })
  .map((parts) => parts.join(""));

const texts = {
  title: townText,
  questions: fc.array(townText, { maxLength: 3 }),
  keywords: fc.array(townText, { maxLength: 3 }),
  body: townText,
};

/** Up to a dozen entries with distinct ids, in any order. */
export const corpus: fc.Arbitrary<Entry[]> = fc
  .uniqueArray(fc.tuple(fc.nat(999), fc.record(texts), fc.boolean()), { minLength: 1, maxLength: 12, selector: ([n]) => n })
  .map((all) => all.map(([n, text, plain]) => (plain ? article(`x${n}`, text.title, text.body) : guide(`guides/g${n}`, text))));
