import { z } from "@hono/zod-openapi";
import { changeLine } from "../schemas.ts";

/** Requests and responses of live corrections. */

export const entryParams = z.object({
  id: z.string().max(200).openapi({ example: "policies/elderly-allowance", description: "条目编号，含斜杠，不必转义" }),
});
export const ifMatch = z.object({
  "if-match": z.string().optional().openapi({ description: "读到的 ETag；条目已存在时必须带，别人改过就不会被覆盖" }),
});
export const conditions = ifMatch.extend({
  "if-none-match": z.string().optional().openapi({ description: "* ：只新建，已存在则拒绝" }),
});
export const entryBody = z.string().openapi({ description: "条目文件的全文：--- 之间的字段，下面是正文" });

const correction = z
  .object({
    op: z.enum(["put", "delete"]),
    revision: z.string(),
    by: z.string().openapi({ description: "令牌的名字" }),
    at: z.string(),
  })
  .openapi("Correction");
const entry = (description: string) => z.unknown().openapi({ type: ["object", "null"], description });

export const entryFile = z
  .object({
    id: z.string(),
    file: z.string(),
    tag: z.string().openapi({ description: "同 ETag；改动时放进 If-Match" }),
    correction: correction.nullable().openapi({ description: "这一条上的现场更正；null：与发布的一样" }),
  })
  .openapi("EntryFileResponse");
export const corrected = z
  .object({
    id: z.string(),
    tag: z.string().nullable(),
    correction: correction.nullable().openapi({ description: "null：现在与发布的一样" }),
    changes: z.array(changeLine).openapi({ description: "这一次改了什么" }),
    warnings: z.array(z.string()).openapi({ description: "不妨碍生效，但应当看一看：文件:行:列 问题 — 办法" }),
  })
  .openapi("CorrectedResponse");
export const corrections = z
  .object({
    version: z.string().openapi({ description: "更正叠加其上的版本" }),
    corrections: z.array(
      correction.extend({
        id: z.string(),
        title: z.string(),
        tag: z.string().nullable(),
        changes: z.array(changeLine).openapi({ description: "与发布的相比改了什么" }),
        file: z.string().nullable().openapi({ description: "改成的文件；null：删除" }),
        entry: entry("改成的条目；null：删除"),
        based: entry("第一次更正时发布着的条目；null：那时没有"),
      }),
    ),
    most: z.object({ corrections: z.number().int(), bytes: z.number().int() }).openapi({ description: "最多能有多少，再多须先发布" }),
  })
  .openapi("CorrectionsResponse");
