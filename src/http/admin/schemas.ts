import { z } from "@hono/zod-openapi";
import { kb, kind } from "../schemas.ts";

/** Requests and responses of the admin API. */

export const auditQuery = z.object({
  before: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .openapi({ type: "integer", description: "只要编号小于它的记录（翻页用上一页的 next）" }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const auditRecord = z
  .object({
    id: z.number().int(),
    at: z.string(),
    actor: z.string(),
    role: z.string(),
    action: z.string().openapi({ example: "publish" }),
    subject: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    outcome: z.enum(["started", "done", "refused", "failed"]).openapi({ description: "started：没有做完，或结果没能记下" }),
    detail: z.string().nullable(),
  })
  .openapi("AuditRecord");
export const auditResponse = z.object({ records: z.array(auditRecord), next: z.number().int().nullable() }).openapi("AuditResponse");

export const version = z
  .string()
  .regex(/^[0-9a-f]{12}$/, "a version is twelve hex digits")
  .openapi({ example: "05e6708a9e88", description: "快照哈希的前十二位" });
const publication = z
  .object({ version: z.string(), builtAt: z.string(), publishedBy: z.string().nullable(), publishedAt: z.string().nullable() })
  .openapi("Publication", { description: "publishedBy 为 null：随程序部署的版本" });
export const versionParams = z.object({ version });
export const uploadHeaders = z.object({
  "repr-digest": z
    .string()
    .regex(/^sha-256=:[A-Za-z0-9+/]{43}=:$/, "sha-256=:…: with the SHA-256 of the body in Base64")
    .optional()
    .openapi({
      example: "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:",
      description: "请求体的 SHA-256（RFC 9530），不符则不收",
    }),
});
export const uploadResponse = z.object({ version: z.string(), bytes: z.number().int() }).openapi("UploadedSnapshot");
export const versionsResponse = z
  .object({
    you: z.object({ name: z.string(), role: z.enum(["editor", "publisher"]) }),
    current: publication,
    history: z.array(publication).openapi({ description: "可以退回的版本，最近的在前" }),
    corrections: z.number().int().openapi({ description: "叠加在当前版本上的现场更正条数" }),
    keep: z.number().int(),
  })
  .openapi("VersionsResponse");
const moving = {
  version,
  expected: version.openapi({ description: "发布者所见的当前版本；若已被别人换过，拒绝并说明是谁、何时" }),
};
export const publishBody = z
  .strictObject({
    ...moving,
    builtAt: z.iso.datetime().optional(),
    folded: z
      .array(z.strictObject({ id: z.string(), revision: z.string() }))
      .max(10_000)
      .default([])
      .openapi({ description: "这个版本已经收进去的现场更正，随发布撤下" }),
  })
  .openapi("PublishRequest");
export const rollbackBody = z.strictObject(moving).openapi("RollbackRequest");
export const inServiceResponse = z
  .object({ changed: z.boolean(), current: publication, previous: publication, corrections: z.number().int() })
  .openapi("InServiceResponse");

const group = z.string().openapi({ description: "缺口编号", example: "3f2a90c41b7d" });
export const insightsQuery = z.object({
  days: z.coerce.number().int().min(1).max(400).default(30).openapi({ type: "integer", description: "最近多少天，含今天" }),
  limit: z.coerce.number().int().min(1).max(100).default(20).openapi({ type: "integer", description: "缺口个数" }),
  group: z.string().max(40).optional().openapi({ description: "只要这一个缺口" }),
});
const times = z.number().int();
const gap = z
  .object({
    group,
    topics: z.array(z.string()).openapi({ description: "归并进来的各种问法的编号，第一个就是 group" }),
    count: times.openapi({ description: "期间问过多少次" }),
    reasons: z.object({ not_found: times, ambiguous: times, unhelpful: times }),
    first: z.string(),
    last: z.string(),
    phrasings: z.array(z.object({ text: z.string(), count: times })).openapi({ description: "示例问法，个人信息已去除" }),
    status: z.enum(["answered", "ambiguous", "not_found"]).openapi({ description: "现在问会怎样" }),
    nearest: z.object({ id: z.string(), kind, title: z.string(), confidence: z.number() }).nullable(),
  })
  .openapi("Gap");
export const insightsResponse = z
  .object({
    noting: z.boolean().openapi({ description: "false：已关闭，不再记新问题" }),
    days: times,
    since: z.string(),
    questions: times.openapi({ description: "期间记下的全部问题，含 leftOut" }),
    leftOut: times.openapi({ description: "超过每日上限、只计数未归类的问题" }),
    topics: times.openapi({ description: "缺口总数" }),
    gaps: z.array(gap),
    kb,
  })
  .openapi("InsightsResponse");
