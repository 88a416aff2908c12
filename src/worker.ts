import { env } from "cloudflare:workers";
import manifest from "../build/kb.manifest.json" with { type: "json" };
import bundledSnapshot from "../build/kb.snapshot";
import { createApp } from "./http/app.ts";
import { forgetBefore } from "./http/gap-notes.ts";
import { type Bindings, readSettings } from "./http/settings.ts";
import { warmUp } from "./http/warm-up.ts";
import { AuditLog } from "./store/audit-log.ts";
import { BundledStore } from "./store/bundled-store.ts";
import { ChangeStore } from "./store/change-store.ts";
import { InsightLog } from "./store/insight-log.ts";
import { LiveSnapshot } from "./store/live-snapshot.ts";
import { Publications } from "./store/publications.ts";
import { R2Store } from "./store/r2-store.ts";

// All of this runs while the isolate starts, before any request waits for it.
const bundled = await BundledStore.verified(bundledSnapshot, manifest.builtAt);
if (bundled.snapshot !== null) warmUp(bundled.snapshot, manifest.builtAt);
const app = start(env);

/** Bindings are read here and nowhere else. @throws when a setting is wrong: such a Worker does not start. */
function start(bindings: Bindings): ReturnType<typeof createApp> {
  const log = (event: Record<string, unknown>) => console.log(JSON.stringify(event));
  const bucket = bindings.SNAPSHOTS ? new R2Store(bindings.SNAPSHOTS) : null;
  const live = new LiveSnapshot(bucket ? [bucket, bundled] : [bundled], (fault) =>
    log({ level: "error", event: "snapshot_refused", ...fault }),
  );
  const audit = bindings.DB ? new AuditLog(bindings.DB) : null;
  const publications = bucket ? new Publications(bucket, bundled) : null;
  const changes = bindings.SNAPSHOTS ? new ChangeStore(bindings.SNAPSHOTS) : null;
  const insights = bindings.DB ? new InsightLog(bindings.DB) : null;
  const settings = readSettings(bindings);
  const created = createApp({ live, settings, audit, publications, changes, insights, now: Date.now, log });
  // The router makes up its mind when it is asked first.
  created.router.match("GET", "/v1/ask");
  return created;
}

export default {
  fetch(request: Request, bindings: Bindings, context: ExecutionContext): Response | Promise<Response> {
    return app.fetch(request, bindings, context);
  },

  /** Once a day (wrangler.toml): what was noted long ago is forgotten, on days without a question, too. */
  async scheduled(_event: ScheduledController, bindings: Bindings): Promise<void> {
    const { days } = readSettings(bindings).insights;
    if (bindings.DB) await new InsightLog(bindings.DB).forget(forgetBefore(Date.now(), days));
  },
};
