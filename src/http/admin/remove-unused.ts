import type { Context } from "hono";
import type { Publications } from "../../store/publications.ts";
import type { AdminEnvironment } from "./environment.ts";

/** An uploaded snapshot that was not put in service for this long is taken for given up. */
const uploadedAtLeast = 24 * 60 * 60 * 1000;

/** After a publication: removes the versions that are no longer kept, on the record, and what was stored of corrections to them. A failure is logged; the next publication tries again. */
export async function removeUnused(c: Context<AdminEnvironment>, publications: Publications, now: number): Promise<void> {
  const { audit, actor, at, log } = c.var;
  try {
    for (const version of await publications.unused(new Date(now - uploadedAtLeast))) {
      const id = await audit?.begin(at, actor, { action: "remove", subject: version, from: version });
      const removed = await publications.discard(version, new Date(now - uploadedAtLeast));
      if (id !== undefined) await audit?.complete(id, removed ? { outcome: "done" } : { outcome: "refused", detail: "in use again" });
    }
    await publications.discardCorrections(new Date(now - uploadedAtLeast));
  } catch (error) {
    log({ level: "error", event: "removal_failed", error: String(error) });
  }
}
