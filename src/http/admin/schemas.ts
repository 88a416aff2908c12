import { z } from "@hono/zod-openapi";

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
