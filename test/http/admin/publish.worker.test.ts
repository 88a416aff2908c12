import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { auditResponse, inServiceResponse, uploadResponse } from "../../../src/http/admin/schemas.ts";
import { askResponse } from "../../../src/http/schemas.ts";
import { snapshotKey } from "../../../src/store/r2-store.ts";
import { townSnapshot } from "../../store/small-town.ts";
import { address, read, readProblem } from "../client.ts";
import { adminApp, freshState, recorded, tokens } from "./admin-app.ts";
import { type AdminApp, bundled, cheap, dear, digestOf, publish, rollBack, townWith, upload, versions } from "./publisher.ts";

freshState();

/** What the 95–99 tier is said to be, and by which version. */
async function figureOf(app: AdminApp): Promise<[figure: unknown, version: string]> {
  const asked = await read(askResponse, app.request(address("/v1/ask", { q: "97岁老人高龄补贴多少" })));
  return [asked.answer?.figures.find((f) => f.matched)?.value, asked.kb.version];
}

describe("publishing", () => {
  test("uploads, puts in service, and the next question is answered from it", async () => {
    const app = await adminApp();
    expect(await figureOf(app)).toEqual([100, bundled.version]);
    expect(await upload(app, dear)).toMatchObject({ status: 201 });
    expect(await figureOf(app)).toEqual([100, bundled.version]);
    const answer = await read(inServiceResponse, publish(app, dear, bundled));
    expect(answer).toEqual({
      changed: true,
      current: { version: dear.version, builtAt: "2026-11-23T03:59:00.000Z", publishedBy: "李娜", publishedAt: "2026-11-23T04:00:00.000Z" },
      previous: { version: bundled.version, builtAt: "2026-11-01T08:00:00.000Z", publishedBy: null, publishedAt: null },
      corrections: 0,
    });
    expect(await figureOf(app)).toEqual([120, dear.version]);
    expect(await recorded(app)).toEqual([
      {
        actor: "李娜",
        role: "publisher",
        action: "upload",
        subject: dear.version,
        from: null,
        to: dear.version,
        outcome: "done",
        detail: `${dear.file.length} bytes`,
      },
      {
        actor: "李娜",
        role: "publisher",
        action: "publish",
        subject: "pointer",
        from: bundled.version,
        to: dear.version,
        outcome: "done",
        detail: null,
      },
    ]);
  });

  test("an isolate that starts afterwards serves it too", async () => {
    const app = await adminApp();
    await upload(app, dear);
    await publish(app, dear, bundled);
    expect(await figureOf(await adminApp())).toEqual([120, dear.version]);
  });

  test("the same version again changes nothing, and says so", async () => {
    const app = await adminApp();
    await upload(app, dear);
    await publish(app, dear, bundled);
    const before = await versions(app);
    expect(await read(inServiceResponse, publish(app, dear, dear))).toMatchObject({ changed: false, current: { version: dear.version } });
    expect(await versions(app)).toEqual(before);
  });

  test("what is asked of an answer changes its ETag with every change of the state", async () => {
    const app = await adminApp();
    const tag = async () => (await app.request("/v1/departments")).headers.get("ETag");
    const tags = [await tag()];
    await upload(app, dear);
    tags.push(await tag());
    await publish(app, dear, bundled);
    tags.push(await tag());
    await rollBack(app, bundled, dear);
    tags.push(await tag());
    expect(tags[1]).toBe(tags[0]);
    expect(new Set(tags).size).toBe(3);
  });
});

describe("versions", () => {
  test("before anything is published: what the deployment brought", async () => {
    const app = await adminApp();
    const { version } = bundled;
    expect(await versions(app)).toEqual({
      you: { name: "王强", role: "editor" },
      current: { version, builtAt: "2026-11-01T08:00:00.000Z", publishedBy: null, publishedAt: null },
      history: [],
      corrections: 0,
      keep: 20,
    });
  });

  test("who published which, the latest first; one can go back as far as to the deployment's", async () => {
    const app = await adminApp();
    for (const [next, current] of [
      [dear, bundled],
      [cheap, dear],
    ] as const) {
      await upload(app, next);
      await publish(app, next, current);
    }
    const { current, history } = await versions(app);
    expect([current, ...history].map((v) => [v.version, v.publishedBy])).toEqual([
      [cheap.version, "李娜"],
      [dear.version, "李娜"],
      [bundled.version, null],
    ]);
    expect(await read(inServiceResponse, rollBack(app, bundled, cheap))).toMatchObject({
      changed: true,
      current: { version: bundled.version, publishedBy: "李娜" },
    });
    expect(await figureOf(app)).toEqual([100, bundled.version]);
    expect(await figureOf(await adminApp())).toEqual([100, bundled.version]);
    expect((await versions(app)).history.map((v) => v.version)).toEqual([cheap.version, dear.version]);
    expect((await recorded(app)).at(-1)).toMatchObject({ action: "rollback", from: cheap.version, to: bundled.version, outcome: "done" });
  });
});

describe("an upload", () => {
  test("that was there is not stored again", async () => {
    const app = await adminApp();
    await upload(app, dear);
    const { etag, uploaded } = (await env.SNAPSHOTS.head(snapshotKey(dear.version))) ?? {};
    expect(await read(uploadResponse, upload(app, dear))).toEqual({ version: dear.version, bytes: dear.file.length });
    expect(await env.SNAPSHOTS.head(snapshotKey(dear.version))).toMatchObject({ etag, uploaded });
  });

  test("on whose way a bit was flipped, or the end was lost, is not stored", async () => {
    const app = await adminApp();
    const flipped = dear.file.slice();
    flipped[4000] = (flipped[4000] ?? 0) ^ 1;
    for (const file of [flipped, dear.file.slice(0, -100)]) {
      const headers = { "Repr-Digest": await digestOf(dear.file) };
      expect(await readProblem(422, upload(app, { ...dear, file }, headers))).toMatchObject({
        detail: expect.stringContaining("send it again"),
      });
    }
    expect(await env.SNAPSHOTS.list()).toMatchObject({ objects: [] });
    expect((await upload(app, dear)).status).toBe(201);
  });

  test("that ends before its Content-Length is not stored", async () => {
    const app = await adminApp();
    const response = await upload(app, { ...dear, file: dear.file.slice(0, -100) }, { "Content-Length": String(dear.file.length) });
    await readProblem(503, response);
    expect(await env.SNAPSHOTS.list()).toMatchObject({ objects: [] });
  });

  const flipped = dear.file.slice();
  flipped[4000] = (flipped[4000] ?? 0) ^ 1;
  const otherFormat = dear.file.slice();
  otherFormat[4] = 99;
  test.each([
    ["a flipped bit", flipped, "hash mismatch"],
    ["no end", dear.file.slice(0, -100), ""],
    ["another version", cheap.file, "hash mismatch"],
    ["another format", otherFormat, "deploy and build the same"],
    ["a web page", Uint8Array.from(new TextEncoder().encode("<html>")), "not a snapshot"],
  ])("that was made with %s is not put in service, and does not stand in the way of the real one", async (_, file, says) => {
    const app = await adminApp();
    expect((await upload(app, { ...dear, file }, { "Repr-Digest": await digestOf(file) })).status).toBe(201);
    expect(await readProblem(422, publish(app, dear, bundled))).toMatchObject({ detail: expect.stringContaining(says) });
    expect(await figureOf(app)).toEqual([100, bundled.version]);
    expect((await recorded(app)).at(-1)).toMatchObject({ action: "publish", outcome: "refused", detail: expect.stringContaining(says) });
    expect((await upload(app, dear)).status).toBe(201);
    expect((await publish(app, dear, bundled)).status).toBe(200);
    expect(await figureOf(app)).toEqual([120, dear.version]);
  });

  test.each([
    ["no length", {}, { "Content-Length": "" }, 411],
    ["a length that is none", {}, { "Content-Length": "many" }, 411],
    ["too great a length", {}, { "Content-Length": "95000001" }, 413],
    ["JSON", {}, { "Content-Type": "application/json" }, 415],
    ["a digest that is none", {}, { "Repr-Digest": "md5=:AAAA:" }, 422],
    ["a path for a version", { version: "..%2Fpointer.json" }, {}, 422],
    ["a version in capitals", { version: "ABCDEF012345" }, {}, 422],
  ])("with %s is refused before anything is stored", async (_, changed, headers, status) => {
    const app = await adminApp();
    await readProblem(status, upload(app, { ...dear, ...changed }, headers));
    expect(await env.SNAPSHOTS.list()).toMatchObject({ objects: [] });
  });
});

describe("golden questions", () => {
  const asking = (...questions: string[]) => townWith(120, { "golden.yaml": questions.map((q) => `- { ${q} }\n`).join("") });
  const q = "q: 97岁老人高龄补贴多少";

  test("that are answered as they must be let a version through", async () => {
    const app = await adminApp();
    const sound = await asking(
      "q: 流浪狗归谁管, entry: matters/stray-dogs, departments: [公安局]",
      `${q}, figure: { value: 120, unit: 元/月 }, says: ['120']`,
    );
    await upload(app, sound);
    expect((await publish(app, sound, bundled)).status).toBe(200);
  });

  test.each([
    ["another figure", "figure: { value: 100, unit: 元/月 }", "gives 120元/月, not 100元/月"],
    ["another entry", "entry: policies/heating-grant", "is answered by policies/elderly-allowance, not policies/heating-grant"],
    ["another department", "departments: [公安局]", "does not lead to 公安局"],
    ["another wording", "says: ['120', 每季度]", "does not say “每季度”"],
    ["no answer", "status: not_found", "is answered (policies/elderly-allowance), must be not_found"],
  ])("that would get %s keep it out, and are named", async (_, demand, detail) => {
    const app = await adminApp();
    const wrong = await asking("q: 流浪狗归谁管", `${q}, ${demand}`);
    await upload(app, wrong);
    const problem = await readProblem(422, publish(app, wrong, bundled));
    expect(problem.errors).toEqual([{ in: "golden", name: "97岁老人高龄补贴多少", detail }]);
    expect(await figureOf(app)).toEqual([100, bundled.version]);
    expect((await versions(app)).current.version).toBe(bundled.version);
    expect((await recorded(app)).at(-1)).toMatchObject({ action: "publish", to: wrong.version, outcome: "refused" });
  });

  test("are asked for the day it is where the town is, or for their own", async () => {
    const app = await adminApp();
    const heating = "q: 取暖补助多少钱";
    const sound = await asking(`${heating}, status: not_found`, `${heating}, at: 2018-01-01, figure: { value: 200, unit: 元/年 }`);
    await upload(app, sound);
    expect((await publish(app, sound, bundled)).status).toBe(200);
  });
});

describe("somebody else published in between", () => {
  test("is refused with who and when, and nothing is changed", async () => {
    const app = await adminApp();
    for (const version of [dear, cheap]) await upload(app, version);
    await publish(app, dear, bundled);
    const problem = await readProblem(409, publish(app, cheap, bundled));
    expect(problem.current).toEqual({ version: dear.version, publishedBy: "李娜", publishedAt: "2026-11-23T04:00:00.000Z" });
    expect(problem.detail).toContain(`${dear.version} is in service, put there by 李娜 at 2026-11-23T04:00:00.000Z`);
    expect(await figureOf(app)).toEqual([120, dear.version]);
    expect((await recorded(app)).at(-1)).toMatchObject({
      action: "publish",
      from: bundled.version,
      to: cheap.version,
      outcome: "refused",
      detail: problem.detail,
    });
    await readProblem(409, rollBack(app, bundled, cheap));
  });

  test("fifty times two at once: one of the two is in service, told so, and is what is answered", async () => {
    const one = await adminApp();
    const two = await adminApp();
    const figures = new Map([
      [bundled, 100],
      [dear, 120],
      [cheap, 90],
    ]);
    for (const version of figures.keys()) await upload(one, version);
    let current = bundled;
    for (let round = 0; round < 50; round++) {
      const rivals = [...figures.keys()].filter((v) => v !== current);
      const answers = await Promise.all(rivals.map((version, i) => publish(i === round % 2 ? one : two, version, current)));
      expect(answers.map((a) => a.status).toSorted()).toEqual([200, 409]);
      current = rivals[answers.findIndex((a) => a.status === 200)] ?? current;
      expect(await figureOf(await adminApp())).toEqual([figures.get(current), current.version]);
    }
    const { records } = await read(auditResponse, one.as(tokens.editor, "/v1/admin/audit?limit=200"));
    const outcomes = records.filter((r) => r.action === "publish").map((r) => r.outcome);
    expect(outcomes.toSorted()).toEqual([...Array(50).fill("done"), ...Array(50).fill("refused")]);
  });
});

describe("what cannot be done", () => {
  test.each([
    ["a version that was not uploaded", (app: AdminApp) => publish(app, dear, bundled), 404, "has not been uploaded"],
    ["going back to one that never was in service", (app: AdminApp) => rollBack(app, dear, bundled), 404, "not kept"],
  ])("%s: 404", async (_, attempt, status, says) => {
    const app = await adminApp();
    expect(await readProblem(status, attempt(app))).toMatchObject({ detail: expect.stringContaining(says) });
    expect(await figureOf(app)).toEqual([100, bundled.version]);
  });

  test("going back to one that is uploaded but never was in service", async () => {
    const app = await adminApp();
    await upload(app, dear);
    await readProblem(404, rollBack(app, dear, bundled));
  });

  test.each([
    ["publish", "/v1/admin/pointer"],
    ["rollback", "/v1/admin/rollback"],
  ])("%s with an invalid body: 422 or 400, 413 and 415", async (_, path) => {
    const app = await adminApp();
    const send = (body: string, type = "application/json") =>
      app.as(tokens.publisher, path, { method: "POST", body, headers: { "Content-Type": type } });
    expect((await readProblem(422, send("{}"))).errors?.map((e) => e.name)).toEqual(["version", "expected"]);
    const sound = { version: dear.version, expected: bundled.version };
    expect((await readProblem(422, send(JSON.stringify({ ...sound, force: true })))).errors).toEqual([
      { in: "body", name: "force", detail: "unknown field" },
    ]);
    await readProblem(422, send(JSON.stringify({ ...sound, version: "../pointer" })));
    await readProblem(400, send("{"));
    await readProblem(415, send(JSON.stringify(sound), "text/plain"));
    await readProblem(413, send(JSON.stringify({ ...sound, version: "x".repeat(300_000) })));
  });

  test("an editor may look, and change nothing: 403, and that they tried is on record", async () => {
    const app = await adminApp();
    const as = { ...app, as: (_: string, path: string, init?: RequestInit) => app.as(tokens.editor, path, init) };
    for (const attempt of [upload(as, dear), publish(as, dear, bundled), rollBack(as, dear, bundled)]) {
      expect(await readProblem(403, attempt)).toMatchObject({ detail: "This takes a token with the role publisher; yours is editor." });
    }
    expect(await env.SNAPSHOTS.list()).toMatchObject({ objects: [] });
    const tried = { actor: "王强", role: "editor", from: null, to: null, outcome: "refused" };
    expect(await recorded(app)).toEqual([
      expect.objectContaining({ ...tried, action: "PUT", subject: `/v1/admin/snapshots/${dear.version}` }),
      expect.objectContaining({ ...tried, action: "POST", subject: "/v1/admin/pointer" }),
      expect.objectContaining({ ...tried, action: "POST", subject: "/v1/admin/rollback" }),
    ]);
  });

  test("without a database, or without its tables, nothing is changed, since it could not be recorded", async () => {
    const app = await adminApp();
    const without = await adminApp({ DB: undefined } as never);
    await env.DB.exec("DROP TABLE audit");
    for (const { as } of [app, without]) {
      const attempts = { as } as AdminApp;
      for (const attempt of [upload(attempts, dear), publish(attempts, dear, bundled), rollBack(attempts, dear, bundled)]) {
        expect(await readProblem(503, attempt)).toMatchObject({ detail: expect.stringContaining("npx wrangler d1 migrations apply") });
      }
    }
    expect(await env.SNAPSHOTS.list()).toMatchObject({ objects: [] });
  });

  test("without a bucket there is nothing to publish to", async () => {
    const app = await adminApp({ SNAPSHOTS: undefined } as never);
    for (const attempt of [
      upload(app, dear),
      publish(app, dear, bundled),
      rollBack(app, dear, bundled),
      app.as(tokens.editor, "/v1/admin/versions"),
    ]) {
      expect(await readProblem(503, attempt)).toMatchObject({ detail: expect.stringContaining("SNAPSHOTS") });
    }
  });
});

describe("versions that are not kept", () => {
  const day = 24 * 60 * 60 * 1000;

  test("go with the next publication, a day after they were uploaded; the one before never does", async () => {
    const made = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        townSnapshot({
          "matters/note.md": `---\ntitle: 第${n}号通知\nquestions: [第${n}号通知]\nreviewed: null\nsource: { title: 手册 }\nhandlers: [{ department: 公安局 }]\n---\n`,
        }),
      ),
    );
    const today = await adminApp({ KEEP_VERSIONS: "3" });
    let current: { version: string } = bundled;
    for (const next of made.slice(0, 3)) {
      await upload(today, next);
      await publish(today, next, current);
      current = next;
    }
    const stored = async () => (await env.SNAPSHOTS.list({ prefix: "snapshots/" })).objects.map((o) => o.key);
    expect(await stored()).toHaveLength(4);
    const [first, second, third, fourth] = made;
    if (!first || !second || !third || !fourth) throw new Error("four were made");
    const later = await adminApp({ KEEP_VERSIONS: "3" }, { at: Date.now() + 2 * day });
    await upload(later, fourth);
    await publish(later, fourth, third);
    expect((await stored()).toSorted()).toEqual([second, third, fourth].map((v) => snapshotKey(v.version)).toSorted());
    expect((await versions(today)).history.map((v) => v.version)).toEqual([third.version, second.version]);
    const removed = (await recorded(today)).filter((r) => r["action"] === "remove");
    expect(removed.map((r) => [r["subject"], r["outcome"], r["actor"]]).toSorted()).toEqual(
      [bundled.version, first.version].map((v) => [v, "done", "李娜"]).toSorted(),
    );
    expect((await rollBack(later, second, fourth)).status).toBe(200);
  });
});
