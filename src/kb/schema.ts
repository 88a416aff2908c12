import { z } from "zod";

/**
 * The knowledge model: what an editor may write in the front matter of one entry.
 * One schema per kind; the kind is the first folder of the entry's path.
 * Every object is strict: an unknown key is an error, never silently dropped.
 */

const text = z.string().trim().min(1);
/** A calendar day, YYYY-MM-DD; impossible days (2014-02-30) are refused. */
export const day = z.iso.date();
/** A clock time, HH:MM. */
const clock = z
  .string()
  .regex(/^([01]\d|2[0-4]):[0-5]\d$/, "neither a number nor a clock time HH:MM")
  .describe('a clock time in quotes, "08:30"');
const quantity = z.union([z.number(), clock]);
/** Division code of GB/T 2260, six digits: 510900 is Suining. */
export const regionCode = z
  .string()
  .regex(/^\d{6}$/, "a region is a six-digit GB/T 2260 code")
  .describe('a region code in quotes, "510900"');

/** What a single number means: "exactly", "not more than", "not less than", "about". */
const bound = z.enum(["exact", "at-most", "at-least", "about"]);

const figureShape = {
  label: text,
  value: quantity.optional(),
  range: z.tuple([quantity, quantity]).describe("[low, high]").optional(),
  bound: bound.optional(),
  unit: text,
  when: text.optional(),
};

/** One typed number of a rule, with its unit: 10 分钟, ≥ 85 %, 08:00–17:30. */
export const figure = z.strictObject(figureShape).refine((f) => (f.value === undefined) !== (f.range === undefined), {
  message: "a figure has either value or range",
  params: { remedy: "write value: 10 for one number, range: [3, 5] for two ends" },
});

/** One row of a tier table; both ends belong to it, null is open. */
export const tier = z.strictObject({
  label: text.optional(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  value: z.number(),
  unit: text,
  bound: bound.optional(),
  when: text.optional(),
});

/** Tiers of one dimension (age, amount …), `unit` being the dimension's own: 岁, 元. */
export const tierTable = z.strictObject({
  label: text,
  dimension: z.enum(["age", "amount", "days", "hours", "count", "level"]),
  unit: text,
  tiers: z.array(tier).min(1),
});

/** A department by its name; an old name is welcome where the rule dates from its time. */
export const handler = z.strictObject({
  department: text,
  role: z.enum(["lead", "assist"]).default("lead"),
  when: text.optional(),
  from: day.optional(),
  to: day.optional(),
});

export const source = z.strictObject({
  title: text,
  issued: day.optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
});

const validity = z.strictObject({ from: day.optional(), to: day.optional() });

const common = {
  questions: z.array(text).default([]),
  keywords: z.array(text).default([]),
  region: regionCode.optional(),
  validity: validity.default({}),
  /** The day somebody confirmed that the entry is still in force; null: nobody has. */
  reviewed: day.nullable(),
  supersedes: z.array(text).default([]),
  /** What must be said with the answer: conditions, limits. */
  caveats: z.array(text).default([]),
  source,
};

const facts = {
  figures: z.array(figure).default([]),
  tables: z.array(tierTable).default([]),
};

export const matter = z.strictObject({
  title: text,
  ...common,
  handlers: z.array(handler).min(1),
  basis: text.optional(),
});

export const policy = z.strictObject({
  title: text,
  ...common,
  ...facts,
  handlers: z.array(handler).default([]),
  basis: text.optional(),
});

export const role = z.strictObject({
  title: text,
  organization: text,
  ...common,
  duties: z.array(text).min(1),
  limits: z.array(figure).default([]),
  reportsTo: text.optional(),
});

export const guide = z.strictObject({
  title: text,
  ...common,
  ...facts,
  definition: text.optional(),
  formula: text.optional(),
  steps: z.array(text).default([]),
});

export const solvedCase = z.strictObject({
  title: text,
  ...common,
  handlers: z.array(handler).default([]),
  outcome: text,
  illustrates: z.array(text).default([]),
});

/** A former name of a department; `into` names the body that took its work when that is another one. */
export const formerName = z.strictObject({
  name: text,
  aliases: z.array(text).default([]),
  from: day.optional(),
  to: day,
  into: text.optional(),
  basis: text,
});

export const department = z.strictObject({
  name: text,
  aliases: z.array(text).default([]),
  ...common,
  lineage: z.array(formerName).default([]),
});

/** Folder name under kb/ → kind and its schema. */
export const kinds = {
  departments: { kind: "department", schema: department },
  matters: { kind: "matter", schema: matter },
  policies: { kind: "policy", schema: policy },
  roles: { kind: "role", schema: role },
  guides: { kind: "guide", schema: guide },
  cases: { kind: "case", schema: solvedCase },
} as const;
