import { exports } from "cloudflare:workers";
import { expect } from "vitest";
import type { z } from "zod";
import { problem } from "../../src/http/schemas.ts";

/** A client of the Worker as deployed. Every call comes from an address of its own, so that none is limited. */
export function call(path: string, { headers, ...init }: RequestInit = {}): Promise<Response> {
  const sent = new Headers(headers);
  if (!sent.has("CF-Connecting-IP")) sent.set("CF-Connecting-IP", crypto.randomUUID());
  return exports.default.fetch(new Request(new URL(path, "https://shuiguan.test"), { redirect: "manual", ...init, headers: sent }));
}

/** POSTs a value as JSON; a string goes as it is. */
export function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return call(path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: text });
}

/** An address with parameters, properly encoded. */
export function address(path: string, parameters: Readonly<Record<string, string | number>>): string {
  const query = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
  return `${path}?${query}`;
}

/** A 200, read by the schema the contract declares for it: every declared field is there, and no other. */
export async function read<S extends z.ZodType>(schema: S, response: Response | Promise<Response>): Promise<z.infer<S>> {
  const answer = await response;
  const body: unknown = await answer.json();
  expect(answer.status, JSON.stringify(body)).toBe(200);
  expect(answer.headers.get("Content-Type")).toMatch(/^application\/json\b/u);
  const parsed = schema.parse(body);
  expect(parsed).toEqual(body);
  return parsed;
}

/** An error, which must be a problem of RFC 9457 that states its own status. */
export async function readProblem(status: number, response: Response | Promise<Response>): Promise<z.infer<typeof problem>> {
  const answer = await response;
  const body: unknown = await answer.json();
  expect(answer.status, JSON.stringify(body)).toBe(status);
  expect(answer.headers.get("Content-Type")).toMatch(/^application\/problem\+json\b/u);
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const parsed = problem.parse(body);
  expect(parsed).toEqual(body);
  expect(parsed).toMatchObject({ type: "about:blank", status });
  return parsed;
}
