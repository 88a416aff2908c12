import { describe, expect, test } from "vitest";
import { address, call, post } from "./client.ts";
import { type OpenApi, openApiShape, operationsOf } from "./openapi-shape.ts";
import { serveSmallTown } from "./published-town.ts";
import { smallApp } from "./small-app.ts";

serveSmallTown();

async function documentServed(): Promise<OpenApi> {
  const response = await call("/openapi.json");
  expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "application/json"]);
  return openApiShape.parse(await response.json());
}
const document = await documentServed();
const operations = operationsOf(document).map(({ method, path, operation }) => ({ name: `${method} ${path}`, method, path, operation }));

const isAdmin = ({ path }: { path: string }) => path.startsWith("/v1/admin/");

/** The contract, as outside programs rely on it. */
const contract = [
  "delete /v1/admin/corrections/{id}",
  "delete /v1/admin/entries/{id}",
  "get /healthz",
  "get /readyz",
  "get /v1/admin/audit",
  "get /v1/admin/corrections",
  "get /v1/admin/entries/{id}",
  "get /v1/admin/insights",
  "get /v1/admin/snapshots/{version}",
  "get /v1/admin/versions",
  "get /v1/ask",
  "get /v1/changes",
  "get /v1/changes.atom",
  "get /v1/departments",
  "get /v1/departments/{id}",
  "get /v1/entries/{id}",
  "get /v1/search",
  "get /v1/suggest",
  "post /v1/admin/pointer",
  "post /v1/admin/rebuild",
  "post /v1/admin/rollback",
  "post /v1/ask",
  "post /v1/feedback",
  "put /v1/admin/entries/{id}",
  "put /v1/admin/snapshots/{version}",
];

test("the document declares the contract's operations, those and no others", () => {
  expect(operations.map((o) => o.name).toSorted()).toEqual(contract);
});

test("every address that is served is declared, save the pages about it", async () => {
  const { app } = await smallApp();
  const served = app.routes
    .filter((r) => r.method !== "ALL")
    .map((r) => `${r.method.toLowerCase()} ${r.path.replace(":id{.+}", "{id}").replace(/:(\w+)/u, "{$1}")}`);
  const pages = ["get /", "get /docs", "get /openapi.json"];
  expect([...new Set(served)].toSorted()).toEqual([...contract, ...pages].toSorted());
});

test("every reference leads somewhere, and every schema is used", () => {
  const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/gu);
  const used = new Set([...references].map(([, target = ""]) => target));
  expect(used).toEqual(new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)));
});

test("the parameters of a path are those its template names", () => {
  for (const { path, operation } of operations) {
    const inTemplate = [...path.matchAll(/\{([^}]+)\}/gu)].map(([, name]) => name);
    const declared = operation.parameters.filter((p) => p.in === "path");
    expect(declared.map((p) => p.name)).toEqual(inTemplate);
    expect(declared.every((p) => p.required)).toBe(true);
  }
});

test("patterns are patterns, and fit their own examples", () => {
  const schemas = operations.flatMap((o) => o.operation.parameters.map((p) => p.schema));
  const patterned = schemas.filter((s) => "pattern" in s);
  expect(patterned.length).toBeGreaterThan(2);
  for (const { pattern, example } of patterned) expect(String(example)).toMatch(new RegExp(String(pattern), "u"));
});

test("a parameter that may be left out takes no null instead", () => {
  for (const { operation } of operations) {
    for (const { schema } of operation.parameters) expect(schema["type"]).toEqual(expect.stringMatching(/^(?:string|integer)$/u));
  }
});

test.each(operations.filter((o) => o.method === "get" && !isAdmin(o)))(
  "$name answers 200 to the document's own examples",
  async ({ path, operation }) => {
    const filled = path.replace("{id}", String(operation.parameters.find((p) => p.in === "path")?.schema["example"]));
    const query = operation.parameters.flatMap(({ in: place, name, schema }): [string, string][] =>
      place === "query" && "example" in schema ? [[name, String(schema["example"])]] : [],
    );
    expect((await call(address(filled, Object.fromEntries(query)))).status).toBe(200);
  },
);

describe("answers and errors that are given are declared", () => {
  const declared = (name: string, status: number) => operations.find((o) => o.name === name)?.operation.responses[String(status)]?.content;
  const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };

  const otherThanJson: Record<string, string> = {
    "get /v1/changes.atom": "application/atom+xml",
    "get /v1/admin/snapshots/{version}": "application/octet-stream",
  };

  test.each(operations)("$name: success as JSON, or what it is for; the rest as problems", ({ name, operation }) => {
    const responses = Object.entries(operation.responses);
    expect(responses.some(([status]) => status.startsWith("2"))).toBe(true);
    for (const [status, { content }] of responses) {
      if (status.startsWith("2")) expect(Object.keys(content ?? {})).toEqual([otherThanJson[name] ?? "application/json"]);
      else if (status === "304") expect(content).toBeUndefined();
      else expect(content).toEqual(problem);
    }
  });

  test.each(["/v1/ask", "/v1/feedback"])("what a body can be refused for at %s", async (path) => {
    const refused = [
      post(path, "{"),
      post(path, {}),
      post(path, { q: "狗".repeat(40_000) }),
      post(path, "q=狗", { "Content-Type": "application/x-www-form-urlencoded" }),
    ];
    const statuses = (await Promise.all(refused)).map((r) => r.status);
    expect(statuses).toEqual([400, 422, 413, 415]);
    for (const status of statuses) expect([status, declared(`post ${path}`, status)]).toEqual([status, problem]);
  });

  test.each(operations.filter((o) => o.path.startsWith("/v1/")))("$name may be limited, and may not be ready", ({ name }) => {
    expect([declared(name, 429), declared(name, 503)]).toEqual([problem, problem]);
  });

  test.each(["entries", "departments"])("an unknown id of %s", (collection) => {
    expect(declared(`get /v1/${collection}/{id}`, 404)).toEqual(problem);
  });
});
