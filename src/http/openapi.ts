import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnvironment } from "./context.ts";
import { restOfPath } from "./routes.ts";

export type OpenApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const documents = new WeakMap<object, OpenApiDocument>();

/** The OpenAPI 3.1 document of the application, made once from the schemas that validate. */
export function openApiDocument(app: OpenAPIHono<AppEnvironment>): OpenApiDocument {
  let document = documents.get(app);
  if (document === undefined) {
    const declared = app.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "谁管 Shuiguan",
        version: "1",
        description: "城市热线知识库检索：谁负责、具体多少。答不出时如实说“未找到”。错误一律为 application/problem+json（RFC 9457）。",
        license: { name: "MIT" },
      },
    });
    const paths = Object.entries(declared.paths ?? {}).map(([path, item]) => [path.replace(restOfPath, "{id}"), item]);
    document = { ...declared, paths: Object.fromEntries(paths) };
    documents.set(app, document);
  }
  return document;
}
