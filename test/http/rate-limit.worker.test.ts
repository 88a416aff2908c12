import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { call, readProblem } from "./client.ts";
import { serveSmallTown } from "./published-town.ts";
import { smallApp } from "./small-app.ts";

serveSmallTown();

/** What wrangler.toml allows a client in a minute. */
const limit = 600;
/** Refused as invalid, so as cheap as a request can be; it counts all the same. */
const asOften = (times: number, client: string, headers: Record<string, string> = {}) =>
  Promise.all(Array.from({ length: times }, () => call("/v1/ask", { headers: { "CF-Connecting-IP": client, ...headers } })));

test("a client that asks too often is told to wait; nobody else is", async () => {
  const extension = "chrome-extension://abcdefghijklmnop";
  // More than two minutes' worth: whenever the minute turns, one of the two is overrun.
  const responses = await asOften(2 * limit + 1, "203.0.113.7", { Origin: extension });
  const statuses = responses.map((r) => r.status);
  expect(statuses.filter((s) => s === 422).length).toBeGreaterThanOrEqual(limit);
  expect(new Set(statuses)).toEqual(new Set([422, 429]));
  const refused = responses.find((r) => r.status === 429) ?? new Response();
  expect(refused.headers.get("Retry-After")).toBe("60");
  expect(refused.headers.get("Access-Control-Allow-Origin")).toBe(extension);
  expect(await readProblem(429, refused)).toMatchObject({ title: "Too many requests" });
  const [other] = await asOften(1, "203.0.113.8");
  expect(other?.status).toBe(422);
});

test("what is no question is not counted", async () => {
  const client = "203.0.113.9";
  const paths = ["/healthz", "/readyz", "/docs"];
  const asked = await Promise.all(
    Array.from({ length: 300 }, (_, i) => call(paths[i % 3] ?? "", { headers: { "CF-Connecting-IP": client } })),
  );
  expect(new Set(asked.map((r) => r.status))).toEqual(new Set([200]));
  const preflight = { Origin: "chrome-extension://abcdefghijklmnop", "Access-Control-Request-Method": "POST", "CF-Connecting-IP": client };
  await Promise.all(Array.from({ length: 300 }, () => call("/v1/ask", { method: "OPTIONS", headers: preflight })));
  const statuses = (await asOften(limit, client)).map((r) => r.status);
  expect(new Set(statuses)).toEqual(new Set([422]));
});

test("the limit is the platform's: without its binding nobody is limited", async () => {
  const limited = await smallApp({ bindings: { RATE_LIMIT: env.RATE_LIMIT } });
  const free = await smallApp();
  const headers = { "CF-Connecting-IP": "203.0.113.10" };
  const statuses = async ({ request }: typeof free) =>
    new Set(await Promise.all(Array.from({ length: 2 * limit + 1 }, async () => (await request("/v1/ask", { headers })).status)));
  expect(await statuses(limited)).toEqual(new Set([422, 429]));
  expect(await statuses(free)).toEqual(new Set([422]));
});
