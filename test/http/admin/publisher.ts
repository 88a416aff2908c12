import type { z } from "zod";
import { versionsResponse } from "../../../src/http/admin/schemas.ts";
import { townSnapshot } from "../../store/small-town.ts";
import { read } from "../client.ts";
import { type adminApp, tokens } from "./admin-app.ts";

export type AdminApp = Awaited<ReturnType<typeof adminApp>>;
export type Version = { readonly version: string; readonly file: Uint8Array<ArrayBuffer> };

const allowance = (value: number) => `---
title: 高龄补贴
questions: [高龄补贴多少钱, 97岁老人高龄补贴多少]
handlers: [{ department: 民政局 }]
tables: [{ label: 高龄补贴, dimension: age, unit: 岁, tiers: [{ from: 90, to: 94, value: 50, unit: 元/月 }, { from: 95, to: 99, value: ${value}, unit: 元/月 }] }]
reviewed: 2026-01-15
source: { title: 小城热线手册 }
---
高龄补贴按月发放。
`;

/** What is part of the deployment (100 for the 95–99 tier), and two versions to publish: 120 and 90. */
export const bundled: Version = await townSnapshot();
export const dear = await townWith(120);
export const cheap = await townWith(90);

/** The town in which the 95–99 tier is so much, with other changes. */
export function townWith(value: number, changes: Readonly<Record<string, string>> = {}): Promise<Version> {
  return townSnapshot({ "policies/elderly-allowance.md": allowance(value), ...changes });
}

/** Repr-Digest of a body. */
export async function digestOf(file: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", file));
  return `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
}

export function upload({ as }: Pick<AdminApp, "as">, { version, file }: Version, headers: Record<string, string> = {}): Promise<Response> {
  const sent = { "Content-Type": "application/octet-stream", "Content-Length": String(file.length), ...headers };
  return as(tokens.publisher, `/v1/admin/snapshots/${version}`, { method: "PUT", body: file, headers: sent });
}

type Named = { readonly version: string };
const post = ({ as }: Pick<AdminApp, "as">, path: string, body: object) =>
  as(tokens.publisher, path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export function publish(app: Pick<AdminApp, "as">, { version }: Named, { version: expected }: Named): Promise<Response> {
  return post(app, "/v1/admin/pointer", { version, expected, builtAt: "2026-11-23T03:59:00.000Z" });
}

export function rollBack(app: Pick<AdminApp, "as">, { version }: Named, { version: expected }: Named): Promise<Response> {
  return post(app, "/v1/admin/rollback", { version, expected });
}

export function versions({ as }: Pick<AdminApp, "as">): Promise<z.infer<typeof versionsResponse>> {
  return read(versionsResponse, as(tokens.editor, "/v1/admin/versions"));
}
