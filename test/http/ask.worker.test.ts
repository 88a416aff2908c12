import { describe, expect, test } from "vitest";
import { askResponse } from "../../src/http/schemas.ts";
import { address, call, post, read } from "./client.ts";
import { serveSmallTown } from "./published-town.ts";

serveSmallTown();

const ask = (q: string, more: Record<string, string | number> = {}) => read(askResponse, call(address("/v1/ask", { q, ...more })));

describe("GET /v1/ask", () => {
  test("who handles it: the department, ready to be read out, with its source", async () => {
    expect(await ask("流浪狗归谁管")).toMatchObject({
      query: "流浪狗归谁管",
      status: "answered",
      answer: {
        text: expect.stringContaining("公安局"),
        entry: { id: "matters/stray-dogs", kind: "matter", title: "流浪狗" },
        departments: [
          { id: "departments/public-security", name: "公安局", role: "lead", when: null, formerly: null },
          { id: "departments/urban/management", name: "城市管理局", role: "assist", when: "伤人之前", formerly: null },
        ],
        source: { title: "小城热线手册", issued: null, url: null },
        validity: { from: null, to: null, reviewed: "2026-01-15" },
      },
      clarify: null,
      kb: { id: "small-town" },
    });
  });

  test("how much: the figure of the tier is the matched one", async () => {
    const { answer } = await ask("92岁老人补贴多少");
    expect(answer?.figures).toEqual([
      { label: "90–94岁", value: 50, range: null, bound: "exact", unit: "元/月", when: null, matched: true },
      { label: "95–99岁", value: 100, range: null, bound: "exact", unit: "元/月", when: null, matched: false },
    ]);
  });

  test("what the base does not hold is not found, and nothing is made up", async () => {
    expect(await ask("量子色动力学")).toMatchObject({ status: "not_found", answer: null, clarify: null, candidates: [] });
  });

  test.each(["流浪狗", "井盖", "投诉", "值班长", "处理投诉", "补贴", "量子色动力学", "部门"])(
    "%s: an answer only when answered, options only when ambiguous, candidates best first and led by the answer",
    async (q) => {
      const { status, confidence, answer, clarify, candidates } = await ask(q);
      expect(answer !== null).toBe(status === "answered");
      expect(clarify !== null).toBe(status === "ambiguous");
      const scores = candidates.map((c) => c.score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      if (answer) expect(candidates[0]?.id).toBe(answer.entry.id);
      expect(confidence).toBeGreaterThanOrEqual(0);
    },
  );

  test("limit: at most so many candidates, five where none is given", async () => {
    const all = await ask("管理局", { limit: 20 });
    expect(all.candidates.length).toBeGreaterThan(5);
    for (const limit of [1, 3, 5]) {
      const { candidates } = await ask(all.query, { limit });
      expect(candidates).toEqual(all.candidates.slice(0, limit));
    }
    expect((await ask(all.query)).candidates).toHaveLength(5);
  });

  test("at: in 2014 the department has the name of 2014", async () => {
    expect((await ask("地沟油归谁管", { at: "2014-06-01" })).answer?.departments).toMatchObject([{ name: "工商局", formerly: null }]);
    expect((await ask("地沟油归谁管", { at: "2018-12-31" })).answer?.departments).toMatchObject([{ name: "工商局", formerly: null }]);
    expect((await ask("地沟油归谁管", { at: "2019-01-01" })).answer?.departments).toMatchObject([
      { name: "市场监督管理局", formerly: "工商局" },
    ]);
  });

  test("at: a rule answers from its first day to its last", async () => {
    const entryOn = async (at: string) => (await ask("取暖补助多少钱", { at })).candidates.some((c) => c.id === "policies/heating-grant");
    expect(await Promise.all(["2015-12-31", "2016-01-01", "2020-12-31", "2021-01-01"].map(entryOn))).toEqual([false, true, true, false]);
  });

  test("region: a district's rule is not an answer for its neighbour", async () => {
    const idsIn = async (region: string) => (await ask("井盖丢失", { region })).candidates.map((c) => c.id);
    expect(await idsIn("510904")).toContain("matters/anju-manhole-covers");
    expect(await idsIn("510900")).toContain("matters/anju-manhole-covers");
    expect(await idsIn("510903")).not.toContain("matters/anju-manhole-covers");
    expect(await idsIn("510903")).toContain("matters/manhole-covers");
  });

  test("explain=1 shows where each term came from and what it added; otherwise nothing of it", async () => {
    const { explain, candidates } = await ask("請問野狗歸誰管", { explain: 1 });
    expect(explain).toMatchObject({ text: "请问野狗归谁管", intent: "who", readings: expect.arrayContaining(["流浪狗"]) });
    expect(explain?.terms).toContainEqual(expect.objectContaining({ text: "流浪狗", origin: "synonym", documents: 1 }));
    expect(explain?.candidates.map((c) => c.id)).toEqual(candidates.map((c) => c.id));
    expect(explain?.candidates[0]?.contributions).toContainEqual({ term: "流浪狗", score: expect.any(Number) });
    expect(await ask("野狗归谁管")).not.toHaveProperty("explain");
    expect(await ask("野狗归谁管", { explain: 0 })).not.toHaveProperty("explain");
  });

  test("space around a question does not matter", async () => {
    expect(await ask("  流浪狗归谁管\n")).toEqual(await ask("流浪狗归谁管"));
  });
});

describe("POST /v1/ask", () => {
  const posted = (body: Record<string, unknown>, path = "/v1/ask") => read(askResponse, post(path, body));

  test.each([
    { q: "流浪狗归谁管" },
    { q: "地沟油归谁管", at: "2014-06-01" },
    { q: "井盖丢失", region: "510903", limit: 1 },
    { q: "量子色动力学" },
  ])("says what GET says: %o", async ({ q, ...more }) => {
    expect(await posted({ q, ...more })).toEqual(await ask(q, more));
  });

  test("explains on ?explain=1", async () => {
    expect(await posted({ q: "野狗" }, "/v1/ask?explain=1")).toEqual(await ask("野狗", { explain: 1 }));
  });

  test("takes a whole complaint of 4,000 characters", async () => {
    const complaint = "我们小区的流浪狗很多。".repeat(400).slice(0, 4000);
    const { query, candidates } = await posted({ q: complaint });
    expect(query === complaint).toBe(true);
    expect(candidates[0]?.id).toBe("matters/stray-dogs");
  });
});
