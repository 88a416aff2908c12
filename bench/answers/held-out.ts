import { createHash } from "node:crypto";
import { generalDictionary } from "../../scripts/general-dictionary.ts";
import { readKnowledgeBase } from "../../scripts/knowledge-files.ts";
import { defaultKb } from "../../scripts/paths.ts";
import { buildSnapshot } from "../../src/index/build.ts";
import type { Searchable } from "../../src/index/searchable.ts";
import { Snapshot } from "../../src/index/snapshot.ts";

/** A question that leads to an entry; `listed`: the entry still lists it. */
export type EntryQuestion = { readonly q: string; readonly id: string; readonly listed: boolean };

/** One in so many of the entries' own questions is left out. */
const oneIn = 5;

/**
 * The knowledge base without every fifth of its entries' own questions, which then are questions
 * that nobody has written down, by the hundred; and each entry's first one that is still listed.
 */
export async function withoutSomeQuestions(): Promise<{ snapshot: Searchable; questions: EntryQuestion[] }> {
  const { base } = readKnowledgeBase(defaultKb);
  const isLeftOut = (q: string) => (createHash("sha256").update(q).digest()[0] ?? 0) % oneIn === 0;
  const questions: EntryQuestion[] = [];
  const entries = base.entries.map((entry) => {
    if (entry.kind === "article") return entry;
    const kept = entry.questions.filter((q) => !isLeftOut(q));
    questions.push(...entry.questions.filter(isLeftOut).map((q) => ({ q, id: entry.id, listed: false })));
    questions.push(...kept.slice(0, 1).map((q) => ({ q, id: entry.id, listed: true })));
    return { ...entry, questions: kept };
  });
  const { file } = await buildSnapshot({ ...base, entries }, generalDictionary());
  const opened = Snapshot.open(file);
  if ("fault" in opened) throw new Error(`a snapshot just built has a fault: ${opened.fault.reason}`);
  return { snapshot: opened.snapshot, questions };
}
