import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ChangeStore } from "../store/change-store.ts";
import type { Publications } from "../store/publications.ts";
import { changesFeed } from "./changes-feed.ts";
import { type AppEnvironment, kbOf } from "./context.ts";
import { problemResponse } from "./problem.ts";
import { type Release, type ReleasePlatform, releasesSince, versionsOf } from "./releases.ts";
import { createRouter } from "./router.ts";
import * as routes from "./routes.ts";

export type ChangesPlatform = Pick<ReleasePlatform, "audit" | "log"> & {
  /** Null: there is no bucket; nothing was ever published, and nothing has changed. */
  readonly publications: Publications | null;
  readonly changes: ChangeStore | null;
};

/** What call takers must relearn: as JSON for programs, as a feed for readers. */
export function changesApi({ publications, changes, audit, log }: ChangesPlatform): OpenAPIHono<AppEnvironment> {
  const app = createRouter<AppEnvironment>();

  /** What changed since a version; where none is given, all that is known. */
  const read = async (c: Context<AppEnvironment>, since: string | undefined) => {
    const { version } = c.var.served.pointer;
    if (publications === null || changes === null) return { version, known: [version], releases: [] as Release[] };
    const { state } = await publications.current();
    const known = versionsOf(state);
    const from = since ?? known.at(-1) ?? state.version;
    if (!known.includes(from)) return { version: state.version, known, releases: null };
    return {
      version: state.version,
      known,
      releases: await releasesSince({ publications, changes, audit, log }, c.var.served, state, from),
    };
  };

  app.openapi(routes.changes, async (c) => {
    const { since } = c.req.valid("query");
    const { version, known, releases } = await read(c, since);
    if (releases === null || (since !== undefined && !known.includes(since)))
      return problemResponse(c, 404, `Version ${since} is not known here; known are ${known.join(", ")}.`);
    return c.json(
      {
        since: since ?? null,
        version,
        releases: releases.map((r) => ({ ...r, entries: r.entries && [...r.entries] })),
        kb: kbOf(c.var.served),
      },
      200,
    );
  });

  app.openapi(routes.changesFeed, async (c) => {
    const { releases } = await read(c, undefined);
    const { meta } = c.var.served.snapshot;
    const { origin } = new URL(c.req.url);
    const feed = await changesFeed({ meta, origin, updated: c.var.served.pointer.builtAt, releases: releases ?? [] });
    return c.body(feed, 200, { "Content-Type": "application/atom+xml; charset=utf-8" });
  });
  return app;
}
