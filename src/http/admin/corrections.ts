import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { changeOf } from "../../changes/difference.ts";
import type { Line } from "../../changes/wording.ts";
import { type Entry, titleOf } from "../../kb/entry.ts";
import { formatProblem } from "../../kb/problem.ts";
import type { LiveSnapshot } from "../../store/live-snapshot.ts";
import type { Publications } from "../../store/publications.ts";
import type { Correction } from "../../store/published-state.ts";
import { problemResponse } from "../problem.ts";
import { createRouter } from "../router.ts";
import { type Corrected, type CorrectionOrder, correct, look, mostBytes, mostCorrections } from "./correct.ts";
import { explainRefusal, refuseCorrection } from "./correction-refusal.ts";
import * as routes from "./correction-routes.ts";
import { entryText, tagOf } from "./entry-text.ts";
import type { AdminEnvironment } from "./environment.ts";
import { withoutBucket } from "./publishing.ts";
import { recorded } from "./recorded.ts";

/** Bytes of the longest entry's file. */
const longestFile = 64 * 1024;

export type CorrectionPlatform = { readonly publications: Publications | null; readonly live: LiveSnapshot; readonly now: () => number };

/** Live corrections: single entries changed on top of what is published, in force at once, listed, revertible. */
export function correctionsApi({ publications, live, now }: CorrectionPlatform): OpenAPIHono<AdminEnvironment> {
  const app = createRouter<AdminEnvironment>();
  app.use(
    "/v1/admin/entries/*",
    bodyLimit({ maxSize: longestFile, onError: (c) => problemResponse(c, 413, `The file is larger than ${longestFile} bytes.`) }),
  );

  app.openapi(routes.readEntry, async (c) => {
    if (publications === null) return withoutBucket(c);
    const seen = await look({ publications, live, now });
    if (seen === null) return problemResponse(c, 503, explainRefusal({ reason: "unserved" }));
    const { id } = c.req.valid("param");
    const found = await entryText(seen.served, id);
    if (found === null) return problemResponse(c, 404, "There is no entry with this id that has a file of its own.");
    c.header("ETag", found.tag);
    if (/\btext\/markdown\b/iu.test(c.req.header("Accept") ?? "")) {
      return c.body(found.text, 200, { "Content-Type": "text/markdown; charset=utf-8" }) as never;
    }
    const correction = seen.state.corrections.find((one) => one.id === id);
    return c.json({ id, file: found.text, tag: found.tag, correction: shownOf(correction) }, 200);
  });

  app.openapi(routes.putEntry, async (c) => {
    if (!/^text\/markdown\b/iu.test(c.req.header("Content-Type") ?? "")) {
      return problemResponse(c, 415, "The request body must be the entry's file; send it with Content-Type: text/markdown.");
    }
    const text = await c.req.text();
    const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = c.req.valid("header");
    const wanted = { id: c.req.valid("param").id, wish: { text }, conditions: { ifMatch, ifNoneMatch } };
    return await change(c, "correct", wanted, ({ before, after }) => (before === null && after !== null ? 201 : 200));
  });
  app.openapi(routes.deleteEntry, async (c) => {
    const conditions = { ifMatch: c.req.valid("header")["if-match"] };
    return await change(c, "delete", { id: c.req.valid("param").id, wish: "delete", conditions }, () => 200);
  });
  app.openapi(routes.revert, async (c) => {
    const conditions = { ifMatch: c.req.valid("header")["if-match"] };
    return await change(c, "revert", { id: c.req.valid("param").id, wish: "revert", conditions }, () => 200);
  });

  app.openapi(routes.corrections, async (c) => {
    if (publications === null) return withoutBucket(c);
    const seen = await look({ publications, live, now });
    if (seen === null) return problemResponse(c, 503, explainRefusal({ reason: "unserved" }));
    const { base, corrections } = seen.served;
    await base.load(corrections.map(({ id }) => base.documentOf(id)).filter((document) => document >= 0));
    const rows = corrections.map(async (one) => {
      const { id, entry, file, based } = one;
      const document = base.documentOf(id);
      const published = document < 0 ? null : base.entry(document);
      const shown = entry ?? published ?? based;
      const tag = file === null ? null : await tagOf(file);
      return { id, title: shown ? titleOf(shown) : id, ...dated(one), tag, changes: linesOf(published, entry), file, entry, based };
    });
    const most = { corrections: mostCorrections, bytes: mostBytes };
    return c.json({ version: seen.state.version, corrections: await Promise.all(rows), most }, 200);
  });

  /** Changes an entry, on the record. */
  const change = async <S extends 200 | 201>(
    c: Context<AdminEnvironment>,
    action: string,
    wanted: Pick<CorrectionOrder, "id" | "wish" | "conditions">,
    statusOf: (corrected: Corrected) => S,
  ) => {
    if (publications === null) return withoutBucket(c);
    return await recorded(c, { action, subject: wanted.id }, async () => {
      const result = await correct({ publications, live, now }, { ...wanted, by: c.var.actor.name, at: c.var.at });
      if ("refused" in result) {
        const { refused } = result;
        const detail = [explainRefusal(refused), ...("problems" in refused ? refused.problems.map(formatProblem) : [])].join("\n");
        return { response: refuseCorrection(c, refused), outcome: "refused" as const, detail };
      }
      const { before, after, tags, correction, warnings } = result;
      const changes = linesOf(before, after);
      if (tags.after !== null) c.header("ETag", tags.after);
      const body = { id: wanted.id, tag: tags.after, correction: shownOf(correction), changes, warnings: warnings.map(formatProblem) };
      const response = c.json(body, statusOf(result));
      return { response, outcome: "done" as const, from: tags.before, to: tags.after, detail: changes.map((line) => line.text).join("\n") };
    });
  };
  return app;
}

/** What is different, in the words of the hotline. */
function linesOf(before: Entry | null, after: Entry | null): Line[] {
  return [...(changeOf(before, after)?.lines ?? [])];
}

function shownOf(correction: Correction | null | undefined) {
  return correction ? dated(correction) : null;
}

function dated({ op, revision, by, at }: Correction) {
  return { op, revision, by, at };
}
