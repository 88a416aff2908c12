import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { LiveSnapshot } from "../../store/live-snapshot.ts";
import type { Publications } from "../../store/publications.ts";
import type { Publication } from "../../store/published-state.ts";
import { largestSnapshot } from "../../store/r2-store.ts";
import { problemResponse } from "../problem.ts";
import { createRouter } from "../router.ts";
import { atLeast } from "./authorize.ts";
import type { AdminEnvironment } from "./environment.ts";
import { type InService, publish, type Refusal, rollBack } from "./put-in-service.ts";
import { recorded } from "./recorded.ts";
import { explain, refuse } from "./refusal.ts";
import { removeUnused } from "./remove-unused.ts";
import * as routes from "./routes.ts";

export type PublishingPlatform = {
  /** Null: there is no bucket, and nothing can be published. */
  readonly publications: Publications | null;
  readonly live: LiveSnapshot;
  readonly now: () => number;
  /** How many versions are kept, the one in service included. */
  readonly keep: number;
};

/** Upload, publish, roll back. A version is uploaded first, which changes nothing, and then put in service all at once. */
export function publishingApi({ publications, live, now, keep }: PublishingPlatform): OpenAPIHono<AdminEnvironment> {
  const app = createRouter<AdminEnvironment>();
  const publishers = atLeast("publisher");
  // Whoever may correct may also look at what is corrected.
  app.use("/v1/admin/snapshots/*", (c, next) => (c.req.method === "GET" ? next() : publishers(c, next)));
  for (const path of ["/v1/admin/pointer", "/v1/admin/rollback"]) app.use(path, publishers);

  app.openapi(routes.versions, async (c) => {
    if (publications === null) return withoutBucket(c);
    const { state } = await publications.current();
    const { name, role } = c.var.actor;
    const shown = { you: { name, role }, current: shownOf(state), history: state.history.map(shownOf) };
    return c.json({ ...shown, corrections: state.corrections.length, keep }, 200);
  });

  app.openapi(routes.download, async (c) => {
    if (publications === null) return withoutBucket(c);
    const bytes = await publications.bytes(c.req.valid("param").version);
    if (bytes === null) return problemResponse(c, 404, "There is no snapshot of this version.");
    return c.body(bytes, 200, { "Content-Type": "application/octet-stream" });
  });

  app.openapi(routes.upload, async (c) => {
    const { version } = c.req.valid("param");
    const digest = c.req.valid("header")["repr-digest"];
    const length = Number(c.req.header("Content-Length"));
    const { body } = c.req.raw;
    if (!/^application\/octet-stream\b/iu.test(c.req.header("Content-Type") ?? ""))
      return problemResponse(c, 415, "The request body must be a snapshot; send it with Content-Type: application/octet-stream.");
    if (!Number.isInteger(length) || length <= 0 || body === null)
      return problemResponse(c, 411, "Send the snapshot whole, with its Content-Length.");
    if (length > largestSnapshot) return problemResponse(c, 413, `The snapshot is larger than ${largestSnapshot} bytes.`);
    if (publications === null) return withoutBucket(c);
    return await recorded(c, { action: "upload", subject: version, to: version }, async () => {
      if ((await publications.stored(version)) !== null) {
        await body.cancel();
        return { response: c.json({ version, bytes: length }, 200), outcome: "done" as const, detail: "was there" };
      }
      const sound = await storeAll(publications, version, body, length, digest);
      if (sound) return { response: c.json({ version, bytes: length }, 201), outcome: "done" as const, detail: `${length} bytes` };
      const detail =
        "What arrived is not what was sent: the body does not have the SHA-256 of Repr-Digest. Nothing was stored; send it again.";
      return { response: problemResponse(c, 422, detail), outcome: "refused" as const, detail };
    });
  });

  app.openapi(routes.pointer, async (c) => {
    if (publications === null) return withoutBucket(c);
    const { version, expected, builtAt, folded } = c.req.valid("json");
    const order = { version, expected, builtAt: builtAt ?? c.var.at, folded, keep, by: c.var.actor.name, at: c.var.at };
    return await recorded(c, { action: "publish", subject: "pointer", from: expected, to: version }, async () => {
      const result = await publish(publications, order);
      // What was uploaded under this name and is not it would stand in the way of the real one.
      if ("refused" in result && result.refused.reason === "unsound") await publications.discard(version);
      return await conclude(c, { publications, live, now }, result);
    });
  });

  app.openapi(routes.rollback, async (c) => {
    if (publications === null) return withoutBucket(c);
    const { version, expected } = c.req.valid("json");
    const order = { version, expected, by: c.var.actor.name, at: c.var.at };
    return await recorded(c, { action: "rollback", subject: "pointer", from: expected, to: version }, async () =>
      conclude(c, { publications, live, now }, await rollBack(publications, order)),
    );
  });

  return app;
}

/** Has this isolate serve what is now in service, and says so; or says why it is not. */
export async function conclude(
  c: Context<AdminEnvironment>,
  { publications, live, now }: { publications: Publications; live: LiveSnapshot; now: () => number },
  result: InService | { readonly refused: Refusal },
) {
  if ("refused" in result) {
    const detail = explain(result.refused);
    return { response: refuse(c, result.refused, detail), outcome: "refused" as const, detail };
  }
  const { before, after, snapshot } = result;
  await live.refresh(now(), snapshot);
  c.executionCtx.waitUntil(removeUnused(c, publications, now()));
  const changed = before.version !== after.version;
  const body = { changed, current: shownOf(after), previous: shownOf(before), corrections: after.corrections.length };
  return { response: c.json(body, 200), outcome: "done" as const, detail: null };
}

/** Streams an upload into the bucket. @returns false when it is not what its digest says. @throws when it ends early or R2 fails */
async function storeAll(to: Publications, version: string, body: ReadableStream, length: number, digest?: string): Promise<boolean> {
  const { readable, writable } = new FixedLengthStream(length);
  const over = new AbortController();
  // Its failure breaks the stream, which the store tells; what the store leaves unread nobody will read.
  const sent = body.pipeTo(writable, { signal: over.signal }).catch(() => {});
  try {
    return await to.store(version, readable, digest === undefined ? undefined : digestOf(digest));
  } finally {
    over.abort();
    await sent;
  }
}

function shownOf({ version, builtAt, publishedBy, publishedAt }: Publication): Publication {
  return { version, builtAt, publishedBy, publishedAt };
}

function digestOf(header: string): ArrayBuffer {
  return Uint8Array.from(atob(header.slice("sha-256=:".length, -1)), (unit) => unit.charCodeAt(0)).buffer;
}

export function withoutBucket(c: Context) {
  return problemResponse(c, 503, "There is no R2 bucket SNAPSHOTS to publish to.");
}
