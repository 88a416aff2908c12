import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { askResponse } from "../../../src/http/schemas.ts";
import { type Failure, failingBucket } from "../../store/failing-bucket.ts";
import { address, read, readProblem } from "../client.ts";
import { adminApp, freshState, recorded } from "./admin-app.ts";
import { bundled, cheap, dear, publish, rollBack, upload, versions } from "./publisher.ts";

freshState();

/** What an isolate that starts now answers: a figure and the version that says so. */
async function answered(): Promise<unknown> {
  const asked = await read(askResponse, (await adminApp()).request(address("/v1/ask", { q: "97岁老人高龄补贴多少" })));
  return [asked.answer?.figures.find((f) => f.matched)?.value, asked.kb.version];
}
const figures = { bundled: [100, bundled.version], dear: [120, dear.version], cheap: [90, cheap.version] };

/** Publishing and going back, on a bucket of which one call fails. @returns how many calls there were, and how each step ended. */
async function workWith(failure: Failure): Promise<{ calls: number; statuses: number[] }> {
  const { bucket, calls } = failingBucket(env.SNAPSHOTS, failure);
  const app = await adminApp({ SNAPSHOTS: bucket });
  const statuses: number[] = [];
  const step = async (response: Promise<Response>) => {
    const { status } = await response;
    statuses.push(status);
    return status < 300;
  };
  await step(upload(app, dear));
  if (await step(publish(app, dear, bundled))) await step(rollBack(app, bundled, dear));
  return { calls: calls(), statuses };
}

describe("R2 fails once, at whichever call", () => {
  const modes = ["before", "after"] as const;
  test.each(modes)(
    "%s it did what was asked: what is in service is whole, and the next publication is clean",
    async (when) => {
      const { calls } = await workWith({ call: Number.POSITIVE_INFINITY, when });
      expect(calls).toBeGreaterThan(10);
      for (let call = 1; call <= calls; call++) {
        for (const { key } of (await env.SNAPSHOTS.list()).objects) await env.SNAPSHOTS.delete(key);
        const { statuses } = await workWith({ call, when });
        expect([call, statuses.filter((s) => ![200, 201, 404, 503].includes(s))]).toEqual([call, []]);
        expect(statuses.filter((s) => s === 503).length).toBeLessThanOrEqual(1);
        const healthy = await adminApp();
        const { current } = await versions(healthy);
        expect(await answered()).toEqual(Object.values(figures).find(([, version]) => version === current.version));
        expect((await upload(healthy, cheap)).status).toBe(201);
        expect((await publish(healthy, cheap, current)).status).toBe(200);
        expect(await answered()).toEqual(figures.cheap);
      }
    },
    120_000,
  );
});

describe("D1 fails", () => {
  /** The database, on which the statement with a number cannot be run. */
  const failingDatabase = (failing: number) => {
    let run = 0;
    const statement = (real: D1PreparedStatement): D1PreparedStatement =>
      new Proxy(real, {
        get: (target, name) => {
          if (name === "bind") return (...values: unknown[]) => statement(target.bind(...values));
          if (name === "run") return async () => (++run === failing ? Promise.reject(new Error("D1 is down")) : await target.run());
          return Reflect.get(target, name);
        },
      });
    return new Proxy(env.DB, {
      get: (target, name) => (name === "prepare" ? (sql: string) => statement(target.prepare(sql)) : Reflect.get(target, name)),
    });
  };

  test("before a change: it is not made", async () => {
    const app = await adminApp({ DB: failingDatabase(3) });
    await upload(app, dear);
    expect(await readProblem(503, publish(app, dear, bundled))).toMatchObject({ detail: expect.stringContaining("none are made") });
    expect(await answered()).toEqual(figures.bundled);
    expect(app.logged).toEqual([
      expect.objectContaining({ level: "error", event: "audit_unavailable", actor: "李娜", action: "publish", error: "Error: D1 is down" }),
    ]);
  });

  test("after a change: it is made, on record as begun, and in the log", async () => {
    const app = await adminApp({ DB: failingDatabase(4) });
    await upload(app, dear);
    expect((await publish(app, dear, bundled)).status).toBe(200);
    expect(await answered()).toEqual(figures.dear);
    expect((await recorded(app)).at(-1)).toMatchObject({ action: "publish", to: dear.version, outcome: "started" });
    expect(app.logged).toEqual([expect.objectContaining({ level: "error", event: "audit_incomplete", actor: "李娜", action: "publish" })]);
  });
});

test("a store that fails is told from a refusal: 503, recorded as failed, and no secret of the inside", async () => {
  const { bucket } = failingBucket(env.SNAPSHOTS, { call: 1, when: "before" });
  const app = await adminApp({ SNAPSHOTS: bucket });
  const problem = await readProblem(503, upload(app, dear));
  expect(problem.detail).not.toContain("R2 is down");
  expect((await recorded(app)).at(-1)).toMatchObject({
    action: "upload",
    outcome: "failed",
    detail: expect.stringContaining("R2 is down"),
  });
  expect(app.logged).toEqual([expect.objectContaining({ level: "error", event: "store_failed" })]);
});

test("a pointer that cannot be read is told, and not written over", async () => {
  const app = await adminApp();
  await upload(app, dear);
  await env.SNAPSHOTS.put("pointer.json", "{");
  for (const attempt of [publish(app, dear, bundled), rollBack(app, dear, bundled)]) await readProblem(503, attempt);
  expect(await (await env.SNAPSHOTS.get("pointer.json"))?.text()).toBe("{");
});
