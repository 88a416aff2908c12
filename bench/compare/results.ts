import { z } from "zod";
import { engineNames } from "../engines/by-name.ts";

/** What a measuring process is asked to do. */
export const step = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("build"), engine: z.enum(engineNames), documents: z.string(), index: z.string() }),
  z.strictObject({
    step: z.literal("search"),
    engine: z.enum(engineNames),
    index: z.string(),
    questions: z.string(),
    /** Questions measured at most, and for how long at most. */
    most: z.number(),
    seconds: z.number(),
  }),
]);
export type Step = z.infer<typeof step>;

/** In bytes, after a garbage collection; of the whole process, Node included. */
const memory = z.strictObject({ rss: z.number(), heap: z.number(), arrayBuffers: z.number() });
/** Shares of the judged questions: a right document first, among ten; and the mean reciprocal rank. */
const quality = z.strictObject({ questions: z.number(), first: z.number(), amongTen: z.number(), reciprocal: z.number() });

export const built = z.strictObject({
  milliseconds: z.number(),
  /** Of all threads, in milliseconds: what a build costs on a machine that does other work too. */
  cpu: z.number(),
  bytes: z.number(),
  searchableBytes: z.number().nullable(),
  peakRss: z.number(),
});
/** Times in milliseconds. */
export const searched = z.strictObject({
  load: z.number(),
  verify: z.number().nullable(),
  /** The first question after loading, when lazy work is done. */
  first: z.number(),
  questions: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** The same of a page: documents found, read and put in their final order; null where the engine has no such step. */
  page: z.strictObject({ p50: z.number(), p99: z.number() }).nullable(),
  /** CPU of the thread that answers, a question: the mean, for the clock is too coarse for one. */
  cpu: z.number(),
  loaded: memory,
  searched: memory,
  quality: quality.nullable(),
  /** Of every other question: the half on which none of this project's parameters was chosen. */
  untuned: quality.nullable(),
});
export type Memory = z.infer<typeof memory>;
export type Quality = z.infer<typeof quality>;
export type Built = z.infer<typeof built>;
export type Searched = z.infer<typeof searched>;

/** One engine at one size: its figures (medians of the rounds), or why there are none. */
export type Row = {
  readonly engine: (typeof engineNames)[number];
  readonly label: string;
  readonly built: Built | null;
  readonly searched: Searched | null;
  readonly rounds: number;
  readonly missing: string | null;
};
/** One corpus at one size; `purpose`: what its figures are read for. */
export type Table = {
  readonly corpus: string;
  readonly purpose: "cost" | "relevance";
  readonly size: number;
  readonly judged: number;
  readonly rows: readonly Row[];
};
export type Results = {
  readonly machine: string;
  readonly date: string;
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
};
