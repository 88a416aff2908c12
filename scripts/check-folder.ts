import { checkBase, type FindLost, lostIn } from "../src/answer/check-base.ts";
import { EntriesInMemory } from "../src/answer/entries-in-memory.ts";
import { unfindable } from "../src/answer/findability.ts";
import { dayIn } from "../src/http/context.ts";
import { buildSnapshot } from "../src/index/build.ts";
import type { Searchable } from "../src/index/searchable.ts";
import { type Assembled, assemble, type KnowledgeBase } from "../src/kb/knowledge-base.ts";
import { parseEntry, placesIn, type SourceFile } from "../src/kb/parse.ts";
import { Periods } from "../src/kb/periods.ts";
import type { Problem } from "../src/kb/problem.ts";
import { Assistant } from "./assistant.ts";
import { generalDictionary } from "./general-dictionary.ts";
import { readKnowledgeFiles, seenFromHere } from "./knowledge-files.ts";
import { openBuilt } from "./snapshot-file.ts";

/** From this many files on: a second thread takes half a second to be of use. */
const worthAThread = 2_000;

/** `snapshot`: of the sound entries; it does not type ahead. */
export type CheckedFolder = { readonly base: KnowledgeBase; readonly problems: Problem[]; readonly snapshot: Searchable };

/**
 * Everything that can be found wrong with the base in a folder on a day (today, where the base is); files are named as seen from here.
 * @param files what the folder holds, or is to hold
 * @param threaded from how many files on a second thread helps
 */
export async function checkFolder(
  folder: string,
  day?: string,
  files: readonly SourceFile[] = readKnowledgeFiles(folder),
  threaded = worthAThread,
): Promise<CheckedFolder> {
  const dayOf = ({ identity }: KnowledgeBase) => day ?? dayIn(identity.timezone, Date.now());
  const show = seenFromHere(folder);
  if (files.length >= threaded) return await checkTogetherWith(new Assistant(), files, dayOf, show);
  const assembled = assemble(files);
  const { base } = assembled;
  const { file } = await buildSnapshot(base, generalDictionary(), () => {}, [], false);
  const now = dayOf(base);
  const snapshot = openBuilt(file);
  return { base, problems: await checkBase(assembled, lostIn(snapshot, assembled, now), now, show), snapshot };
}

/** The same with a second thread: it parses every other entry, builds while entries are compared, and asks half the questions. */
async function checkTogetherWith(
  assistant: Assistant,
  files: readonly SourceFile[],
  dayOf: (base: KnowledgeBase) => string,
  show: (file: string) => string,
): Promise<CheckedFolder> {
  try {
    const assembled = await assembleWith(assistant, files);
    const { base } = assembled;
    const { entries, departments } = base;
    const now = dayOf(base);
    const building = assistant
      .ask("build", { ...base, departments: departments.all })
      .then((file) => new EntriesInMemory(openBuilt(file), entries));
    // A failure is met where the snapshot is awaited.
    building.catch(() => {});
    const findLost: FindLost = async (corpus) => {
      const snapshot = await building;
      const half = Math.ceil(entries.length / 2);
      const theirs = assistant.ask("ask", { from: half, now });
      const ours = [...unfindable(snapshot, { entries, corpus, periods: new Periods(entries), now, to: half })];
      return [...ours, ...(await theirs)];
    };
    return { base, problems: await checkBase(assembled, findLost, now, show), snapshot: await building };
  } finally {
    await assistant.dismiss();
  }
}

async function assembleWith(assistant: Assistant, files: readonly SourceFile[]): Promise<Assembled> {
  const entries = files.filter((file) => file.path.endsWith(".md"));
  const theirs = entries.filter((_, i) => i % 2 === 1);
  const asked = assistant.ask("parse", theirs);
  const ours = entries.filter((_, i) => i % 2 === 0);
  const parsed = new Map(ours.map((file) => [file.path, parseEntry(file)]));
  for (const [i, entry] of (await asked).entries()) {
    const file = theirs[i];
    if (file) parsed.set(file.path, { ...entry, locate: placesIn(file) });
  }
  return assemble(files, (file) => parsed.get(file.path) ?? parseEntry(file));
}
