import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { corrected, corrections, entryFile } from "../../../src/http/admin/correction-schemas.ts";
import { mostEntries } from "../../../src/http/admin/rebuild.ts";
import { inServiceResponse, versionsResponse } from "../../../src/http/admin/schemas.ts";
import { askResponse } from "../../../src/http/schemas.ts";
import { buildSnapshot } from "../../../src/index/build.ts";
import { Snapshot } from "../../../src/index/snapshot.ts";
import { R2Store } from "../../../src/store/r2-store.ts";
import { smallTown, townSnapshot } from "../../store/small-town.ts";
import { address, read, readProblem } from "../client.ts";
import { adminApp, freshState, recorded, tokens } from "./admin-app.ts";

freshState();

type App = Awaited<ReturnType<typeof adminApp>>;
const store = new R2Store(env.SNAPSHOTS);
const allowance = "/v1/admin/entries/policies/elderly-allowance";
const rebuild = (app: App, token: string = tokens.publisher) => app.as(token, "/v1/admin/rebuild", { method: "POST" });
const trees =
  "---\ntitle: 公园树木倒伏\nquestions: [公园的树倒了归谁管]\nhandlers:\n  - { department: 城管局 }\nreviewed: null\nsource: { title: 手册 }\n---\n";
const put = (app: App, path: string, file: string) =>
  app.as(tokens.editor, path, { method: "PUT", body: file, headers: { "Content-Type": "text/markdown", "If-Match": "*" } });
const raised = async (app: App, to = 120) => {
  const { file } = await read(entryFile, app.as(tokens.editor, allowance));
  await read(corrected, put(app, allowance, file.replace("value: 100", `value: ${to}`)));
};
const added = (app: App) =>
  app.as(tokens.editor, "/v1/admin/entries/matters/fallen-trees", {
    method: "PUT",
    body: trees,
    headers: { "Content-Type": "text/markdown" },
  });
const waiting = async (app: App) => (await read(corrections, app.as(tokens.editor, "/v1/admin/corrections"))).corrections.map((c) => c.id);

/** The words of the town as deployed. */
async function wordsOfTheTown() {
  const opened = Snapshot.open((await townSnapshot()).file);
  if ("fault" in opened) throw new Error(opened.fault.reason);
  return opened.snapshot.lexicon.words();
}

describe("the Worker rebuilds the index itself", () => {
  test("to the very bytes that the command line would make of the corrected files, from the same words", async () => {
    const app = await adminApp();
    await raised(app);
    expect((await added(app)).status).toBe(201);
    await app.as(tokens.editor, "/v1/admin/entries/matters/stray-dogs", { method: "DELETE", headers: { "If-Match": "*" } });
    const { changed, current, corrections: left } = await read(inServiceResponse, rebuild(app));
    expect([changed, left]).toEqual([true, 0]);
    const file = (await read(entryFile, app.as(tokens.editor, allowance))).file;
    const base = smallTown({ "policies/elderly-allowance.md": file, "matters/fallen-trees.md": trees, "matters/stray-dogs.md": null });
    const built = await buildSnapshot(base, await wordsOfTheTown());
    expect(current).toMatchObject({ version: built.report.version, publishedBy: "李娜" });
    expect((await store.load(built.report.version))?.file).toEqual(built.file);
  });

  test("the corrections are in it: none is left on top, and the answers stay corrected", async () => {
    const app = await adminApp();
    await raised(app);
    await read(inServiceResponse, rebuild(app));
    expect(await waiting(app)).toEqual([]);
    const other = await adminApp();
    for (const { request } of [app, other]) {
      const { answer } = await read(askResponse, request(address("/v1/ask", { q: "97岁老人补贴多少" })));
      expect(answer?.figures.filter((f) => f.matched).map((f) => f.value)).toEqual([120]);
    }
    const { current, history } = await read(versionsResponse, app.as(tokens.editor, "/v1/admin/versions"));
    expect(history.map((h) => h.version)).not.toContain(current.version);
    expect(history).toHaveLength(1);
  });

  test("with nothing corrected, to the version there is", async () => {
    const app = await adminApp();
    const { changed, current } = await read(inServiceResponse, rebuild(app));
    expect([changed, current.version]).toEqual([false, (await townSnapshot()).version]);
  });

  test("rebuilt again and again, to the same version again and again", async () => {
    const app = await adminApp();
    await raised(app);
    const first = await read(inServiceResponse, rebuild(app));
    const second = await read(inServiceResponse, rebuild(app));
    expect([second.changed, second.current.version]).toEqual([false, first.current.version]);
  });

  test("and says so on record", async () => {
    const app = await adminApp();
    await raised(app);
    const { current, previous } = await read(inServiceResponse, rebuild(app));
    expect((await recorded(app)).at(-1)).toMatchObject({
      actor: "李娜",
      action: "rebuild",
      from: previous.version,
      to: current.version,
      outcome: "done",
    });
  });

  test("a correction that arrives while it builds stays on top", async () => {
    const app = await adminApp();
    await raised(app);
    const [built] = await Promise.all([rebuild(app), (async () => expect((await added(app)).status).toBe(201))()]);
    if (built.status === 200) expect(await waiting(app)).toEqual(["matters/fallen-trees"]);
    else await readProblem(409, built);
    expect((await app.request("/v1/entries/matters/fallen-trees")).status).toBe(200);
  });

  test("what would answer a golden question wrongly is not put in service", async () => {
    const golden = "- { q: 97岁老人补贴多少, entry: policies/elderly-allowance, figure: { value: 100, unit: 元/月 } }\n";
    const { file, version } = await townSnapshot({ "golden.yaml": golden });
    await store.store(version, file);
    const state = { publishedBy: "李娜", publishedAt: "2026-11-01T08:00:00.000Z", history: [], corrections: [] };
    await store.swap(null, { version, builtAt: "2026-11-01T08:00:00.000Z", ...state });
    const app = await adminApp();
    await raised(app);
    const { errors } = await readProblem(422, rebuild(app));
    expect(errors).toMatchObject([{ name: "97岁老人补贴多少", detail: expect.stringContaining("120") }]);
    expect((await store.state())?.state.version).toBe(version);
    expect(await waiting(app)).toEqual(["policies/elderly-allowance"]);
  });

  test("a base that is too large for an isolate: 413 says so and names the command, before anything is built", async () => {
    const articles = Array.from({ length: mostEntries }, (_, n) => ({ id: `x${n}`, kind: "article" as const, title: "公园", body: "" }));
    const { file, report } = await buildSnapshot(smallTown(), await wordsOfTheTown(), () => {}, articles);
    await store.store(report.version, file);
    const state = { publishedBy: "李娜", publishedAt: "2026-11-01T08:00:00.000Z", history: [], corrections: [] };
    await store.swap(null, { version: report.version, builtAt: "2026-11-01T08:00:00.000Z", ...state });
    const app = await adminApp();
    expect(await readProblem(413, rebuild(app))).toMatchObject({
      detail: expect.stringMatching(new RegExp(`${report.entries} entries .* at most ${mostEntries} .* npm run kb -- publish`, "u")),
    });
  });

  test("an editor may not: 403, on record", async () => {
    const app = await adminApp();
    await readProblem(403, rebuild(app, tokens.editor));
    await readProblem(401, app.request("/v1/admin/rebuild", { method: "POST" }));
    expect((await recorded(app)).at(-1)).toMatchObject({ actor: "王强", outcome: "refused" });
  });

  test("without a bucket, or a database to record it in: 503", async () => {
    await readProblem(503, rebuild(await adminApp({ SNAPSHOTS: undefined } as never)));
    await readProblem(503, rebuild(await adminApp({ DB: undefined } as never)));
  });
});
