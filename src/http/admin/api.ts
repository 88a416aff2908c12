import type { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { except } from "hono/combine";
import type { AuditLog } from "../../store/audit-log.ts";
import { problemResponse } from "../problem.ts";
import { createRouter } from "../router.ts";
import { authorize } from "./authorize.ts";
import { correctionsApi } from "./corrections.ts";
import type { AdminEnvironment } from "./environment.ts";
import { type InsightsPlatform, insightsApi } from "./insights.ts";
import { type PublishingPlatform, publishingApi } from "./publishing.ts";
import { rebuildApi } from "./rebuild.ts";
import { unrecorded } from "./recorded.ts";
import * as routes from "./routes.ts";
import type { AdminToken } from "./tokens.ts";

/** Largest request body in bytes, save that of an upload, which has a limit of its own: the longest entry with room to spare. */
const largestBody = 256 * 1024;

/** What the admin API needs from the platform. */
export type AdminPlatform = PublishingPlatform &
  InsightsPlatform & {
    readonly tokens: readonly AdminToken[];
    readonly audit: AuditLog | null;
  };

/** The endpoints of /v1/admin. Nothing behind them runs for a request without a valid token. */
export function adminApi(platform: AdminPlatform): OpenAPIHono<AdminEnvironment> {
  const { tokens, audit, now, log } = platform;
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
  app.use(
    "/v1/admin/*",
    except(
      "/v1/admin/snapshots/*",
      bodyLimit({ maxSize: largestBody, onError: (c) => problemResponse(c, 413, `The request body is larger than ${largestBody} bytes.`) }),
    ),
  );
  app.route("/", publishingApi(platform));
  app.route("/", correctionsApi(platform));
  app.route("/", rebuildApi(platform));
  app.route("/", insightsApi(platform));
  return app;
}
