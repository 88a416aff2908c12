import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import type { problem } from "./schemas.ts";

/** One invalid parameter of a request. */
export type InvalidParameter = NonNullable<Problem["errors"]>[number];

type Problem = z.infer<typeof problem>;

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Not authorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  411: "Length required",
  412: "Precondition failed",
  413: "Content too large",
  415: "Unsupported media type",
  422: "Invalid parameters",
  428: "Precondition required",
  429: "Too many requests",
  500: "Internal error",
  503: "Not ready",
};

/** An RFC 9457 response. `detail` is read by strangers: nothing internal goes in. */
export function problemResponse<S extends ContentfulStatusCode>(
  c: Context,
  status: S,
  detail: string,
  errors?: InvalidParameter[],
  current?: Problem["current"],
) {
  const more = { ...(errors ? { errors } : {}), ...(current ? { current } : {}) };
  const body: Problem = { type: "about:blank", title: titles[status] ?? "Error", status, detail, ...more };
  return c.json(body, status, { "Content-Type": "application/problem+json; charset=utf-8", "Cache-Control": "no-store" });
}

/** What a schema found wrong, parameter by parameter. `target`: query, json or param. */
export function invalidParameters(target: string, error: z.core.$ZodError): InvalidParameter[] {
  return error.issues.flatMap((issue) => {
    const at = (name: string, detail: string): InvalidParameter => ({ in: target === "json" ? "body" : target, name, detail });
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => at(key, "unknown field"));
    return [at(issue.path.join(".") || "(body)", issue.message)];
  });
}
