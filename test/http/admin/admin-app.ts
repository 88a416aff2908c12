import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect } from "vitest";
import type { Role } from "../../../src/http/admin/tokens.ts";
import type { Bindings } from "../../../src/http/settings.ts";
import type { SnapshotStore } from "../../../src/store/snapshot-store.ts";
import { smallApp } from "../small-app.ts";

/** Noon in the town, on the day of these tests. */
export const now = Date.parse("2026-11-23T04:00:00Z");

/** Tokens as `npm run kb -- token` makes them. */
export const tokens = { publisher: "sg_publisher", editor: "sg_editor", former: "sg_former" } as const;

/** A token's line in ADMIN_TOKENS. */
export async function lineOf(name: string, role: Role, token: string, ...expires: string[]): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token)));
  return [name, role, [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join(""), ...expires].join(":");
}

/** 李娜 publishes, 王强 edits, 赵敏 did until yesterday. */
export const ADMIN_TOKENS = (
  await Promise.all([
    lineOf("李娜", "publisher", tokens.publisher),
    lineOf("王强", "editor", tokens.editor, "2026-11-23"),
    lineOf("赵敏", "publisher", tokens.former, "2026-11-22"),
  ])
).join("\n");

/** Every test begins with an empty bucket and an empty database. */
export function freshState(): void {
  beforeEach(async () => {
    await reset();
    await applyD1Migrations(env.DB, env.MIGRATIONS);
  });
}

/** The application with tokens, a bucket and a database; `as` sends a request with a token. */
export async function adminApp(bindings: Bindings = {}, { at = now, ...more }: { at?: number; stores?: readonly SnapshotStore[] } = {}) {
  const small = await smallApp({ ...more, now: () => at, bindings: { ADMIN_TOKENS, DB: env.DB, SNAPSHOTS: env.SNAPSHOTS, ...bindings } });
  const as = (token: string, path: string, { headers, ...init }: RequestInit = {}) =>
    small.request(path, { ...init, headers: { Authorization: `Bearer ${token}`, ...headers } as Record<string, string> });
  return { ...small, as };
}

/** What the record says, oldest first, without numbers and times. */
export async function recorded({ as }: Awaited<ReturnType<typeof adminApp>>): Promise<Record<string, unknown>[]> {
  const response = await as(tokens.editor, "/v1/admin/audit");
  expect(response.status).toBe(200);
  const { records } = await response.json<{ records: Record<string, unknown>[] }>();
  return records.map(({ id: _, at: __, ...record }) => record).toReversed();
}
