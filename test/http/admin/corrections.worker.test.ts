import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { mostBytes, mostCorrections } from "../../../src/http/admin/correct.ts";
import { corrected, corrections, entryFile } from "../../../src/http/admin/correction-schemas.ts";
import { askResponse, departmentResponse, searchResponse, suggestResponse } from "../../../src/http/schemas.ts";
import { Publications } from "../../../src/store/publications.ts";
import { correctionsKey, R2Store } from "../../../src/store/r2-store.ts";
import { failingBucket } from "../../store/failing-bucket.ts";
import { address, read, readProblem } from "../client.ts";
import { smallApp, townStore } from "../small-app.ts";
import { adminApp, freshState, recorded, tokens } from "./admin-app.ts";

freshState();

type App = Awaited<ReturnType<typeof adminApp>>;
const allowance = "/v1/admin/entries/policies/elderly-allowance";
const source = "reviewed: 2026-01-15\nsource: { title: 小城热线手册 }";
const trees = `---
title: 公园树木倒伏
questions: [公园的树倒了归谁管]
handlers:
  - { department: 城管局 }
${source}
---
倒伏的树木由城市管理局清理。
`;

async function fileOf(app: App, path: string): Promise<{ file: string; tag: string }> {
  const response = await app.as(tokens.editor, path);
  const { file, tag } = await read(entryFile, response);
  return { file, tag };
}
const put = (app: App, path: string, file: string, headers: Record<string, string> = {}, token: string = tokens.editor) =>
  app.as(token, path, { method: "PUT", body: file, headers: { "Content-Type": "text/markdown", ...headers } });
const remove = (app: App, path: string, tag?: string) =>
  app.as(tokens.editor, path, { method: "DELETE", headers: tag === undefined ? {} : { "If-Match": tag } });
/** What the town pays at 97, by its own account. */
const paid = async ({ request }: Pick<App, "request">) => {
  const { answer } = await read(askResponse, request(address("/v1/ask", { q: "97岁老人补贴多少" })));
  return answer?.figures.filter((f) => f.matched).map((f) => f.value);
};
const raised = async (app: App, to = 120) => {
  const { file, tag } = await fileOf(app, allowance);
  return await put(app, allowance, file.replace(/(?<=to: 99, value: )\d+/u, String(to)), { "If-Match": tag });
};
const listed = async (app: App) => (await read(corrections, app.as(tokens.editor, "/v1/admin/corrections"))).corrections;

describe("a figure is corrected", () => {
  test("the next question shows it, here and on an isolate that starts afterwards", async () => {
    const app = await adminApp();
    expect(await paid(app)).toEqual([100]);
    const answer = await read(corrected, raised(app));
    expect(answer).toMatchObject({
      id: "policies/elderly-allowance",
      correction: { op: "put", by: "王强", at: "2026-11-23T04:00:00.000Z" },
      changes: [{ field: "tables", text: "高龄补贴 95–99岁：100 → 120元/月" }],
      warnings: [],
    });
    expect(await paid(app)).toEqual([120]);
    expect(await paid(await adminApp())).toEqual([120]);
  });

  test("an isolate that was there before shows it within ten seconds", async () => {
    const app = await adminApp();
    let now = Date.parse("2026-11-23T04:00:00Z");
    const other = await smallApp({ now: () => now, bindings: { SNAPSHOTS: env.SNAPSHOTS } });
    expect(await paid(other)).toEqual([100]);
    await read(corrected, raised(app));
    for (let second = 0; second < 10; second++) {
      now += 1000;
      await other.request("/readyz");
    }
    expect(await paid(other)).toEqual([120]);
  });

  test("it is listed with who, when and from what to what; the published entry is kept beside it", async () => {
    const app = await adminApp();
    await read(corrected, raised(app, 120));
    const { file, tag } = await fileOf(app, allowance);
    await read(corrected, put(app, allowance, file.replace("value: 120", "value: 130"), { "If-Match": tag }, tokens.publisher));
    expect(await listed(app)).toMatchObject([
      {
        id: "policies/elderly-allowance",
        title: "高龄补贴",
        op: "put",
        by: "李娜",
        changes: [{ text: "高龄补贴 95–99岁：100 → 130元/月" }],
        file: expect.stringContaining("value: 130"),
        entry: { tables: [{ tiers: [{ value: 50 }, { value: 130 }] }] },
        based: { tables: [{ tiers: [{ value: 50 }, { value: 100 }] }] },
      },
    ]);
  });

  test("it is on record: who changed what from what to what", async () => {
    const app = await adminApp();
    const before = await fileOf(app, allowance);
    const { tag } = await read(corrected, raised(app));
    expect(await recorded(app)).toEqual([
      {
        actor: "王强",
        role: "editor",
        action: "correct",
        subject: "policies/elderly-allowance",
        from: before.tag,
        to: tag,
        outcome: "done",
        detail: "高龄补贴 95–99岁：100 → 120元/月",
      },
    ]);
  });

  test("an answer that was cached before is not taken for the new one", async () => {
    const app = await adminApp();
    const ask = (headers: Record<string, string> = {}) => app.request(address("/v1/ask", { q: "97岁老人补贴多少" }), { headers });
    const etag = (await ask()).headers.get("ETag") ?? "";
    await read(corrected, raised(app));
    expect((await ask({ "If-None-Match": etag })).status).toBe(200);
  });

  test("its text is what was sent, to the letter, comments and all", async () => {
    const app = await adminApp();
    const { file, tag } = await fileOf(app, allowance);
    const commented = file.replace("value: 100", "value: 120").replace("title:", "# 2026 年调整\ntitle:");
    const answer = await read(corrected, put(app, allowance, commented, { "If-Match": tag }));
    expect(await fileOf(app, allowance)).toEqual({ file: commented, tag: answer.tag });
    const plain = await app.as(tokens.editor, allowance, { headers: { Accept: "text/markdown" } });
    expect([plain.status, plain.headers.get("ETag"), plain.headers.get("Content-Type")]).toEqual([
      200,
      answer.tag,
      "text/markdown; charset=utf-8",
    ]);
    expect(await plain.text()).toBe(commented);
  });

  test("corrected back to what is published, nothing is left to publish", async () => {
    const app = await adminApp();
    await read(corrected, raised(app));
    const { file, tag } = await fileOf(app, allowance);
    expect(await read(corrected, put(app, allowance, file.replace("value: 120", "value: 100"), { "If-Match": tag }))).toMatchObject({
      correction: null,
    });
    expect(await listed(app)).toEqual([]);
    expect(await paid(app)).toEqual([100]);
  });
});

describe("an entry is added, or goes", () => {
  test("added, it is answered, found, suggested and stands in its department's profile", async () => {
    const app = await adminApp();
    const response = await put(app, "/v1/admin/entries/matters/fallen-trees", trees);
    expect(response.status).toBe(201);
    expect(corrected.parse(await response.json())).toMatchObject({ correction: { op: "put" } });
    const found = await read(askResponse, app.request(address("/v1/ask", { q: "公园的树倒了归谁管" })));
    expect(found).toMatchObject({ status: "answered", answer: { entry: { id: "matters/fallen-trees" } } });
    const { hits } = await read(searchResponse, app.request(address("/v1/search", { q: "倒伏", kind: "matter" })));
    expect(hits.map((h) => h.id)).toEqual(["matters/fallen-trees"]);
    const { suggestions } = await read(suggestResponse, app.request(address("/v1/suggest", { q: "gongyuan" })));
    expect(suggestions[0]).toEqual({ text: "公园树木倒伏", id: "matters/fallen-trees", kind: "matter" });
    const { department } = await read(departmentResponse, app.request("/v1/departments/urban/management"));
    expect(department.handles.map((h) => h.id)).toContain("matters/fallen-trees");
  });

  test("deleted, it is gone from everywhere; reverted, it is back", async () => {
    const app = await adminApp();
    const path = "/v1/admin/entries/matters/stray-dogs";
    const { tag } = await fileOf(app, path);
    expect(await read(corrected, remove(app, path, tag))).toMatchObject({ tag: null, correction: { op: "delete" } });
    await readProblem(404, app.request("/v1/entries/matters/stray-dogs"));
    await readProblem(404, app.as(tokens.editor, path));
    const { candidates } = await read(askResponse, app.request(address("/v1/ask", { q: "流浪狗归谁管" })));
    expect(candidates.map((c) => c.id)).not.toContain("matters/stray-dogs");
    expect(await listed(app)).toMatchObject([{ op: "delete", file: null, entry: null, based: { title: "流浪狗" }, title: "流浪狗" }]);

    const back = await read(corrected, remove(app, "/v1/admin/corrections/matters/stray-dogs"));
    expect(back).toMatchObject({ correction: null, tag });
    expect((await app.request("/v1/entries/matters/stray-dogs")).status).toBe(200);
    expect(await listed(app)).toEqual([]);
  });

  test("an added one that is deleted again leaves no correction behind", async () => {
    const app = await adminApp();
    const path = "/v1/admin/entries/matters/fallen-trees";
    await put(app, path, trees);
    const { tag } = await fileOf(app, path);
    expect(await read(corrected, remove(app, path, tag))).toMatchObject({ tag: null, correction: null });
    expect(await listed(app)).toEqual([]);
  });

  test("a department that is renamed is called so in every answer", async () => {
    const app = await adminApp();
    const path = "/v1/admin/entries/departments/urban/management";
    const { file, tag } = await fileOf(app, path);
    const renamed = file
      .replace("name: 城市管理局", "name: 综合执法局")
      .replace("reviewed:", 'lineage:\n  - { name: 城市管理局, to: "2026-06-01", basis: 更名 }\nreviewed:');
    await read(corrected, put(app, path, renamed, { "If-Match": tag }));
    const { answer } = await read(askResponse, app.request(address("/v1/ask", { q: "井盖丢了归谁管" })));
    expect(answer?.departments).toMatchObject([{ name: "综合执法局", formerly: "城市管理局" }]);
  });
});

describe("revert", () => {
  test("brings the published entry back, on record", async () => {
    const app = await adminApp();
    const { tag } = await fileOf(app, allowance);
    const changed = await read(corrected, raised(app));
    expect(await read(corrected, remove(app, "/v1/admin/corrections/policies/elderly-allowance", changed.tag ?? ""))).toMatchObject({
      tag,
      correction: null,
      changes: [{ text: "高龄补贴 95–99岁：120 → 100元/月" }],
    });
    expect(await paid(app)).toEqual([100]);
    expect((await recorded(app)).at(-1)).toMatchObject({
      action: "revert",
      subject: "policies/elderly-allowance",
      from: changed.tag,
      to: tag,
    });
  });

  test("of what was not corrected: 404", async () => {
    const app = await adminApp();
    await readProblem(404, remove(app, "/v1/admin/corrections/policies/elderly-allowance", "*"));
    await readProblem(404, remove(app, "/v1/admin/corrections/matters/no-such-thing"));
  });

  test("of what other corrections build on: 422 names them, and nothing changes", async () => {
    const app = await adminApp();
    const park = `---\nname: 园林局\n${source}\n---\n园林局管公园。\n`;
    expect((await put(app, "/v1/admin/entries/departments/parks", park)).status).toBe(201);
    expect((await put(app, "/v1/admin/entries/matters/fallen-trees", trees.replace("城管局", "园林局"))).status).toBe(201);
    const { errors } = await readProblem(422, remove(app, "/v1/admin/corrections/departments/parks", "*"));
    expect(errors).toMatchObject([
      { name: "matters/fallen-trees.md:5:19", detail: expect.stringContaining('unknown department "园林局"') },
    ]);
    expect(await listed(app)).toHaveLength(2);
  });
});

describe("two editors", () => {
  test("who read the same state: the second is told, and nothing of the first is lost", async () => {
    const app = await adminApp();
    const { file, tag } = await fileOf(app, allowance);
    const change = (value: number, token: string) =>
      put(app, allowance, file.replace("value: 100", `value: ${value}`), { "If-Match": tag }, token);
    const first = await read(corrected, change(120, tokens.editor));
    const refused = await change(130, tokens.publisher);
    expect(refused.headers.get("ETag")).toBe(first.tag);
    expect(await readProblem(412, refused)).toMatchObject({ detail: expect.stringContaining("Somebody changed this entry") });
    expect(await paid(app)).toEqual([120]);
  });

  test("at the same moment, of one entry: one succeeds", async () => {
    const app = await adminApp();
    const { file, tag } = await fileOf(app, allowance);
    const responses = await Promise.all(
      [110, 120, 130, 140].map((value) => put(app, allowance, file.replace("value: 100", `value: ${value}`), { "If-Match": tag })),
    );
    expect(responses.map((r) => r.status).toSorted()).toEqual([200, 412, 412, 412]);
    expect(await listed(app)).toHaveLength(1);
  });

  test("at the same moment, of different entries: all succeed, and none is lost", async () => {
    const app = await adminApp();
    const names = ["a", "b", "c", "d", "e"];
    const responses = await Promise.all(
      names.map((name) => put(app, `/v1/admin/entries/matters/${name}`, trees.replace("公园的树倒了", `公园的${name}树倒了`))),
    );
    expect(responses.map((r) => r.status)).toEqual(names.map(() => 201));
    expect((await listed(app)).map((c) => c.id).toSorted()).toEqual(names.map((name) => `matters/${name}`));
  });

  test.each([
    ["no If-Match", {}, 428],
    ["an old one", { "If-Match": '"0123456789abcdef"' }, 412],
    ["a weak one", { "If-Match": 'W/"0123456789abcdef"' }, 412],
    ["whatever is there", { "If-Match": "*" }, 200],
    ["only where there is none", { "If-Match": "*", "If-None-Match": "*" }, 412],
  ] as const)("an entry that exists, with %s", async (_, headers, status) => {
    const app = await adminApp();
    const { file } = await fileOf(app, allowance);
    const response = await put(app, allowance, file.replace("value: 100", "value: 120"), headers);
    if (status === 200) await read(corrected, response);
    else await readProblem(status, response);
    expect(await paid(app)).toEqual([status === 200 ? 120 : 100]);
  });

  test.each([
    [{ "If-Match": "*" }, 412],
    [{ "If-Match": '"0123456789abcdef"' }, 412],
    [{ "If-None-Match": "*" }, 201],
    [{}, 201],
  ] as const)("an entry that does not exist, with %j: %i", async (headers, status) => {
    const app = await adminApp();
    expect((await put(app, "/v1/admin/entries/matters/fallen-trees", trees, headers)).status).toBe(status);
  });

  test("a list of tags, one of which is right, is right", async () => {
    const app = await adminApp();
    const { file, tag } = await fileOf(app, allowance);
    await read(corrected, put(app, allowance, file.replace("value: 100", "value: 120"), { "If-Match": `"0", ${tag}` }));
  });
});

describe("what is not sound is refused, with what check would say", () => {
  test.each<[string, string, string, string]>([
    ["YAML", "matters/fallen-trees", trees.replace("[公园的树倒了归谁管]", "[公园"), "YAML"],
    ["a field", "matters/fallen-trees", trees.replace("title: 公园树木倒伏\n", ""), '"title" is missing'],
    ["an unknown key", "matters/fallen-trees", trees.replace("title:", "titel:"), 'did you mean "title"?'],
    ["a department", "matters/fallen-trees", trees.replace("城管局", "城管居"), 'matters/fallen-trees.md:5:19 unknown department "城管居"'],
    ["a reference", "matters/fallen-trees", trees.replace("reviewed", "supersedes: [matters/stray-dog]\nreviewed"), "matters/stray-dogs"],
    ["a region", "matters/fallen-trees", trees.replace("reviewed", 'region: "510999"\nreviewed'), 'unknown region "510999"'],
    ["a folder", "things/fallen-trees", trees, 'unknown folder "things"'],
    ["an id", "matters/Fallen", trees, "cannot be an id"],
    ["a taken name", "departments/dogs", `---\nname: 公安局\n${source}\n---\n`, "already belongs to departments/public-security"],
    ["no front matter", "matters/fallen-trees", "公园", "no front matter"],
    ["nothing", "matters/fallen-trees", "", "no front matter"],
  ])("%s", async (_, id, file, message) => {
    const app = await adminApp();
    const { errors } = await readProblem(422, put(app, `/v1/admin/entries/${id}`, file));
    expect(errors?.map((e) => e.detail).join("\n")).toContain(message);
    expect(errors?.every((e) => e.in === "file" && e.detail.startsWith(`${e.name} `))).toBe(true);
    expect(await listed(app)).toEqual([]);
    expect((await recorded(app)).at(-1)).toMatchObject({ outcome: "refused", detail: expect.stringContaining(message) });
  });

  test("all mistakes of a file at once", async () => {
    const app = await adminApp();
    const wrong = trees.replace("title:", "titel:").replace("城管局", "城管居").replace("reviewed", 'region: "510999"\nreviewed');
    const { errors } = await readProblem(422, put(app, "/v1/admin/entries/matters/fallen-trees", wrong));
    expect(errors?.length).toBeGreaterThanOrEqual(4);
  });

  test("an entry that others name cannot go: they are named, with their places", async () => {
    const app = await adminApp();
    const successor = trees.replace("reviewed", "supersedes: [matters/stray-dogs]\nreviewed");
    expect((await put(app, "/v1/admin/entries/matters/fallen-trees", successor)).status).toBe(201);
    const { errors } = await readProblem(422, remove(app, "/v1/admin/entries/matters/stray-dogs", "*"));
    expect(errors).toMatchObject([{ name: expect.stringMatching(/^matters\/fallen-trees\.md:\d+:\d+$/u) }]);
  });

  test("an entry that was deleted live cannot be named any more", async () => {
    const app = await adminApp();
    await read(corrected, remove(app, "/v1/admin/entries/matters/stray-dogs", "*"));
    const successor = trees.replace("reviewed", "supersedes: [matters/stray-dogs]\nreviewed");
    const { errors } = await readProblem(422, put(app, "/v1/admin/entries/matters/fallen-trees", successor));
    expect(errors).toMatchObject([{ detail: expect.stringContaining('unknown entry "matters/stray-dogs"') }]);
  });

  test("against the rest of the base: the same question with another figure, in the words of check", async () => {
    const app = await adminApp();
    const { file } = await fileOf(app, allowance);
    const twin = file.replace("value: 100", "value: 120");
    const { errors } = await readProblem(422, put(app, "/v1/admin/entries/policies/twin", twin));
    const said = errors?.map((e) => e.detail).join("\n");
    expect(said).toContain('the same question as in policies/elderly-allowance questions.0: "高龄补贴多少钱"');
    expect(said).toMatch(/120元\/月.*100元\/月|100元\/月.*120元\/月/u);
  });

  test("what is only worth a look is no hindrance: it is said with the answer", async () => {
    const app = await adminApp();
    const { file, tag } = await fileOf(app, allowance);
    const old = file.replace("reviewed: 2026-01-15", "reviewed: 2020-01-15");
    const { warnings } = await read(corrected, put(app, allowance, old, { "If-Match": tag }));
    expect(warnings).toEqual([expect.stringMatching(/^policies\/elderly-allowance\.md:\d+:\d+ warning: .*2020-01-15/u)]);
  });

  test("a department that entries lead to can neither go nor lose the name they use", async () => {
    const app = await adminApp();
    const path = "/v1/admin/entries/departments/urban/management";
    const gone = await readProblem(422, remove(app, path, "*"));
    expect(gone.errors?.map((e) => e.name.split(":")[0])).toEqual([
      "matters/anju-manhole-covers.md",
      "matters/manhole-covers.md",
      "matters/stray-dogs.md",
    ]);
    const { file, tag } = await fileOf(app, path);
    const renamed = file.replace("name: 城市管理局", "name: 综合执法局");
    const lost = await readProblem(422, put(app, path, renamed, { "If-Match": tag }));
    expect(lost.errors?.map((e) => e.name.split(":")[0])).toEqual(["matters/anju-manhole-covers.md", "matters/manhole-covers.md"]);
  });

  test("a file that is too large: 413", async () => {
    const app = await adminApp();
    await readProblem(413, put(app, "/v1/admin/entries/matters/fallen-trees", trees + "长".repeat(30_000)));
  });

  test.each(["application/json", "application/x-yaml", "", "text/plain", "text/html"])("a body of type %j: 415", async (type) => {
    const app = await adminApp();
    await readProblem(415, put(app, "/v1/admin/entries/matters/fallen-trees", trees, { "Content-Type": type }));
  });

  test.each(["GET", "DELETE"])("%s of what is not there: 404", async (method) => {
    const app = await adminApp();
    await readProblem(404, app.as(tokens.editor, "/v1/admin/entries/matters/no-such-thing", { method }));
  });
});

describe("limits", () => {
  const bulky = (n: number) => trees.replace("公园的树倒了", `公园的${n}号树倒了`);

  test("more corrections than may wait: 409 says to publish; those there are can still be changed", async () => {
    const app = await adminApp();
    const store = new R2Store(env.SNAPSHOTS);
    expect((await put(app, "/v1/admin/entries/matters/a0", bulky(0))).status).toBe(201);
    const found = await store.state();
    const [first] = found?.state.corrections ?? [];
    if (!found || !first) throw new Error("nothing is published");
    const [stored] = (await store.corrections(first.object)) ?? [];
    if (stored?.entry?.kind !== "matter") throw new Error("not stored");
    const { entry } = stored;
    const ids = Array.from({ length: mostCorrections }, (_, n) => `matters/a${n}`);
    const object = await store.storeCorrections(ids.map((id) => ({ ...stored, id, entry: { ...entry, id } })));
    const many = ids.map((id) => ({ ...first, id, object }));
    await store.swap(found.etag, { ...found.state, corrections: many });
    expect(await readProblem(409, put(app, "/v1/admin/entries/matters/more", trees))).toMatchObject({
      detail: expect.stringContaining("publish first"),
    });
    await read(corrected, put(app, "/v1/admin/entries/matters/a1", bulky(2), { "If-Match": "*" }));
  });

  test("more bytes than may wait: 409 as well", async () => {
    const app = await adminApp();
    const store = new R2Store(env.SNAPSHOTS);
    expect((await put(app, "/v1/admin/entries/matters/a0", bulky(0))).status).toBe(201);
    const found = await store.state();
    const [first] = found?.state.corrections ?? [];
    if (!found || !first) throw new Error("nothing is published");
    await store.swap(found.etag, { ...found.state, corrections: [{ ...first, bytes: mostBytes }] });
    await readProblem(409, put(app, "/v1/admin/entries/matters/more", trees));
  });
});

describe("what is stored goes wrong", () => {
  test("corrections whose object is gone are left out and reported; the others are served, and new ones can be made", async () => {
    const app = await adminApp();
    const store = new R2Store(env.SNAPSHOTS);
    await read(corrected, raised(app));
    const lost = await store.state();
    await put(app, "/v1/admin/entries/matters/fallen-trees", trees);
    const found = await store.state();
    if (lost === null || found === null) throw new Error("nothing is published");
    const [allowance, trees_] = found.state.corrections;
    if (allowance === undefined || trees_ === undefined) throw new Error("not corrected");
    const gone = { ...allowance, object: "0".repeat(64) };
    await store.swap(found.etag, { ...found.state, corrections: [gone, trees_] });
    const later = await adminApp();
    expect(await paid(later)).toEqual([100]);
    expect((await later.request("/v1/entries/matters/fallen-trees")).status).toBe(200);
    expect(later.faults).toEqual([
      { version: found.state.version, fault: { reason: "corrections_missing", ids: ["policies/elderly-allowance"] } },
    ]);
    const more = trees.replace("公园的树倒了", "路边的树倒了").replace("title: 公园树木倒伏", "title: 行道树倒伏");
    expect((await put(later, "/v1/admin/entries/matters/more-trees", more)).status).toBe(201);
    expect((await store.state())?.state.corrections[0]).toEqual(gone);
    await read(corrected, remove(later, "/v1/admin/corrections/policies/elderly-allowance", "*"));
    expect((await listed(later)).map((c) => c.id)).toEqual(["matters/fallen-trees", "matters/more-trees"]);
  });

  test("one that was changed in the bucket is not served", async () => {
    const app = await adminApp();
    await read(corrected, raised(app));
    const state = (await new R2Store(env.SNAPSHOTS).state())?.state;
    const key = correctionsKey(state?.corrections[0]?.object ?? "");
    const text = (await (await env.SNAPSHOTS.get(key))?.text()) ?? "";
    await env.SNAPSHOTS.put(key, text.replaceAll("120", "9999"));
    expect(await paid(await adminApp())).toEqual([100]);
  });
});

describe("R2 fails once, at whichever call", () => {
  const work = async (call: number, when: "before" | "after") => {
    const { bucket, calls } = failingBucket(env.SNAPSHOTS, { call, when });
    const app = await adminApp({ SNAPSHOTS: bucket });
    const added = await put(app, "/v1/admin/entries/matters/fallen-trees", trees);
    const changed = await put(app, allowance, raisedFile, { "If-Match": "*" });
    const taken = await remove(app, "/v1/admin/corrections/policies/elderly-allowance", "*");
    return { calls: calls(), statuses: [added.status, changed.status, taken.status] };
  };
  let raisedFile = "";

  test.each(["before", "after"] as const)(
    "%s it did what was asked: what is told is what is stored, and nothing of other corrections is lost",
    async (when) => {
      raisedFile = (await fileOf(await adminApp(), allowance)).file.replace("value: 100", "value: 120");
      const { calls, statuses } = await work(Number.POSITIVE_INFINITY, when);
      expect(statuses).toEqual([201, 200, 200]);
      for (let call = 1; call <= calls; call++) {
        for (const { key } of (await env.SNAPSHOTS.list()).objects) await env.SNAPSHOTS.delete(key);
        const { statuses: ended } = await work(call, when);
        // What failed may be there all the same; then it cannot be added, or taken back, a second time.
        expect([call, ended.filter((s) => ![200, 201, 404, 503].includes(s))]).toEqual([call, []]);
        const healthy = await adminApp();
        const live = (await listed(healthy)).map((c) => c.id);
        expect([call, healthy.faults]).toEqual([call, []]);
        if (ended[0] === 201) expect(live).toContain("matters/fallen-trees");
        if (ended[2] === 200) expect(live).not.toContain("policies/elderly-allowance");
        expect([call, await paid(healthy)]).toEqual([call, [live.includes("policies/elderly-allowance") ? 120 : 100]]);
        await read(corrected, put(healthy, allowance, raisedFile.replace("value: 120", "value: 130"), { "If-Match": "*" }));
        expect(await paid(healthy)).toEqual([130]);
      }
    },
    120_000,
  );
});

describe("what is stored of corrections", () => {
  const objects = async () => (await env.SNAPSHOTS.list({ prefix: "corrections/" })).objects.map(({ key }) => key);
  const publications = async () => new Publications(new R2Store(env.SNAPSHOTS), await townStore());
  const afterAll = new Date("2999-01-01");

  test("goes with the last version that could show it, and no sooner", async () => {
    const app = await adminApp();
    for (const value of [120, 130]) await read(corrected, raised(app, value));
    expect(await objects()).toHaveLength(2);
    await (await publications()).discardCorrections(new Date("2000-01-01"));
    expect(await objects()).toHaveLength(2);
    await (await publications()).discardCorrections(afterAll);
    expect(await objects()).toHaveLength(1);
    expect(await paid(await adminApp())).toEqual([130]);

    const store = new R2Store(env.SNAPSHOTS);
    const found = await store.state();
    if (found === null) throw new Error("nothing is published");
    const { corrections: folded, version, builtAt } = found.state;
    const kept = { version, builtAt, publishedBy: null, publishedAt: null, folded };
    await store.swap(found.etag, { ...found.state, corrections: [], history: [kept] });
    await (await publications()).discardCorrections(afterAll);
    expect(await objects()).toHaveLength(1);
  });
});

describe("without", () => {
  test("a bucket nothing can be corrected: 503", async () => {
    const app = await adminApp({ SNAPSHOTS: undefined } as never);
    await readProblem(503, app.as(tokens.editor, "/v1/admin/corrections"));
    await readProblem(503, app.as(tokens.editor, allowance));
    await readProblem(503, put(app, allowance, trees, { "If-Match": "*" }));
  });

  test("a database nothing is corrected, since it could not be recorded: 503", async () => {
    const app = await adminApp({ DB: undefined } as never);
    const { file, tag } = await fileOf(app, allowance);
    await readProblem(503, put(app, allowance, file.replace("value: 100", "value: 120"), { "If-Match": tag }));
    expect(await paid(app)).toEqual([100]);
  });

  test.each([
    ["GET", allowance],
    ["PUT", allowance],
    ["DELETE", allowance],
    ["GET", "/v1/admin/corrections"],
    ["DELETE", "/v1/admin/corrections/policies/elderly-allowance"],
  ])("a token, %s %s: 401, nothing learned, nothing changed", async (method, path) => {
    const app = await adminApp();
    for (const headers of [{}, { Authorization: "Bearer sg_wrong" }, { Authorization: `Bearer ${tokens.former}` }] as Record<
      string,
      string
    >[]) {
      const body =
        method === "PUT" ? { body: trees, headers: { ...headers, "If-Match": "*", "Content-Type": "text/markdown" } } : { headers };
      await readProblem(401, app.request(path, { method, ...body }));
    }
    expect(await listed(app)).toEqual([]);
  });
});
