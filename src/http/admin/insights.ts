import type { OpenAPIHono } from "@hono/zod-openapi";
import { answer, prepare } from "../../answer/ask.ts";
import type { Searchable } from "../../index/searchable.ts";
import { gatherTopics } from "../../insights/gather.ts";
import { topicOf } from "../../insights/topic.ts";
import { type GapCount, type GapPhrasing, gapReasons, type InsightLog } from "../../store/insight-log.ts";
import type { LiveSnapshot } from "../../store/live-snapshot.ts";
import { isScrubbed } from "../../text/scrub.ts";
import { dayIn, kbOf } from "../context.ts";
import { problemResponse } from "../problem.ts";
import { createRouter } from "../router.ts";
import type { AdminEnvironment } from "./environment.ts";
import * as routes from "./routes.ts";

export type InsightsPlatform = {
  /** Null: there is no database. */
  readonly insights: InsightLog | null;
  /** False: no question is noted; what was noted before can be read until it is forgotten. */
  readonly noting: boolean;
  readonly live: LiveSnapshot;
  readonly now: () => number;
  readonly log: (event: Record<string, unknown>) => void;
};

/** Topics looked at, the most asked first; the rest are asked about too seldom to matter. */
const mostTopics = 500;
const mostPhrasings = 8;
const milliseconds = 86_400_000;

/** What was not answered, by how often it was asked. */
export function insightsApi({ insights, noting, live, now, log }: InsightsPlatform): OpenAPIHono<AdminEnvironment> {
  const app = createRouter<AdminEnvironment>();
  app.openapi(routes.insights, async (c) => {
    const { days, limit, group } = c.req.valid("query");
    const served = await live.get(now(), (work) => c.executionCtx.waitUntil(work));
    if (served === null) return problemResponse(c, 503, "No knowledge base is loaded; try again shortly.");
    const { snapshot } = served;
    const { timezone } = snapshot.meta;
    const since = dayIn(timezone, now() - (days - 1) * milliseconds);
    const noted = insights === null ? null : await read(insights, since, log);
    if (noted === null)
      return problemResponse(c, 503, "The D1 database DB or its tables are missing — npx wrangler d1 migrations apply DB.");
    const gaps = gapsOf(snapshot, noted).filter((gap) => group === undefined || gap.topics.includes(group));
    const shown = [];
    for (const gap of gaps.slice(0, limit))
      shown.push({ ...gap, ...(await nearest(snapshot, gap.phrasings[0]?.text ?? "", dayIn(timezone, now()))) });
    return c.json({ noting, days, since, ...noted.totals, topics: gaps.length, gaps: shown, kb: kbOf(served) }, 200);
  });
  return app;
}

type Noted = { counts: GapCount[]; phrasings: GapPhrasing[]; totals: { questions: number; leftOut: number } };

async function read(insights: InsightLog, since: string, log: InsightsPlatform["log"]): Promise<Noted | null> {
  try {
    const counts = await insights.topics(since, mostTopics);
    return { counts, phrasings: await insights.phrasings(counts.map((t) => t.topic)), totals: await insights.totals(since) };
  } catch (error) {
    log({ level: "error", event: "insights_unavailable", error: String(error) });
    return null;
  }
}

/** Topics that speak of the same thing as one gap, the most asked first. */
function gapsOf(snapshot: Searchable, { counts, phrasings }: Noted) {
  const said = Map.groupBy(phrasings, (p) => p.topic);
  const gathered = gatherTopics(counts, ({ topic }) => topicOf(snapshot, said.get(topic)?.[0]?.phrasing ?? ""));
  const gaps = gathered.map(({ lead, others }) => {
    const all = [lead, ...others];
    const examples = all.flatMap(({ topic }) => said.get(topic) ?? []).toSorted(wholeFirst);
    return {
      group: lead.topic,
      topics: all.map((t) => t.topic),
      count: all.reduce((sum, t) => sum + t.questions, 0),
      reasons: Object.fromEntries(
        gapReasons.map((reason) => [reason, all.reduce((sum, t) => sum + t.reasons[reason], 0)]),
      ) as GapCount["reasons"],
      first: all.map((t) => t.first).toSorted()[0] ?? lead.first,
      last:
        all
          .map((t) => t.last)
          .toSorted()
          .at(-1) ?? lead.last,
      phrasings: examples.slice(0, mostPhrasings).map(({ phrasing, questions }) => ({ text: phrasing, count: questions })),
    };
  });
  return gaps.toSorted((a, b) => b.count - a.count);
}

/** Phrasings that nothing was taken out of before the others, the most frequent first. */
function wholeFirst(a: GapPhrasing, b: GapPhrasing): number {
  return Number(isScrubbed(a.phrasing)) - Number(isScrubbed(b.phrasing)) || b.questions - a.questions;
}

/** What the knowledge base says to it today, and the entry that comes nearest. */
async function nearest(snapshot: Searchable, question: string, at: string) {
  const prepared = prepare(snapshot, question, { at });
  await snapshot.load(prepared.documents);
  const { status, confidence, candidates } = answer(snapshot, prepared, 1).asked;
  const [first] = candidates;
  return { status, nearest: first ? { id: first.id, kind: first.kind, title: first.title, confidence } : null };
}
