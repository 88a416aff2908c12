import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { GoldenFailure } from "../../answer/golden.ts";
import type { KnowledgeBase } from "../../kb/knowledge-base.ts";
import type { Served } from "../../store/live-snapshot.ts";
import { problemResponse } from "../problem.ts";
import { createRouter } from "../router.ts";
import { atLeast } from "./authorize.ts";
import { look } from "./correct.ts";
import { explainRefusal } from "./correction-refusal.ts";
import * as routes from "./correction-routes.ts";
import type { AdminEnvironment } from "./environment.ts";
import { conclude, type PublishingPlatform, withoutBucket } from "./publishing.ts";
import { publish } from "./put-in-service.ts";
import { recorded } from "./recorded.ts";

/** What an isolate can build: entries, and bytes of the snapshot they stand in; see ARCHITECTURE.md. */
export const mostEntries = 5_000;
export const mostSnapshotBytes = 8_000_000;

/** The Worker builds the snapshot anew, corrections folded in, by the code and from the words the served one was built with. */
export function rebuildApi(platform: PublishingPlatform): OpenAPIHono<AdminEnvironment> {
  const { publications, live, now, keep } = platform;
  const app = createRouter<AdminEnvironment>();
  app.use("/v1/admin/rebuild", atLeast("publisher"));
  app.openapi(routes.rebuild, async (c) => {
    if (publications === null) return withoutBucket(c);
    const seen = await look({ publications, live, now });
    if (seen === null) return problemResponse(c, 503, explainRefusal({ reason: "unserved" }));
    const { served, state } = seen;
    const stored = await publications.stored(state.version);
    const tooLarge = limitExceeded(served.snapshot.size, stored?.bytes ?? 0);
    if (tooLarge !== null) return problemResponse(c, 413, tooLarge);
    return await recorded(c, { action: "rebuild", subject: "pointer", from: state.version }, async () => {
      const { buildSnapshot } = await import("../../index/build.ts");
      const { file, report } = await buildSnapshot(await knowledgeBaseOf(served), served.base.lexicon.words());
      await publications.store(report.version, file);
      const order = {
        version: report.version,
        expected: state.version,
        builtAt: c.var.at,
        folded: served.corrections.map(({ id, revision }) => ({ id, revision })),
        keep,
        by: c.var.actor.name,
        at: c.var.at,
      };
      const result = await publish(publications, order);
      if ("refused" in result && result.refused.reason === "golden") return refuseForGolden(c, result.refused.failures);
      return { ...(await conclude(c, { publications, live, now }, result)), to: report.version };
    });
  });
  return app;
}

/** A correction may be what makes a golden question outdated; only a publication brings new ones. */
function refuseForGolden(c: Context<AdminEnvironment>, failures: readonly GoldenFailure[]) {
  const detail =
    `${failures.length} golden questions would be answered wrongly; see errors. Nothing was changed, the corrections stay on top. ` +
    "Where a correction has made a golden question outdated: npm run kb -- pull, mend golden.yaml, npm run kb -- publish.";
  const errors = failures.map((f) => ({ in: "golden", name: f.q, detail: f.detail }));
  return { response: problemResponse(c, 422, detail, errors), outcome: "refused" as const, detail };
}

function limitExceeded(entries: number, bytes: number): string | null {
  if (entries <= mostEntries && bytes <= mostSnapshotBytes) return null;
  return (
    `This knowledge base is too large to be built here: ${entries} entries in a snapshot of ${bytes} bytes; ` +
    `a server's isolate builds at most ${mostEntries} of ${mostSnapshotBytes} bytes. Nothing was changed. ` +
    "Build it on a computer instead: npm run kb -- pull, then npm run kb -- publish."
  );
}

/** What is served, as the builder takes it. */
async function knowledgeBaseOf({ base, snapshot }: Served): Promise<KnowledgeBase> {
  const { id, title, region, timezone } = base.meta;
  const documents = Array.from({ length: snapshot.size }, (_, document) => document);
  const live = documents.filter((document) => snapshot.documentOf(snapshot.id(document)) === document);
  await snapshot.load(live);
  return {
    identity: { id, title, region, timezone },
    regions: base.regions,
    lexicon: base.vocabulary,
    golden: base.golden,
    departments: snapshot.departments,
    entries: live.map((document) => snapshot.entry(document)),
  };
}
