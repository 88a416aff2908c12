import { createRoute, z } from "@hono/zod-openapi";
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

const changing = {
  ...refusals,
  400: fault("请求体不是 JSON"),
  413: fault("请求体过大"),
  415: fault("请求体不是 application/json"),
  409: fault("别人先换了版本；current 说明是谁、何时"),
};
const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { "application/json": { schema } } });

export const versions = createRoute({
  ...guarded,
  method: "get",
  path: "/v1/admin/versions",
  summary: "当前版本与可以退回的版本：谁、何时发布",
  responses: { 200: json(schemas.versionsResponse, "版本"), ...refusals },
});
export const upload = createRoute({
  ...guarded,
  method: "put",
  path: "/v1/admin/snapshots/{version}",
  summary: "上传快照（不会因此生效）；同一版本再次上传不改变什么",
  request: {
    params: schemas.versionParams,
    headers: schemas.uploadHeaders,
    body: { required: true, content: { "application/octet-stream": { schema: z.any().openapi({ type: "string", format: "binary" }) } } },
  },
  responses: {
    200: json(schemas.uploadResponse, "早已上传"),
    201: json(schemas.uploadResponse, "已存下"),
    ...refusals,
    411: fault("没有 Content-Length"),
    413: fault("快照过大"),
    415: fault("请求体不是 application/octet-stream"),
  },
});
export const download = createRoute({
  ...guarded,
  method: "get",
  path: "/v1/admin/snapshots/{version}",
  summary: "取回快照，用于比较",
  request: { params: schemas.versionParams },
  responses: {
    200: {
      description: "快照",
      content: { "application/octet-stream": { schema: z.any().openapi({ type: "string", format: "binary" }) } },
    },
    ...refusals,
    404: fault("没有这个版本"),
  },
});
export const pointer = createRoute({
  ...guarded,
  method: "post",
  path: "/v1/admin/pointer",
  summary: "发布：核对快照、问过黄金问题之后，换到这个版本",
  request: { body: body(schemas.publishBody) },
  responses: { 200: json(schemas.inServiceResponse, "已生效"), ...changing, 404: fault("这个版本没有上传") },
});
export const rollback = createRoute({
  ...guarded,
  method: "post",
  path: "/v1/admin/rollback",
  summary: "退回一个以前的版本",
  request: { body: body(schemas.rollbackBody) },
  responses: { 200: json(schemas.inServiceResponse, "已生效"), ...changing, 404: fault("没有保留这个版本") },
});

export const insights = createRoute({
  ...guarded,
  method: "get",
  path: "/v1/admin/insights",
  summary: "没答上来的问题：按意思归并，问得多的在前",
  request: { query: schemas.insightsQuery },
  responses: { 200: json(schemas.insightsResponse, "缺口、示例问法、最接近的条目"), ...refusals },
});
