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
