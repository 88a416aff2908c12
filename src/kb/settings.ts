import { z } from "zod";
import { day, regionCode } from "./schema.ts";

/** The knowledge base's own files beside its entries: what it is called, how people speak, which places there are. */

const text = z.string().trim().min(1);
const phrases = z.array(text).default([]);

/** kb/kb.yaml */
export const identity = z.strictObject({
  /** Short name, part of every answer's `kb.id`. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: text,
  /** The region the hotline serves; entries without a region of their own belong to it. */
  region: regionCode,
  /** IANA zone in which "today" begins. */
  timezone: text,
});

/** kb/regions.yaml: GB/T 2260 code → names, the official one first. */
export const regions = z.record(regionCode, z.array(text).min(1));

/** What a question wants to know. */
export const intents = ["who", "amount", "duration", "permission", "duty", "standard", "procedure"] as const;
export type Intent = (typeof intents)[number];

/** True for what a number answers. */
export function wantsNumber(intent: Intent | null): boolean {
  return intent === "amount" || intent === "duration";
}

const synonym = z.strictObject({
  /** How people say it. */
  say: z.array(text).min(1),
  /** What the knowledge base calls it. */
  means: z.array(text).min(1),
  /** 0–1: how surely the one means the other. */
  weight: z.number().gt(0).max(1).default(0.8),
});

const dialect = z.strictObject({
  /** How a region says it. */
  say: z.array(text).min(1),
  /** The standard word, put in its place. */
  means: text,
});

const wordClass = z.strictObject({
  /** What the knowledge base calls all of them. */
  name: text,
  /** Other words for the class. */
  also: phrases,
  members: z.array(text).min(1),
  /** 0–1: how far a question about a member is one about the class. */
  weight: z.number().gt(0).max(1).default(0.3),
});

const lookalikes = z
  .string()
  .regex(/^\p{Script=Han}{2,}$/u, "no group of characters")
  .describe("two Chinese characters or more, nothing between them: 己已巳");

/** kb/lexicon.yaml: vocabulary is data. */
export const lexicon = z.strictObject({
  /** Words the general dictionary does not know. */
  words: phrases,
  /** Words of a region, replaced before a question is read: they mean nothing else in any question. */
  dialects: z.array(dialect).default([]),
  synonyms: z.array(synonym).default([]),
  /** What is true of a class is asked of its members. */
  classes: z.array(wordClass).default([]),
  /** Characters that are taken for one another when read or written: 己已巳. */
  lookalikes: z.array(lookalikes).default([]),
  /** Politeness and filler around a question: carries nothing. */
  shells: phrases,
  /** Words that say what is asked, not what it is about. */
  intents: z.record(z.enum(intents), phrases),
  /** What people want to know of a matter (材料, 利率, 预约): an entry that does not hold the word does not say it. */
  aspects: phrases,
});

/** kb/golden.yaml: questions whose answers must never slip. */
export const goldenQuestion = z.strictObject({
  q: text,
  at: day.optional(),
  region: regionCode.optional(),
  status: z.enum(["answered", "ambiguous", "not_found"]).default("answered"),
  entry: text.optional(),
  /** Names that must be among the answer's departments. */
  departments: phrases,
  /** The figure that must be marked as matched. */
  figure: z.strictObject({ value: z.union([z.number(), text]), unit: text }).optional(),
  /** Phrases the answer's text must hold. */
  says: phrases,
});
export const golden = z.array(goldenQuestion);

export type Identity = z.infer<typeof identity>;
export type Regions = z.infer<typeof regions>;
export type Lexicon = z.infer<typeof lexicon>;
export type GoldenQuestion = z.infer<typeof goldenQuestion>;
