import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { insightsResponse } from "../../../src/http/admin/schemas.ts";
import { askResponse } from "../../../src/http/schemas.ts";
import type { Bindings } from "../../../src/http/settings.ts";
import { dailyLimits } from "../../../src/store/insight-log.ts";
import { address, read, readProblem } from "../client.ts";
import { adminApp, freshState, tokens } from "./admin-app.ts";

freshState();

type App = Awaited<ReturnType<typeof adminApp>>;
const ask = (app: App, q: string) => app.request(address("/v1/ask", { q }));
const thumbsDown = (app: App, query: string, helpful = false) =>
  app.request("/v1/feedback", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, helpful }),
  });
const insights = (app: App, parameters: Record<string, string | number> = {}): Promise<z.infer<typeof insightsResponse>> =>
  read(insightsResponse, app.as(tokens.editor, address("/v1/admin/insights", parameters)));
/** All text in the database. */
const everything = async () => {
  const { results: tables } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'gap%'").all<{
    name: string;
  }>();
  const all = await Promise.all(tables.map(async ({ name }) => (await env.DB.prepare(`SELECT * FROM ${name}`).all()).results));
  return JSON.stringify(all);
};

describe("what is noted", () => {
  test("what was not answered, for the reason the caller was given, and what was found unhelpful; nothing else", async () => {
    const app = await adminApp();
    const questions = ["流浪狗归谁管", "量子色动力学", "值班长做什么", "处理投诉", "井盖丢失", "安排班次", "补贴 投诉", "高龄补贴多少钱"];
    const reasons = new Map<string, string>();
    for (const q of questions) {
      const { status } = await read(askResponse, ask(app, q));
      if (status !== "answered") reasons.set(q, status);
    }
    expect(reasons.size).toBeGreaterThan(0);
    expect(reasons.size).toBeLessThan(questions.length);
    await thumbsDown(app, "井盖丢失");
    await thumbsDown(app, "井盖丢失", true);
    await app.request(address("/v1/search", { q: "天文台" }));
    const { questions: counted, leftOut, gaps } = await insights(app);
    expect({ counted, leftOut }).toEqual({ counted: reasons.size + 1, leftOut: 0 });
    const none = { not_found: 0, ambiguous: 0, unhelpful: 0 };
    const noted = new Map(gaps.flatMap(({ phrasings, reasons: found }) => phrasings.map(({ text }) => [text, found])));
    for (const [q, reason] of reasons) expect(noted.get(q), q).toMatchObject({ [reason]: 1 });
    expect(noted.get("井盖丢失")).toEqual({ ...none, unhelpful: 1 });
  });

  test("the gap says what the base would answer now, and which entry comes nearest", async () => {
    const app = await adminApp();
    await thumbsDown(app, "井盖丢失");
    await ask(app, "量子色动力学");
    const { gaps } = await insights(app);
    const of = (text: string) => gaps.find((g) => g.phrasings[0]?.text === text);
    expect(of("井盖丢失")).toMatchObject({ status: "answered", nearest: { id: "matters/manhole-covers", title: "井盖丢失" } });
    expect(of("量子色动力学")).toMatchObject({ status: "not_found", nearest: null });
  });

  test("in as many words as it takes, one gap: the most asked first, one by its group", async () => {
    const app = await adminApp();
    for (const q of ["量子色动力学", "请问量子色动力学归谁管", "天文台", "你好，量子色动力学多少钱"]) await ask(app, q);
    const { gaps } = await insights(app);
    expect(gaps.map((g) => g.count)).toEqual([3, 1]);
    expect(gaps[0]?.phrasings.map((p) => p.text).toSorted()).toEqual([
      "你好，量子色动力学多少钱",
      "请问量子色动力学归谁管",
      "量子色动力学",
    ]);
    const only = await insights(app, { group: gaps[1]?.group ?? "" });
    expect(only.gaps).toEqual([gaps[1]]);
    expect((await insights(app, { limit: 1 })).gaps).toEqual([gaps[0]]);
  });

  test("a story is kept in a few lines", async () => {
    const app = await adminApp();
    await thumbsDown(app, "量子色动力学研究所的天文台没有人开门。".repeat(100));
    expect((await insights(app)).gaps[0]?.phrasings[0]?.text).toBe("量子色动力学研究所的天文台没有人开门。");
  });

  test("days are those of the town", async () => {
    const app = await adminApp();
    await ask(app, "量子色动力学");
    expect(await insights(app)).toMatchObject({ since: "2026-10-25", gaps: [{ first: "2026-11-23", last: "2026-11-23" }] });
    expect(await insights(app, { days: 1 })).toMatchObject({ since: "2026-11-23", topics: 1 });
  });
});

describe("nothing personal", () => {
  const planted = {
    phones: ["13812345678", "138-1234-5678", "１３８１２３４５６７８", "138 1234 5678"],
    identities: ["510902198703154321", "510902 19870315 4321", "５１０９０２１９８７０３１５４３２１", "51090219870315432X"],
    cards: ["6222021234567890123", "6222 0212 3456 7890 123", "6222-0212-3456-7890-123"],
    plates: ["川J9K8L7", "川J·9K8L7", "川Ｊ９Ｋ８Ｌ７", "川AD98765"],
    mails: ["zhang.wei@qq.com", "zhang.wei＠qq．com"],
    names: ["王建国", "欧阳娜娜", "李秀英", "張偉"],
  };
  const sentences = (secret: string, named: boolean) =>
    named
      ? [`我叫${secret}，量子色动力学归谁管`, `我叫${secret}天文台没有开门`, `姓名：${secret}，量子色动力学`, `${secret}女士问量子色动力学`]
      : [`量子色动力学，请回电${secret}`, `${secret}量子色动力学`, `我的号码是${secret}，天文台归谁管`];
  /** In every spelling: what of the secret would still be one. */
  const trace = (text: string) =>
    text
      .normalize("NFKC")
      .replace(/[^\p{L}\p{N}@]/gu, "")
      .toLowerCase();

  test.each(Object.entries(planted))("%s, however they are spelled, wherever they stand", async (kind, secrets) => {
    const app = await adminApp();
    for (const secret of secrets) {
      for (const q of sentences(secret, kind === "names")) {
        await ask(app, q);
        await thumbsDown(app, q);
      }
    }
    expect((await insights(app)).questions).toBe(secrets.length * sentences("", kind === "names").length * 2);
    const kept = trace(await everything());
    for (const secret of secrets) expect(kept).not.toContain(trace(secret));
    expect(kept).toContain("量子色动力学");
  });
});

describe("limits", () => {
  test("switched off, nothing is noted, and what there is can still be read", async () => {
    await ask(await adminApp(), "量子色动力学");
    const off = await adminApp({ INSIGHTS: "off" });
    await ask(off, "量子色动力学");
    await thumbsDown(off, "天文台");
    expect(await insights(off)).toMatchObject({ noting: false, questions: 1, gaps: [{ count: 1 }] });
  });

  test("after the days it is forgotten, by the first note of a new day", async () => {
    await env.DB.batch([
      env.DB.prepare("INSERT INTO gap VALUES ('2026-08-01', 'x', 'not_found', 5)"),
      env.DB.prepare("INSERT INTO gap_phrasing VALUES ('x', '旧的', 5, '2026-08-01')"),
    ]);
    const app = await adminApp({ INSIGHTS_DAYS: "90" });
    await ask(app, "量子色动力学");
    expect(await everything()).not.toContain("旧的");
    expect(await insights(app, { days: 400 })).toMatchObject({ topics: 1 });
  });

  test("a day's flood is bounded", () => {
    expect(dailyLimits.questions * 5).toBeLessThanOrEqual(100_000);
  });

  test("without tables an answer is an answer, it is logged once, and the editor is told what to do", async () => {
    await env.DB.exec("DROP TABLE gap");
    const app = await adminApp();
    for (const q of ["量子色动力学", "天文台"]) expect((await ask(app, q)).status).toBe(200);
    const { status } = await thumbsDown(app, "天文台");
    expect(status).toBe(202);
    const problem = await readProblem(503, app.as(tokens.editor, "/v1/admin/insights"));
    expect(problem.detail).toContain("migrations apply");
    expect(app.logged.filter((l) => l["event"] === "insights_unavailable").length).toBe(2);
  });

  test("without a database, too", async () => {
    const { DB: _, ...bindings } = { ...env } as Bindings & Record<string, unknown>;
    const app = await adminApp({ ...bindings, DB: undefined } as unknown as Bindings);
    expect((await ask(app, "量子色动力学")).status).toBe(200);
  });

  test.each(["", "sg_unknown", tokens.former])("a token %j sees nothing", async (token) => {
    const app = await adminApp();
    await ask(app, "量子色动力学");
    await readProblem(401, app.as(token, "/v1/admin/insights"));
  });

  test.each([{ days: 0 }, { days: 401 }, { limit: 0 }, { limit: 101 }, { days: "x" }])("%o is refused", async (parameters) => {
    await readProblem(422, (await adminApp()).as(tokens.editor, address("/v1/admin/insights", parameters)));
  });
});
