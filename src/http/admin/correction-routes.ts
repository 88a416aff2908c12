import { createRoute } from "@hono/zod-openapi";
import { restOfPath } from "../routes.ts";
import * as schemas from "./correction-schemas.ts";
import { fault, guarded, json, refusals } from "./routes.ts";
import { inServiceResponse } from "./schemas.ts";

/** The routes of live corrections, as OpenAPI declares them and the validator enforces them. */

const tagged = { ETag: { description: "条目这一状态的标记", schema: { type: "string" as const } } };
const changing = {
  ...refusals,
  404: fault("没有这个编号"),
  409: fault("更正太多，须先发布；或别人正在改"),
  412: fault("条目已被别人改过（If-Match 不符）"),
  422: fault("条目有误，见 errors：文件:行:列 问题 — 办法"),
  428: fault("没有带 If-Match"),
};

export const readEntry = createRoute({
  ...guarded,
  method: "get",
  path: `/v1/admin/entries/${restOfPath}`,
  summary: "一个条目的文件，带现场更正；Accept: text/markdown 只要文件",
  request: { params: schemas.entryParams },
  responses: { 200: { ...json(schemas.entryFile, "条目文件"), headers: tagged }, ...refusals, 404: fault("没有这个编号") },
});
export const putEntry = createRoute({
  ...guarded,
  method: "put",
  path: `/v1/admin/entries/${restOfPath}`,
  summary: "现场更正：换掉或新增一个条目，立即生效",
  request: {
    params: schemas.entryParams,
    headers: schemas.conditions,
    body: { required: true, content: { "text/markdown": { schema: schemas.entryBody } } },
  },
  responses: {
    200: { ...json(schemas.corrected, "已更正"), headers: tagged },
    201: { ...json(schemas.corrected, "已新增"), headers: tagged },
    ...changing,
    413: fault("文件过大"),
    415: fault("请求体不是 text/markdown"),
  },
});
export const deleteEntry = createRoute({
  ...guarded,
  method: "delete",
  path: `/v1/admin/entries/${restOfPath}`,
  summary: "现场更正：删去一个条目，立即生效",
  request: { params: schemas.entryParams, headers: schemas.ifMatch },
  responses: { 200: json(schemas.corrected, "已删去"), ...changing },
});
export const corrections = createRoute({
  ...guarded,
  method: "get",
  path: "/v1/admin/corrections",
  summary: "现场更正清单：谁、何时、从什么改成什么",
  responses: { 200: json(schemas.corrections, "清单，先改的在前"), ...refusals },
});
export const revert = createRoute({
  ...guarded,
  method: "delete",
  path: `/v1/admin/corrections/${restOfPath}`,
  summary: "撤回一条现场更正：条目恢复为发布的样子",
  request: { params: schemas.entryParams, headers: schemas.ifMatch },
  responses: { 200: json(schemas.corrected, "已撤回"), ...changing },
});
export const rebuild = createRoute({
  ...guarded,
  method: "post",
  path: "/v1/admin/rebuild",
  summary: "由服务器自己重建索引，收进全部现场更正，问过黄金问题之后换上",
  responses: {
    200: json(inServiceResponse, "已生效；changed 为 false：没有要收进的更正，重建出来还是这个版本"),
    ...refusals,
    404: fault("刚存下的版本不见了"),
    409: fault("别人先换了版本"),
    413: fault("知识库太大，服务器重建不了；用 npm run kb -- publish"),
    422: fault("黄金问题答错，见 errors"),
  },
});
