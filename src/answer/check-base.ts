import type { Searchable } from "../index/searchable.ts";
import { checkTogether } from "../kb/check-together.ts";
import type { Assembled } from "../kb/knowledge-base.ts";
import { Periods } from "../kb/periods.ts";
import { byPlace, type Problem } from "../kb/problem.ts";
import { sayAt } from "../kb/say.ts";
import { ShingleCorpus } from "../kb/shingle-corpus.ts";
import { EntriesInMemory } from "./entries-in-memory.ts";
import { unfindable } from "./findability.ts";
import { reportLostQuestion } from "./report-lost-question.ts";

/**
 * Everything that can be found wrong with a base, in the order of its files: its files one by one, its entries
 * against the day and one another, its vocabulary, and whether each entry is found by its own questions.
 *
 * @param snapshot of the base's sound entries, in memory as a build has made it
 * @param now the day, YYYY-MM-DD
 * @param show a file's path as the editor sees it
 */
export function checkBase(
  assembled: Assembled,
  snapshot: Searchable,
  now: string,
  show: (file: string) => string = (file) => file,
): Problem[] {
  const { entries } = assembled.base;
  const corpus = new ShingleCorpus(entries);
  const lost: Problem[] = [];
  const sayOf = new Map(assembled.located.map(({ entry, file, locate }) => [entry.id, sayAt(show(file), locate, lost)]));
  for (const question of unfindable(new EntriesInMemory(snapshot, entries), entries, corpus, new Periods(entries), now)) {
    const say = sayOf.get(question.entry.id);
    if (say) reportLostQuestion(question, say);
  }
  const single = assembled.problems.map((p) => ({ ...p, file: show(p.file) }));
  return [...single, ...checkTogether(assembled, corpus, now, show), ...lost].sort(byPlace);
}
