import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { openApiDocument } from "../../../src/http/openapi.ts";
import { call, readProblem } from "../client.ts";
import { smallApp } from "../small-app.ts";
import { adminApp, freshState, tokens } from "./admin-app.ts";

freshState();

const admin = await adminApp();
/** Every operation of the admin API, as declared. */
const operations = Object.entries(openApiDocument(admin.app).paths ?? {})
  .filter(([path]) => path.startsWith("/v1/admin/"))
  .flatMap(([path, item]) =>
    Object.keys(item as object).map((method) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/u, "x") })),
  );

/** What may stand in the Authorization header without opening the door. */
const refused: readonly (readonly [what: string, header: string | null])[] = [
  ["no token", null],
  ["an empty header", ""],
  ["a wrong token", "Bearer sg_wrong"],
  ["the beginning of a token", `Bearer ${tokens.publisher.slice(0, -1)}`],
  ["a token in capitals", `Bearer ${tokens.publisher.toUpperCase()}`],
  ["two tokens", `Bearer ${tokens.publisher} ${tokens.editor}`],
  ["an expired token", `Bearer ${tokens.former}`],
  ["a token as a password", `Basic ${btoa(`li-na:${tokens.publisher}`)}`],
  ["a bare token", tokens.publisher],
];

describe.each(operations)("$method $path", ({ method, path }) => {
  const send = (request: typeof admin.request, header: string | null) =>
    request(path, { method, headers: header === null ? {} : { Authorization: header }, body: method === "GET" ? null : "{}" });

  test.each(refused)("%s: 401, and always the same one", async (_, header) => {
    const response = await send(admin.request, header);
    expect(response.headers.get("WWW-Authenticate")).toBe('Bearer realm="shuiguan-admin"');
    expect(await readProblem(401, response)).toEqual({
      type: "about:blank",
      title: "Not authorized",
      status: 401,
      detail: "This address takes a valid admin token: Authorization: Bearer TOKEN.",
    });
  });

  test.each(["", " \n"])("without a token configured (%j) admin is off, not open: the same 401", async (ADMIN_TOKENS) => {
    const off = await adminApp({ ADMIN_TOKENS });
    const without = await send(off.request, null);
    expect(await without.text()).toBe(await (await send(admin.request, null)).text());
    for (const token of ["", "x", tokens.publisher]) await readProblem(401, send(off.request, `Bearer ${token}`));
  });

  test("the deployed Worker, which has no token, refuses too", async () => {
    await readProblem(401, call(path, { method, headers: { Authorization: "Bearer x" }, body: method === "GET" ? null : "{}" }));
  });
});

test("addresses that are none, and methods that are none, are not told apart without a token", async () => {
  for (const path of ["/v1/admin", "/v1/admin/", "/v1/admin/nothing"]) {
    for (const method of ["GET", "DELETE", "OPTIONS"]) await readProblem(401, admin.request(path, { method }));
  }
  expect((await admin.as(tokens.editor, "/v1/admin/nothing")).status).toBe(404);
  expect((await admin.as(tokens.editor, "/v1/admin/audit", { method: "DELETE" })).status).toBe(405);
});

test("a valid token is let in however the scheme is written, through its last day", async () => {
  for (const header of [`Bearer ${tokens.editor}`, `bearer ${tokens.editor}`, `BEARER  ${tokens.editor} `]) {
    expect((await admin.request("/v1/admin/audit", { headers: { Authorization: header } })).status).toBe(200);
  }
});

test("the log says why somebody was refused, and never the token", async () => {
  const app = await adminApp();
  await app.request("/v1/admin/audit");
  await app.as("sg_wrong", "/v1/admin/audit");
  await app.as(tokens.former, "/v1/admin/audit");
  const off = await adminApp({ ADMIN_TOKENS: "" });
  await off.as("sg_wrong", "/v1/admin/audit");
  const refusal = (reason: string, token: string | null = null) => ({ level: "warn", event: "admin_refused", reason, token });
  expect(app.logged).toEqual([refusal("no token"), refusal("unknown token"), refusal("expired token", "赵敏")]);
  expect(off.logged).toEqual([refusal("admin is off")]);
});

test("no web page of elsewhere may read what the admin API says, browser extensions included", async () => {
  for (const Origin of ["https://console.example", "chrome-extension://abcdefghijklmnop"]) {
    const allowing = await adminApp({ ALLOWED_ORIGINS: "https://console.example" });
    const preflight = { Origin, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization" };
    const responses = [
      await allowing.as(tokens.editor, "/v1/admin/audit", { headers: { Origin } }),
      await allowing.request("/v1/admin/audit", { method: "OPTIONS", headers: preflight }),
    ];
    for (const response of responses) expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  }
});

test("each token has a rate limit of its own", async () => {
  const limited = await adminApp({ ADMIN_RATE_LIMIT: env.ADMIN_RATE_LIMIT });
  // More than two minutes' worth: whenever the minute turns, one of the two is overrun.
  const asked = await Promise.all(Array.from({ length: 601 }, () => limited.as(tokens.editor, "/v1/admin/audit?limit=0")));
  const statuses = asked.map((r) => r.status);
  expect(new Set(statuses)).toEqual(new Set([422, 429]));
  const refusal = asked.find((r) => r.status === 429) ?? new Response();
  expect(refusal.headers.get("Retry-After")).toBe("60");
  await readProblem(429, refusal);
  expect((await limited.as(tokens.publisher, "/v1/admin/audit?limit=0")).status).toBe(422);
});

test("the public endpoints need no token", async () => {
  const { request } = await smallApp();
  expect((await request("/v1/departments")).status).toBe(200);
});
