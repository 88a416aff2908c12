import { html } from "hono/html";
import type { OpenApiDocument } from "./openapi.ts";

type Html = ReturnType<typeof html>;
type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: { example?: unknown; default?: unknown; enum?: unknown[]; description?: string; type?: unknown };
};
type Operation = {
  summary?: string;
  parameters?: Parameter[];
  requestBody?: unknown;
  security?: unknown[];
  responses?: Record<string, { description?: string }>;
};

/** The readable side of the OpenAPI document: one page, no script, nothing from elsewhere. */
export function docsPage(document: OpenApiDocument, origin: string): Html {
  const isProbe = ([path]: readonly [string, unknown]) => !path.startsWith("/v1/");
  const paths = Object.entries(document.paths ?? {});
  const operations = [...paths.filter((p) => !isProbe(p)), ...paths.filter(isProbe)].flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => section(method, path, operation)),
  );
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>谁管 · 接口说明</title>
<style>
body{font:16px/1.6 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h1{margin-bottom:.2rem}h2{margin-top:2.2rem;border-top:1px solid #d0d7de;padding-top:1rem;font-size:1.1rem}
code,pre{font:14px/1.5 ui-monospace,monospace;background:#f3f5f7;border-radius:4px}code{padding:.1em .3em}pre{padding:.8rem;overflow:auto}
table{border-collapse:collapse;width:100%;margin:.8rem 0}th:first-child,td:first-child{width:8rem}th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #eaeef2;vertical-align:top;font-size:.92rem}
.method{color:#0a58a8;font-weight:600}
@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}code,pre{background:#1b222c}h2,th,td{border-color:#30363d}.method{color:#6cb6ff}}
</style>
</head>
<body>
<h1>谁管</h1>
<p>${document.info.description}</p>
<p>机器可读：<a href="/openapi.json">/openapi.json</a>（OpenAPI 3.1）</p>
<pre>curl '${origin}/v1/ask?q=流浪狗归谁管'</pre>
${operations}
</body>
</html>`;
}

function section(method: string, path: string, { summary, parameters, requestBody, security, responses }: Operation): Html {
  const statuses = Object.entries(responses ?? {}).map(
    ([status, { description }]) => html`<tr><td><code>${status}</code></td><td>${description ?? ""}</td></tr>`,
  );
  return html`<h2><span class="method">${method.toUpperCase()}</span> <code>${path}</code></h2>
<p>${summary ?? ""}${requestBody === undefined ? "" : "。请求体的格式见 openapi.json"}${security ? "。需要管理令牌：Authorization: Bearer" : ""}。</p>
${parameters && parameters.length > 0 ? html`<table><tr><th>参数</th><th>必填</th><th>说明</th></tr>${parameters.map(row)}</table>` : ""}
<table><tr><th>状态</th><th>含义</th></tr>${statuses}</table>`;
}

function row({ name, required, description, schema }: Parameter): Html {
  const notes = [
    description ?? schema?.description ?? "",
    schema?.enum ? `取值：${schema.enum.join("、")}` : "",
    schema?.default === undefined ? "" : `默认 ${String(schema.default)}`,
    schema?.example === undefined ? "" : `例：${String(schema.example)}`,
  ].filter((n) => n !== "");
  return html`<tr><td><code>${name}</code></td><td>${required ? "是" : ""}</td><td>${notes.join("；")}</td></tr>`;
}
