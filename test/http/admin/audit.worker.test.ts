import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { auditResponse } from "../../../src/http/admin/schemas.ts";
import { AuditLog } from "../../../src/store/audit-log.ts";
import { read, readProblem } from "../client.ts";
import { adminApp, freshState, tokens } from "./admin-app.ts";

freshState();

const log = new AuditLog(env.DB);
const li = { name: "李娜", role: "publisher" };
const at = "2026-11-23T04:00:00.000Z";

test("a change is on record from its beginning, and its end is added", async () => {
  const { as } = await adminApp();
  const list = async () => (await read(auditResponse, as(tokens.editor, "/v1/admin/audit"))).records;
  const id = await log.begin(at, li, { action: "publish", subject: "pointer", to: "0123456789ab" });
  const begun = { id, at, actor: "李娜", role: "publisher", action: "publish", subject: "pointer", to: "0123456789ab" };
  expect(await list()).toEqual([{ ...begun, from: null, outcome: "started", detail: null }]);
  await log.complete(id, { outcome: "done", from: "ba9876543210" });
  expect(await list()).toEqual([{ ...begun, from: "ba9876543210", outcome: "done", detail: null }]);
});

test("the newest come first, and pages hold each once", async () => {
  const { as } = await adminApp();
  const ids: number[] = [];
  for (let i = 0; i < 7; i++) ids.push(await log.begin(at, li, { action: "publish", subject: String(i) }));
  const pages: number[][] = [];
  let next: number | null = Number.MAX_SAFE_INTEGER;
  while (next !== null) {
    const page: { records: { id: number }[]; next: number | null } = await read(
      auditResponse,
      as(tokens.editor, `/v1/admin/audit?limit=3&before=${next}`),
    );
    pages.push(page.records.map((r) => r.id));
    next = page.next;
  }
  expect(pages.flat()).toEqual(ids.toReversed());
  expect(pages[0]).toHaveLength(3);
});

test.each(["limit=0", "limit=201", "limit=x", "before=0", "before=-1", "before=1;DROP TABLE audit"])("%s: 422", async (query) => {
  const { as } = await adminApp();
  await readProblem(422, as(tokens.editor, `/v1/admin/audit?${query}`));
});

test("without a database, or without its tables, it says what is missing", async () => {
  const { as } = await adminApp();
  await env.DB.exec("DROP TABLE audit");
  const { as: asWithout } = await adminApp({ DB: undefined } as never);
  for (const request of [as, asWithout]) {
    expect(await readProblem(503, request(tokens.editor, "/v1/admin/audit"))).toMatchObject({
      detail: expect.stringContaining("migrations apply"),
    });
  }
});
