import { type BuildReport, buildSnapshot } from "../index/build.ts";
import { Snapshot } from "../index/snapshot.ts";
import type { WordFrequencies } from "../index/trie-lexicon.ts";
import { checkTogether } from "../kb/check-together.ts";
import type { Assembled } from "../kb/knowledge-base.ts";
import { Periods } from "../kb/periods.ts";
import { byPlace, type Problem } from "../kb/problem.ts";
import { sayAt } from "../kb/say.ts";
import { ShingleCorpus } from "../kb/shingle-corpus.ts";
import { EntriesInMemory } from "./entries-in-memory.ts";
import { unfindable } from "./findability.ts";
import { reportLostQuestion } from "./report-lost-question.ts";

/** What is known of a base after a check. */
export type Checked = {
  /** In the order of the files. */
  readonly problems: Problem[];
  /** Entries that nobody has ever reviewed. */
  readonly unreviewed: number;
  /** The snapshot of the sound entries, as a build makes it. */
  readonly built: { readonly file: Uint8Array<ArrayBuffer>; readonly report: BuildReport };
};

/**
 * Everything that can be found wrong with a base: its files one by one, its entries against the
 * day and one another, its vocabulary, and whether each entry is found by its own questions.
 *
 * @param general the general dictionary of a build
 * @param now the day, YYYY-MM-DD
 * @param show a file's path as the editor sees it
 */
export async function checkBase(
  assembled: Assembled,
  general: WordFrequencies,
  now: string,
  show: (file: string) => string = (file) => file,
): Promise<Checked> {
  const { base, located } = assembled;
  const corpus = new ShingleCorpus(base.entries);
  const built = await buildSnapshot(base, general);
  const opened = Snapshot.open(built.file);
  if ("fault" in opened) throw new Error(`a fresh snapshot cannot be opened: ${opened.fault.reason}`);
  const snapshot = new EntriesInMemory(opened.snapshot, base.entries);
  const lost: Problem[] = [];
  const sayOf = new Map(located.map(({ entry, file, locate }) => [entry.id, sayAt(show(file), locate, lost)]));
  for (const question of unfindable(snapshot, base.entries, corpus, new Periods(base.entries), now)) {
    const say = sayOf.get(question.entry.id);
    if (say) reportLostQuestion(question, say);
  }
  const single = assembled.problems.map((p) => ({ ...p, file: show(p.file) }));
  return {
    problems: [...single, ...checkTogether(assembled, corpus, now, show), ...lost].sort(byPlace),
    unreviewed: base.entries.filter((e) => e.kind !== "article" && e.reviewed === null).length,
    built,
  };
}
