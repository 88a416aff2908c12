import type { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { except } from "hono/combine";
import { cors } from "hono/cors";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import { secureHeaders } from "hono/secure-headers";
import type { AuditLog } from "../store/audit-log.ts";
import type { ChangeStore } from "../store/change-store.ts";
import type { InsightLog } from "../store/insight-log.ts";
import type { LiveSnapshot } from "../store/live-snapshot.ts";
import type { Publications } from "../store/publications.ts";
import { StoreFailure } from "../store/r2-store.ts";
import { adminApi } from "./admin/api.ts";
import { api } from "./api.ts";
import { changesApi } from "./changes.ts";
import { type AppEnvironment, dayIn } from "./context.ts";
import { docsPage } from "./docs.ts";
import { gapNotes } from "./gap-notes.ts";
import { openApiDocument } from "./openapi.ts";
import { problemResponse } from "./problem.ts";
import { ResponseMemory } from "./response-memory.ts";
import { createRouter } from "./router.ts";
import * as routes from "./routes.ts";
import type { Settings } from "./settings.ts";

/** How a client knows that an answer still holds. */
const validators = (state: string) => ({ ETag: `"${state}"`, "Cache-Control": "no-cache" });

/** Largest request body, in bytes: a question of 4,000 characters with room to spare. */
const largestBody = 64 * 1024;

/** What the application needs from the platform; the Worker and the tests give it. */
export type Platform = {
  readonly live: LiveSnapshot;
  readonly settings: Settings;
  /** The record of changes; null: there is no database, and nothing can be changed. */
  readonly audit: AuditLog | null;
  /** What is published; null: there is no bucket to publish to. */
  readonly publications: Publications | null;
  /** What was not answered; null: there is no database, and nothing is noted. */
  readonly insights: InsightLog | null;
  /** What publications changed, once told; null: there is no bucket. */
  readonly changes: ChangeStore | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** One line of the operator's log. */
  readonly log: (event: Record<string, unknown>) => void;
};

/** The whole HTTP surface. */
export function createApp(platform: Platform): OpenAPIHono<AppEnvironment> {
  const { live, settings, insights, now, log } = platform;
  const app = createRouter<AppEnvironment>();
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 415) {
      return problemResponse(c, 415, "The request body must be JSON; send it with Content-Type: application/json.");
    }
    if (error instanceof HTTPException && error.status < 500) return problemResponse(c, 400, "The request body is not valid JSON.");
    const unstored = error instanceof StoreFailure;
    log({
      level: "error",
      event: unstored ? "store_failed" : "unhandled",
      path: c.req.path,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    if (unstored) return problemResponse(c, 503, "The store cannot be reached. Look at what is there before you try again.");
    return problemResponse(c, 500, "Something went wrong on our side; it has been logged.");
  });
  app.notFound((c) => problemResponse(c, 404, "There is nothing at this address; see /docs."));

  app.use(
    secureHeaders({
      // Of browsers that are gone.
      xXssProtection: false,
      xDownloadOptions: false,
      xDnsPrefetchControl: false,
      xPermittedCrossDomainPolicies: false,
      contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    }),
  );
  const shared = cors({
    origin: (origin) => (settings.mayCall(origin) ? origin : null),
    allowMethods: ["GET", "HEAD", "POST"],
    allowHeaders: ["Content-Type", "If-None-Match"],
    exposeHeaders: ["ETag"],
    maxAge: 86_400,
  });
  // No page of another origin may use the admin API, whatever it may ask.
  app.use(
    except("/v1/admin/*", (c, next) => {
      if (c.req.header("Origin") !== undefined) return shared(c, next);
      c.header("Vary", "Origin");
      return next();
    }),
  );
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        c.header("Allow", methods.join(", "));
        return problemResponse(c, 405, `This address takes ${methods.join(", ")}.`);
      },
    }),
  );

  app.openapi(routes.healthz, (c) => c.json({ status: "ok" as const }, 200));
  app.openapi(routes.readyz, async (c) => {
    const served = await live.get(now(), (work) => c.executionCtx.waitUntil(work));
    return served === null ? problemResponse(c, 503, "No knowledge base is loaded.") : c.json({ status: "ok" as const }, 200);
  });
  app.get("/", (c) => c.redirect("/docs"));
  app.get("/openapi.json", (c) => c.json(openApiDocument(app)));
  app.get("/docs", (c) => c.html(docsPage(openApiDocument(app), new URL(c.req.url).origin)));

  app.use("/v1/*", async (c, next) => {
    const client = c.req.header("CF-Connecting-IP") ?? "local";
    const limit = await c.env.RATE_LIMIT?.limit({ key: client });
    if (limit?.success === false) {
      c.header("Retry-After", "60");
      return problemResponse(c, 429, "Too many requests from this client; try again in a minute.");
    }
    return await next();
  });
  // Ends what it answers: nothing below applies to it.
  app.route("/", adminApi({ ...platform, tokens: settings.tokens, keep: settings.keepVersions, noting: settings.insights.on }));
  app.use(
    "/v1/*",
    bodyLimit({ maxSize: largestBody, onError: (c) => problemResponse(c, 413, `The request body is larger than ${largestBody} bytes.`) }),
  );
  // A page that revalidates by itself must be allowed to read the 304 as it was the 200.
  app.use("/v1/*", etag({ retainedHeaders: [...RETAINED_304_HEADERS, "Access-Control-Allow-Origin", "Access-Control-Expose-Headers"] }));
  const memory = new ResponseMemory();
  app.use("/v1/*", async (c, next) => {
    const served = await live.get(now(), (work) => c.executionCtx.waitUntil(work));
    if (served === null) return problemResponse(c, 503, "No knowledge base is loaded; try again shortly.");
    const today = dayIn(served.snapshot.meta.timezone, now());
    // What an answer says depends on the request, on what is served and on the day, and on nothing else.
    const { version, revision } = served.pointer;
    const state = [version, ...(revision === undefined ? [] : [revision.slice(0, 8)]), today].join("-");
    const address = c.req.method === "GET" ? c.req.url : null;
    const known = address === null ? null : memory.get(state, address);
    if (known !== null) return c.body(known, 200, { "Content-Type": "application/json", ...validators(state) });
    c.set("served", served);
    c.set("today", today);
    await next();
    if (c.res.status !== 200) return undefined;
    const repeatable = c.get("repeatable");
    if (address !== null && repeatable !== undefined) memory.keep(state, address, JSON.stringify(repeatable));
    for (const [name, value] of Object.entries(validators(state))) c.header(name, value);
    return undefined;
  });
  app.route("/", changesApi(platform));
  app.route("/", api(log, gapNotes({ insights: settings.insights.on ? insights : null, insightDays: settings.insights.days, now, log })));
  return app;
}
