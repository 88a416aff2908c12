import { describe, expect, test } from "vitest";
import { docsPage } from "../../src/http/docs.ts";
import { health } from "../../src/http/schemas.ts";
import { call, read } from "./client.ts";
import { openApiShape, operationsOf } from "./openapi-shape.ts";
import { serveSmallTown } from "./published-town.ts";

serveSmallTown();

test("/ leads to the documentation", async () => {
  const response = await call("/");
  expect([response.status, response.headers.get("Location")]).toEqual([302, "/docs"]);
});

test("/healthz and /readyz say ok", async () => {
  expect(await read(health, call("/healthz"))).toEqual({ status: "ok" });
  expect(await read(health, call("/readyz"))).toEqual({ status: "ok" });
});

describe("/docs", () => {
  const page = async () => {
    const response = await call("/docs");
    expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "text/html; charset=UTF-8"]);
    return await response.text();
  };

  test("explains every operation and parameter of /openapi.json", async () => {
    const html = await page();
    const operations = operationsOf(openApiShape.parse(await (await call("/openapi.json")).json()));
    expect(operations.length).toBeGreaterThan(0);
    for (const { method, path, operation } of operations) {
      expect(html).toContain(`<span class="method">${method.toUpperCase()}</span> <code>${path}</code>`);
      expect(html).toContain(operation.summary);
      for (const { name } of operation.parameters) expect(html).toContain(`<code>${name}</code>`);
    }
    expect(html).toContain('<a href="/openapi.json">');
  });

  test("runs no script and loads nothing from elsewhere", async () => {
    const html = await page();
    expect(html).not.toMatch(/<script|\son\w+=|javascript:|<iframe|<object|<link|@import|url\(/iu);
    expect([...html.matchAll(/\b(?:src|href)="([^"]*)"/gu)].map(([, target]) => target)).toEqual(["/openapi.json"]);
  });

  test("escapes whatever the document says", async () => {
    const texts = ["info", "path", "summary", "name", "note", "example", "default", "value", "status", "meaning", "origin"];
    const hostile = (text: string) => `<img src="${text}" onerror='alert(1)'>&`;
    const schema = { example: hostile("example"), default: hostile("default"), enum: [hostile("value")] };
    const html = String(
      await docsPage(
        {
          openapi: "3.1.0",
          info: { title: "", version: "1", description: hostile("info") },
          paths: {
            [hostile("path")]: {
              get: {
                summary: hostile("summary"),
                parameters: [{ name: hostile("name"), in: "query", description: hostile("note"), schema }],
                responses: { [hostile("status")]: { description: hostile("meaning") } },
              },
            },
          },
        } as unknown as Parameters<typeof docsPage>[0],
        hostile("origin"),
      ),
    );
    expect(html).not.toContain("<img");
    for (const text of texts) expect(html).toContain(`&lt;img src=&quot;${text}&quot; onerror=&#39;alert(1)&#39;&gt;&amp;`);
  });
});
