import type { Searchable } from "../index/searchable.ts";
import { checkTogether } from "../kb/check-together.ts";
import type { Assembled } from "../kb/knowledge-base.ts";
import { Periods } from "../kb/periods.ts";
import { byPlace, type Problem } from "../kb/problem.ts";
import { sayAt } from "../kb/say.ts";
import { ShingleCorpus } from "../kb/shingle-corpus.ts";
import { EntriesInMemory } from "./entries-in-memory.ts";
import { type LostQuestion, unfindable } from "./findability.ts";
import { reportLostQuestion } from "./report-lost-question.ts";

/** Finds the questions that do not bring their own entry first, given what the entries say. */
export type FindLost = (corpus: ShingleCorpus) => Iterable<LostQuestion> | Promise<Iterable<LostQuestion>>;

/**
 * Everything that can be found wrong with a base, in the order of its files: its files one by one, its entries
 * against the day and one another, its vocabulary, and whether each entry is found by its own questions.
 *
 * @param findLost see `lostIn`; begins when the rest is done
 * @param now the day, YYYY-MM-DD
 * @param show a file's path as the editor sees it
 */
export async function checkBase(
  assembled: Assembled,
  findLost: FindLost,
  now: string,
  show: (file: string) => string = (file) => file,
): Promise<Problem[]> {
  const corpus = new ShingleCorpus(assembled.base.entries);
  const single = assembled.problems.map((p) => ({ ...p, file: show(p.file) }));
  const together = checkTogether(assembled, corpus, now, show);
  const lost: Problem[] = [];
  const sayOf = new Map(assembled.located.map(({ entry, file, locate }) => [entry.id, sayAt(show(file), locate, lost)]));
  for (const question of await findLost(corpus)) {
    const say = sayOf.get(question.entry.id);
    if (say) reportLostQuestion(question, say);
  }
  return [...single, ...together, ...lost].sort(byPlace);
}

/** Asks a snapshot of a base, whole in memory. */
export function lostIn(snapshot: Searchable, { base: { entries } }: Assembled, now: string): FindLost {
  return (corpus) => unfindable(new EntriesInMemory(snapshot, entries), { entries, corpus, periods: new Periods(entries), now });
}
