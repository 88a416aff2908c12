import { createRoute, z } from "@hono/zod-openapi";
import * as schemas from "./schemas.ts";

/** The routes of the contract, as OpenAPI declares them and the validator enforces them. */

const json = <S extends z.ZodType>(schema: S, description: string) => ({ description, content: { "application/json": { schema } } });
const fault = (description: string) => ({ description, content: { "application/problem+json": { schema: schemas.problem } } });
const reading = {
  304: { description: "未变化（If-None-Match）" },
  422: fault("参数不合要求，见 errors"),
  429: fault("请求过多"),
  503: fault("知识库尚未就绪"),
};
const writing = {
  400: fault("请求体不是 JSON"),
  413: fault("请求体过大"),
  415: fault("请求体不是 application/json"),
  422: fault("参数不合要求，见 errors"),
  429: fault("请求过多"),
  503: fault("知识库尚未就绪"),
};
const missing = { 404: fault("没有这个编号") };
const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { "application/json": { schema } } });

export const askByQuery = createRoute({
  method: "get",
  path: "/v1/ask",
  summary: "提问：谁负责、具体多少",
  request: { query: schemas.askQuery },
  responses: { 200: json(schemas.askResponse, "回答、反问或“未找到”，都附候选"), ...reading },
});
export const askByBody = createRoute({
  method: "post",
  path: "/v1/ask",
  summary: "提问（长文本）",
  request: { query: schemas.explainQuery, body: body(schemas.askBody) },
  responses: { 200: json(schemas.askResponse, "回答、反问或“未找到”，都附候选"), ...writing },
});
export const search = createRoute({
  method: "get",
  path: "/v1/search",
  summary: "检索条目",
  request: { query: schemas.searchQuery },
  responses: { 200: json(schemas.searchResponse, "命中条目、片段、分面"), ...reading },
});
export const suggest = createRoute({
  method: "get",
  path: "/v1/suggest",
  summary: "输入联想：汉字前缀、全拼、首字母",
  request: { query: schemas.suggestQuery },
  responses: { 200: json(schemas.suggestResponse, "联想"), ...reading },
});
/**
 * Ids contain slashes. The router reads this as `:id{.+}`, the rest of the path;
 * the OpenAPI document, which has no word for that, says `{id}` (see openapi.ts).
 */
export const restOfPath = "{id{.+}}";
export const entry = createRoute({
  method: "get",
  path: `/v1/entries/${restOfPath}`,
  summary: "一条知识的全部内容",
  request: { params: z.object({ id: z.string().openapi({ example: "matters/stray-dogs", description: "含斜杠，不必转义" }) }) },
  responses: { 200: json(schemas.entryResponse, "条目"), ...reading, ...missing },
});
export const departments = createRoute({
  method: "get",
  path: "/v1/departments",
  summary: "部门名录",
  responses: { 200: json(schemas.departmentsResponse, "全部部门，含别名与沿革"), ...reading },
});
export const department = createRoute({
  method: "get",
  path: `/v1/departments/${restOfPath}`,
  summary: "部门概况：别名、沿革、负责的事项",
  request: {
    params: z.object({ id: z.string().openapi({ example: "public-security", description: "departments/ 后面的部分，或部门名称" }) }),
  },
  responses: { 200: json(schemas.departmentResponse, "部门"), ...reading, ...missing },
});
export const feedback = createRoute({
  method: "post",
  path: "/v1/feedback",
  summary: "反馈一次回答有没有用",
  request: { body: body(schemas.feedbackBody) },
  responses: { 202: json(schemas.accepted, "已收到；个人信息在记录前去除"), ...writing },
});
export const changes = createRoute({
  method: "get",
  path: "/v1/changes",
  summary: "改了什么：发布之后话务员要重新记的",
  request: { query: schemas.changesQuery },
  responses: {
    200: json(schemas.changesResponse, "每次发布改了哪些条目、哪些数字，新的在前"),
    ...reading,
    404: fault("不认识这个版本；说明里列出认识的"),
  },
});
export const changesFeed = createRoute({
  method: "get",
  path: "/v1/changes.atom",
  summary: "改了什么：Atom 订阅",
  responses: {
    200: { description: "Atom 1.0（RFC 4287）", content: { "application/atom+xml": { schema: z.string() } } },
    304: reading[304],
    429: reading[429],
    503: reading[503],
  },
});
export const healthz = createRoute({
  method: "get",
  path: "/healthz",
  summary: "进程是否存活",
  responses: { 200: json(schemas.health, "存活") },
});
export const readyz = createRoute({
  method: "get",
  path: "/readyz",
  summary: "知识库是否已装载",
  responses: { 200: json(schemas.health, "已装载"), 503: fault("尚未装载") },
});
