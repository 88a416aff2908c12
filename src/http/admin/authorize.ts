import type { MiddlewareHandler } from "hono";
import { problemResponse } from "../problem.ts";
import type { AdminEnvironment } from "./environment.ts";
import { recorded } from "./recorded.ts";
import { type AdminToken, type Role, roles } from "./tokens.ts";

const encoder = new TextEncoder();

/**
 * Lets in who shows a token that is configured and has not expired. Everybody else gets one and the same 401,
 * whether admin is off, the token is wrong or it has expired: the log tells the operator which it was.
 */
export function authorize(tokens: readonly AdminToken[]): MiddlewareHandler<AdminEnvironment> {
  return async (c, next) => {
    const shown = /^Bearer +([\x21-\x7e]+) *$/iu.exec(c.req.header("Authorization") ?? "")?.[1];
    const token = shown === undefined ? undefined : await tokenOf(shown, tokens);
    if (token === undefined || token.until <= Date.parse(c.var.at)) {
      const reason = tokens.length === 0 ? "admin is off" : shown === undefined ? "no token" : token ? "expired token" : "unknown token";
      c.var.log({ level: "warn", event: "admin_refused", reason, token: token?.name ?? null });
      c.header("WWW-Authenticate", 'Bearer realm="shuiguan-admin"');
      return problemResponse(c, 401, "This address takes a valid admin token: Authorization: Bearer TOKEN.");
    }
    const limit = await c.env.ADMIN_RATE_LIMIT?.limit({ key: token.name });
    if (limit?.success === false) {
      c.header("Retry-After", "60");
      return problemResponse(c, 429, "Too many requests with this token; try again in a minute.");
    }
    c.set("actor", { name: token.name, role: token.role });
    return await next();
  };
}

/** The configured token that was shown. Looks at all of them, in the same time whichever it is. */
async function tokenOf(shown: string, tokens: readonly AdminToken[]): Promise<AdminToken | undefined> {
  const hash = await crypto.subtle.digest("SHA-256", encoder.encode(shown));
  return tokens.filter((token) => crypto.subtle.timingSafeEqual(hash, token.hash))[0];
}

/** Lets in tokens of a role or a higher one; the attempt of a lower one is recorded and refused. */
export function atLeast(role: Role): MiddlewareHandler<AdminEnvironment> {
  return async (c, next) => {
    if (roles.indexOf(c.var.actor.role) >= roles.indexOf(role)) return await next();
    const detail = `This takes a token with the role ${role}; yours is ${c.var.actor.role}.`;
    const refuse = () => problemResponse(c, 403, detail);
    if (c.var.audit === null) return refuse();
    return await recorded(c, { action: c.req.method, subject: c.req.path }, async () => ({
      response: refuse(),
      outcome: "refused",
      detail,
    }));
  };
}
