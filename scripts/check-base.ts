import { join, relative } from "node:path";
import { unfindable } from "../src/answer/findability.ts";
import { reportLostQuestion } from "../src/answer/report-lost-question.ts";
import { dayIn } from "../src/http/context.ts";
import { type BuildReport, buildSnapshot } from "../src/index/build.ts";
import { Snapshot } from "../src/index/snapshot.ts";
import { checkTogether } from "../src/kb/check-together.ts";
import { assemble, type KnowledgeBase } from "../src/kb/knowledge-base.ts";
import { Periods } from "../src/kb/periods.ts";
import { byPlace, type Problem } from "../src/kb/problem.ts";
import { sayAt } from "../src/kb/say.ts";
import { ShingleCorpus } from "../src/kb/shingle-corpus.ts";
import { generalDictionary } from "./general-dictionary.ts";
import { readKnowledgeFiles } from "./knowledge-files.ts";

/** What is known of a base after a check. */
export type Checked = {
  readonly base: KnowledgeBase;
  readonly problems: Problem[];
  /** Entries that nobody has ever reviewed. */
  readonly unreviewed: number;
  /** The snapshot of the sound entries, as a build would make it. */
  readonly built: { readonly file: Uint8Array<ArrayBuffer>; readonly report: BuildReport };
};

/** Everything that can be found wrong with the base in a folder on a day (today, where the base is); files are named as seen from here. */
export async function checkBase(folder: string, day?: string): Promise<Checked> {
  const assembled = assemble(readKnowledgeFiles(folder));
  const { base, located } = assembled;
  const now = day ?? dayIn(base.identity.timezone, Date.now());
  const here = relative(process.cwd(), folder) || ".";
  const show = (file: string) => join(here, file);
  const problems = assembled.problems.map((p) => ({ ...p, file: show(p.file) }));
  const corpus = new ShingleCorpus(base.entries);
  const built = await buildSnapshot(base, generalDictionary());
  const opened = Snapshot.open(built.file);
  if ("fault" in opened) throw new Error(`a fresh snapshot cannot be opened: ${opened.fault.reason}`);
  const lost: Problem[] = [];
  const sayOf = new Map(located.map(({ entry, file, locate }) => [entry.id, sayAt(show(file), locate, lost)]));
  for (const question of unfindable(opened.snapshot, base.entries, corpus, new Periods(base.entries), now)) {
    const say = sayOf.get(question.entry.id);
    if (say) reportLostQuestion(question, say);
  }
  return {
    base,
    problems: [...problems, ...checkTogether(assembled, corpus, now, show), ...lost].sort(byPlace),
    unreviewed: base.entries.filter((e) => e.kind !== "article" && e.reviewed === null).length,
    built,
  };
}
