import { parentPort } from "node:worker_threads";
import { EntriesInMemory } from "../src/answer/entries-in-memory.ts";
import { type LostQuestion, unfindable } from "../src/answer/findability.ts";
import { buildSnapshot } from "../src/index/build.ts";
import { DepartmentRegistry } from "../src/kb/departments.ts";
import type { Entry } from "../src/kb/entry.ts";
import type { KnowledgeBase } from "../src/kb/knowledge-base.ts";
import { type ParsedEntry, parseEntry, type SourceFile } from "../src/kb/parse.ts";
import { Periods } from "../src/kb/periods.ts";
import { ShingleCorpus } from "../src/kb/shingle-corpus.ts";
import { generalDictionary } from "./general-dictionary.ts";
import { openBuilt } from "./snapshot-file.ts";

/** An entry as it goes from thread to thread: without the function that knows its places. */
export type CarriedEntry = Omit<ParsedEntry, "locate">;
export type CarriedBase = Omit<KnowledgeBase, "departments"> & { readonly departments: DepartmentRegistry["all"] };

/**
 * What an assistant can be asked to do, and what it answers. `build`: nobody types ahead in the snapshot.
 * `ask`: the entries of the base built last, from a number on, their own questions.
 */
export type Tasks = {
  readonly parse: readonly SourceFile[];
  readonly build: CarriedBase;
  readonly ask: { readonly from: number; readonly now: string };
};
export type Answers = { readonly parse: CarriedEntry[]; readonly build: Uint8Array<ArrayBuffer>; readonly ask: LostQuestion[] };

let built: { readonly entries: readonly Entry[]; readonly file: Uint8Array<ArrayBuffer> } | null = null;

const work: { readonly [T in keyof Tasks]: (given: Tasks[T]) => Answers[T] | Promise<Answers[T]> } = {
  parse: (files) =>
    files.map((file) => {
      const { locate: _, ...entry } = parseEntry(file);
      return entry;
    }),
  build: async (base) => {
    const departments = new DepartmentRegistry(base.departments);
    const { file } = await buildSnapshot({ ...base, departments }, generalDictionary(), () => {}, [], false);
    built = { entries: base.entries, file };
    return file;
  },
  ask: ({ from, now }) => {
    if (built === null) throw new Error("ask before build");
    const { entries, file } = built;
    const asked = { entries, corpus: new ShingleCorpus(entries), periods: new Periods(entries), now, from };
    return [...unfindable(new EntriesInMemory(openBuilt(file), entries), asked)];
  },
};

parentPort?.on("message", async ({ number, task, given }: { number: number; task: keyof Tasks; given: never }) => {
  try {
    parentPort?.postMessage({ number, answer: await work[task](given) });
  } catch (failure) {
    parentPort?.postMessage({ number, failure });
  }
});
