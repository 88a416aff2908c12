import { createRoute, type z } from "@hono/zod-openapi";
import { problem } from "../schemas.ts";
import * as schemas from "./schemas.ts";

/** The routes of the admin API, as OpenAPI declares them and the validator enforces them. */

export const json = <S extends z.ZodType>(schema: S, description: string) => ({ description, content: { "application/json": { schema } } });
export const fault = (description: string) => ({ description, content: { "application/problem+json": { schema: problem } } });
/** Every admin route takes a token and may be refused in these ways. */
export const guarded = { security: [{ adminToken: [] }], tags: ["admin"] };
export const refusals = {
  401: fault("没有有效的管理令牌"),
  403: fault("令牌的角色不够"),
  422: fault("参数不合要求，见 errors"),
  429: fault("这个令牌的请求过多"),
  503: fault("没有数据库，无法记录"),
};

export const audit = createRoute({
  ...guarded,
  method: "get",
  path: "/v1/admin/audit",
  summary: "改动记录：谁、何时、从什么改成什么",
  request: { query: schemas.auditQuery },
  responses: { 200: json(schemas.auditResponse, "记录，新的在前"), ...refusals },
});
