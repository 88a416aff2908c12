import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AuditLog } from "../../store/audit-log.ts";
import { createRouter } from "../router.ts";
import { authorize } from "./authorize.ts";
import type { AdminEnvironment } from "./environment.ts";
import { unrecorded } from "./recorded.ts";
import * as routes from "./routes.ts";
import type { AdminToken } from "./tokens.ts";

/** What the admin API needs from the platform. */
export type AdminPlatform = {
  readonly tokens: readonly AdminToken[];
  readonly audit: AuditLog | null;
  readonly now: () => number;
  readonly log: (event: Record<string, unknown>) => void;
};

/** The endpoints of /v1/admin. Nothing behind them runs for a request without a valid token. */
export function adminApi({ tokens, audit, now, log }: AdminPlatform): OpenAPIHono<AdminEnvironment> {
  const app = createRouter<AdminEnvironment>();
  app.openAPIRegistry.registerComponent("securitySchemes", "adminToken", {
    type: "http",
    scheme: "bearer",
    description: "管理令牌，由 npm run kb -- token 生成",
  });
  app.use("/v1/admin/*", async (c, next) => {
    c.set("audit", audit);
    c.set("at", new Date(now()).toISOString());
    c.set("log", log);
    c.header("Cache-Control", "no-store");
    await next();
  });
  app.use("/v1/admin/*", authorize(tokens));

  const recordsOf = async (page: { before?: number | undefined; limit: number }) => {
    try {
      return (await audit?.list(page)) ?? null;
    } catch (error) {
      log({ level: "error", event: "audit_unavailable", error: String(error) });
      return null;
    }
  };
  app.openapi(routes.audit, async (c) => {
    const { before, limit } = c.req.valid("query");
    const records = await recordsOf({ before, limit });
    if (records === null) return unrecorded(c);
    return c.json({ records, next: records.length === limit ? (records.at(-1)?.id ?? null) : null }, 200);
  });
  return app;
}
