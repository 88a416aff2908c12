import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { answer, prepare } from "../answer/ask.ts";
import { explain } from "../answer/explain.ts";
import { list, prepareSearch } from "../answer/search-entries.ts";
import { scrub } from "../text/scrub.ts";
import { type AppEnvironment, kbOf } from "./context.ts";
import type { NoteGap } from "./gap-notes.ts";
import { problemResponse } from "./problem.ts";
import { profileOf, summaryOf } from "./profiles.ts";
import { createRouter } from "./router.ts";
import * as routes from "./routes.ts";

type Question = { q: string; region?: string | undefined; at?: string | undefined; limit: number };

/** The endpoints of /v1. They find the snapshot and the day in the context. */
export function api(log: (event: Record<string, unknown>) => void, noteGap: NoteGap): OpenAPIHono<AppEnvironment> {
  const app = createRouter<AppEnvironment>();

  const ask = async (c: Context<AppEnvironment>, { q, region, at, limit }: Question, explained: boolean) => {
    const { snapshot } = c.var.served;
    const prepared = prepare(snapshot, q, { region, at: at ?? c.var.today });
    await snapshot.load(prepared.documents);
    const { asked, trace } = answer(snapshot, prepared, limit);
    if (asked.status !== "answered") noteGap(c, q, asked.status);
    const explanation = explained ? { explain: explain(snapshot, trace.understood, trace.ranked.slice(0, limit)) } : {};
    const body = { ...asked, ...explanation, kb: kbOf(c.var.served) };
    // A gap is counted each time.
    if (asked.status === "answered") c.set("repeatable", body);
    return body;
  };
  app.openapi(routes.askByQuery, async (c) => {
    const { explain: explained, ...question } = c.req.valid("query");
    return c.json(await ask(c, question, explained === "1"), 200);
  });
  app.openapi(routes.askByBody, async (c) => c.json(await ask(c, c.req.valid("json"), c.req.valid("query").explain === "1"), 200));

  app.openapi(routes.search, async (c) => {
    const { q, region, at, explain: explained, ...page } = c.req.valid("query");
    const { snapshot } = c.var.served;
    const prepared = prepareSearch(snapshot, q, { region, at: at ?? c.var.today }, page);
    await snapshot.load(prepared.documents);
    const searched = list(snapshot, prepared);
    const documents = searched.hits.map((hit) => ({ document: snapshot.documentOf(hit.id) }));
    const explanation = explained === "1" ? { explain: explain(snapshot, prepared.understood, documents) } : {};
    const body = { ...searched, ...explanation, kb: kbOf(c.var.served) };
    c.set("repeatable", body);
    return c.json(body, 200);
  });

  app.openapi(routes.suggest, (c) => {
    const { q, limit } = c.req.valid("query");
    const suggestions = c.var.served.snapshot.suggest(q, limit).map(({ text, id, kind }) => ({ text, id, kind }));
    const body = { query: q, suggestions, kb: kbOf(c.var.served) };
    c.set("repeatable", body);
    return c.json(body, 200);
  });

  app.openapi(routes.entry, async (c) => {
    const { snapshot } = c.var.served;
    const document = snapshot.documentOf(c.req.valid("param").id);
    if (document < 0) return problemResponse(c, 404, "There is no entry with this id.");
    await snapshot.load([document]);
    return c.json({ entry: snapshot.entry(document), kb: kbOf(c.var.served) }, 200);
  });

  app.openapi(routes.departments, (c) => {
    const { snapshot } = c.var.served;
    return c.json({ departments: snapshot.departments.all.map(summaryOf), kb: kbOf(c.var.served) }, 200);
  });
  app.openapi(routes.department, async (c) => {
    const { snapshot } = c.var.served;
    const { id } = c.req.valid("param");
    const { departments } = snapshot;
    const found = departments.byId(id) ?? departments.byId(`departments/${id}`) ?? departments.resolve(id)?.department;
    if (!found) return problemResponse(c, 404, "There is no department with this id or name.");
    return c.json({ department: await profileOf(snapshot, found, c.var.today), kb: kbOf(c.var.served) }, 200);
  });

  app.openapi(routes.feedback, (c) => {
    const { query, entryId, helpful, note } = c.req.valid("json");
    const { version } = c.var.served.pointer;
    // Every text a client sends may hold personal data, an id that is none included.
    const kept = (text: string | undefined) => (text === undefined ? null : scrub(text, c.var.served.snapshot.lexicon));
    log({ level: "info", event: "feedback", version, helpful, query: kept(query), entryId: kept(entryId), note: kept(note) });
    if (!helpful) noteGap(c, query, "unhelpful");
    return c.json({ accepted: true as const }, 202);
  });
  return app;
}
