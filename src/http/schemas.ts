import { z } from "@hono/zod-openapi";
import { kindNames } from "../kb/entry.ts";

/** Requests and responses of the HTTP contract; the OpenAPI document is made from these. */

const longestQuestion = 4_000;
// Patterns go without flags: the OpenAPI document would print them as part of the pattern.
/** A real calendar day. */
const day = z.iso.date().openapi({ example: "2026-11-23", description: "有效日期，默认为今天（知识库所在时区）" });
const region = z
  .string()
  .regex(/^\d{6}$/, "a region is a six-digit GB/T 2260 code")
  .openapi({ example: "510900", description: "GB/T 2260 区划代码" });
const question = (longest: number) =>
  z
    .string({ error: ({ input }) => (input === undefined ? "is required" : "must be a text") })
    .trim()
    .min(1, "must not be empty")
    .max(longest, `at most ${longest} characters`);
const flag = z.enum(["0", "1"]).default("0").openapi({ description: "1：附上解释" });
const count = (maximum: number, fallback: number) => z.coerce.number().int().min(1).max(maximum).default(fallback);

const asking = {
  region: region.optional(),
  at: day.optional(),
  limit: count(20, 5).openapi({ description: "候选条数" }),
};
export const askQuery = z.object({ q: question(longestQuestion).openapi({ example: "92岁老人每月补贴多少" }), ...asking, explain: flag });
export const askBody = z
  .strictObject({
    q: question(longestQuestion),
    region: region.optional(),
    at: day.optional(),
    limit: z.number().int().min(1).max(20).default(5),
  })
  .openapi("AskRequest");
export const explainQuery = z.object({ explain: flag });

export const searchQuery = z.object({
  q: question(longestQuestion).openapi({ example: "井盖" }),
  kind: z.enum(kindNames).optional(),
  department: z
    .string()
    .regex(/^departments\/[a-z0-9-/]+$/, "a department id: departments/…")
    .optional()
    .openapi({ example: "departments/public-security" }),
  region: region.optional(),
  at: day.optional(),
  limit: count(50, 10),
  offset: z.coerce.number().int().min(0).max(10_000).default(0).openapi({ type: "integer" }),
  explain: flag,
});
export const suggestQuery = z.object({ q: question(100).openapi({ example: "jinggai" }), limit: count(20, 8) });
export const feedbackBody = z
  .strictObject({
    query: question(longestQuestion),
    entryId: z.string().max(200).optional(),
    helpful: z.boolean(),
    note: z.string().max(1_000).optional(),
  })
  .openapi("Feedback");

export const kb = z
  .object({
    id: z.string(),
    version: z.string().openapi({ example: "05e6708a9e88" }),
    builtAt: z.string().openapi({ example: "2026-11-23T06:30:00.000Z" }),
  })
  .openapi("KnowledgeBaseVersion");
export const kind = z.enum(kindNames).openapi("Kind");
const quantity = z.union([z.number(), z.string()]);
const department = z
  .object({
    id: z.string(),
    name: z.string().openapi({ example: "市场监督管理局" }),
    role: z.enum(["lead", "assist"]),
    when: z.string().nullable(),
    formerly: z.string().nullable().openapi({ example: "工商局" }),
  })
  .openapi("AnswerDepartment");
const figure = z
  .object({
    label: z.string(),
    value: quantity.nullable(),
    range: z.tuple([quantity, quantity]).readonly().nullable(),
    bound: z.enum(["exact", "at-most", "at-least", "about"]),
    unit: z.string(),
    when: z.string().nullable(),
    matched: z.boolean(),
  })
  .openapi("Figure");
const answer = z
  .object({
    text: z.string().openapi({ description: "可以直接念给来电人的一两句话" }),
    entry: z.object({ id: z.string(), kind, title: z.string() }),
    departments: z.array(department),
    figures: z.array(figure),
    caveats: z.array(z.string()),
    source: z.object({ title: z.string(), issued: z.string().nullable(), url: z.string().nullable() }),
    validity: z.object({ from: z.string().nullable(), to: z.string().nullable(), reviewed: z.string().nullable() }),
  })
  .openapi("Answer");
const candidate = z
  .object({ id: z.string(), kind, title: z.string(), score: z.number(), text: z.string(), departments: z.array(z.string()) })
  .openapi("Candidate");
const explanation = z
  .object({
    text: z.string().openapi({ description: "归一化后的文本" }),
    readings: z.array(z.string()).openapi({ description: "去掉寒暄和疑问词后的内容；第二种读法换成了库里的说法" }),
    intent: z.string().nullable(),
    quantities: z.array(
      z.object({ from: z.number().nullable(), to: z.number().nullable(), unit: z.string(), dimension: z.string().nullable() }),
    ),
    regions: z.array(z.string()),
    departments: z.array(z.string()),
    terms: z.array(z.object({ text: z.string(), origin: z.string(), weight: z.number(), idf: z.number(), documents: z.number().int() })),
    candidates: z.array(
      z.object({
        id: z.string(),
        share: z.number().nullable(),
        features: z.record(z.string(), z.number()).nullable(),
        contributions: z.array(z.object({ term: z.string(), score: z.number() })),
      }),
    ),
    advice: z.array(z.string()).openapi({ description: "给编辑的话：哪些词没有着落、最接近的问法、为什么排第一、为什么没有回答、怎么改" }),
  })
  .openapi("Explanation");

export const askResponse = z
  .object({
    query: z.string(),
    status: z.enum(["answered", "ambiguous", "not_found"]),
    confidence: z.number().min(0).max(1),
    answer: answer.nullable(),
    clarify: z.object({ question: z.string(), options: z.array(z.object({ label: z.string(), q: z.string() })) }).nullable(),
    candidates: z.array(candidate),
    explain: explanation.optional(),
    kb,
  })
  .openapi("AskResponse");
export const searchResponse = z
  .object({
    query: z.string(),
    total: z.number().int(),
    hits: z.array(
      z.object({
        id: z.string(),
        kind,
        title: z.string(),
        score: z.number(),
        snippet: z.string(),
        highlights: z.array(z.tuple([z.number().int(), z.number().int()])).openapi({ description: "snippet 中的 UTF-16 区间" }),
        departments: z.array(z.string()),
      }),
    ),
    facets: z.object({ kind: z.record(z.string(), z.number()), department: z.record(z.string(), z.number()) }),
    explain: explanation.optional(),
    kb,
  })
  .openapi("SearchResponse");
export const suggestResponse = z
  .object({ query: z.string(), suggestions: z.array(z.object({ text: z.string(), id: z.string(), kind })), kb })
  .openapi("SuggestResponse");
export const entryResponse = z.object({ entry: z.looseObject({ id: z.string(), kind }), kb }).openapi("EntryResponse");
const departmentSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    aliases: z.array(z.string()),
    region: z.string().nullable(),
    lineage: z.array(
      z.object({
        name: z.string(),
        aliases: z.array(z.string()),
        from: z.string().nullable(),
        to: z.string(),
        into: z.string().nullable(),
        basis: z.string(),
      }),
    ),
  })
  .openapi("Department");
export const departmentsResponse = z.object({ departments: z.array(departmentSummary), kb }).openapi("DepartmentsResponse");
export const departmentResponse = z
  .object({
    department: departmentSummary.extend({
      text: z.string(),
      handles: z.array(
        z.object({
          id: z.string(),
          kind,
          title: z.string(),
          role: z.enum(["lead", "assist"]),
          when: z.string().nullable(),
          formerly: z.string().nullable(),
        }),
      ),
    }),
    kb,
  })
  .openapi("DepartmentResponse");
export const changesQuery = z.object({
  since: z.string().max(40).optional().openapi({ description: "上次看到的版本（answer 里的 kb.version）；不写则给出记得的全部" }),
});
export const changeLine = z
  .object({
    field: z.string().openapi({ description: "条目的哪一项：handlers、tables、body……", example: "tables" }),
    what: z.string().openapi({ example: "高龄补贴 95–99岁" }),
    before: z.string().nullable(),
    after: z.string().nullable(),
    relearn: z.boolean().openapi({ description: "false：只影响检索或编辑，话务员不必记" }),
    text: z.string().openapi({ example: "高龄补贴 95–99岁：100 → 120元/月" }),
  })
  .openapi("ChangeLine");
const entryChange = z
  .object({ id: z.string(), kind, title: z.string(), change: z.enum(["added", "changed", "removed"]), lines: z.array(changeLine) })
  .openapi("EntryChange");
export const entryChanges = z.array(entryChange);
export const changesResponse = z
  .object({
    since: z.string().nullable(),
    version: z.string().openapi({ description: "现在的版本，下次作 since" }),
    releases: z.array(
      z
        .object({
          what: z.enum(["publication", "correction", "revert"]).openapi({ description: "发布、现场更正、撤回更正" }),
          version: z.string(),
          previous: z.string(),
          at: z.string().openapi({ description: "何时开始提供，UTC" }),
          entries: entryChanges.nullable().openapi({ description: "null：版本太大，或旧版本已不在，用 kb diff 比较" }),
        })
        .openapi("Release"),
    ),
    kb,
  })
  .openapi("ChangesResponse");
export const accepted = z.object({ accepted: z.literal(true) }).openapi("Accepted");
export const health = z.object({ status: z.enum(["ok", "not_ready"]) }).openapi("Health");

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z.array(z.object({ in: z.string(), name: z.string(), detail: z.string() })).optional(),
    current: z
      .object({ version: z.string(), publishedBy: z.string().nullable(), publishedAt: z.string().nullable() })
      .optional()
      .openapi({ description: "409：现在生效的版本，谁、何时发布" }),
  })
  .openapi("Problem");
