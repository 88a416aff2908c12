import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { createApp } from "../../src/http/app.ts";
import { type Bindings, readSettings } from "../../src/http/settings.ts";
import { AuditLog } from "../../src/store/audit-log.ts";
import { BundledStore } from "../../src/store/bundled-store.ts";
import { ChangeStore } from "../../src/store/change-store.ts";
import { InsightLog } from "../../src/store/insight-log.ts";
import { LiveSnapshot, type LoadFault } from "../../src/store/live-snapshot.ts";
import { Publications } from "../../src/store/publications.ts";
import { R2Store } from "../../src/store/r2-store.ts";
import type { SnapshotStore } from "../../src/store/snapshot-store.ts";
import { townSnapshot } from "../store/small-town.ts";

/** What a test takes into its own hands; the rest is a town that is served at noon. */
type Circumstances = {
  readonly stores?: readonly SnapshotStore[];
  readonly now?: () => number;
  readonly log?: (event: Record<string, unknown>) => void;
  readonly bindings?: Bindings;
};

const noon = Date.parse("2026-11-23T04:00:00Z");

const unchanged: Readonly<Record<string, string | null>> = {};
let town: ReturnType<typeof townSnapshot> | null = null;

/** The town as a store, as if it were part of the deployment. */
export async function townStore(changes = unchanged): Promise<BundledStore> {
  town ??= townSnapshot();
  const { file } = await (changes === unchanged ? town : townSnapshot(changes));
  return new BundledStore(file.buffer, "2026-11-01T08:00:00.000Z");
}

/** The application on a platform of the test's choosing, and what it logged. */
export async function smallApp({ stores, now = () => noon, log, bindings = {} }: Circumstances = {}) {
  const logged: Record<string, unknown>[] = [];
  const bundled = await townStore();
  const published = bindings.SNAPSHOTS ? [new R2Store(bindings.SNAPSHOTS)] : [];
  const faults: LoadFault[] = [];
  const live = new LiveSnapshot(stores ?? [...published, bundled], (fault) => faults.push(fault));
  const audit = bindings.DB ? new AuditLog(bindings.DB) : null;
  const changes = bindings.SNAPSHOTS ? new ChangeStore(bindings.SNAPSHOTS) : null;
  const insights = bindings.DB ? new InsightLog(bindings.DB) : null;
  const publications = bindings.SNAPSHOTS ? new Publications(new R2Store(bindings.SNAPSHOTS), bundled) : null;
  const app = createApp({
    live,
    settings: readSettings(bindings),
    audit,
    publications,
    changes,
    insights,
    now,
    log: log ?? ((event) => logged.push(event)),
  });
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const context = createExecutionContext();
    const response = await app.fetch(new Request(new URL(path, "https://shuiguan.test"), init), bindings, context);
    await waitOnExecutionContext(context);
    return response;
  };
  return { app, request, logged, faults };
}
