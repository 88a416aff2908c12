import { expect, test } from "vitest";
import { searchResponse } from "../../src/http/schemas.ts";
import { address, call, read } from "./client.ts";
import { serveSmallTown } from "./published-town.ts";

serveSmallTown();

const search = (q: string, more: Record<string, string | number> = {}) => read(searchResponse, call(address("/v1/search", { q, ...more })));
const idsOf = ({ hits }: Awaited<ReturnType<typeof search>>) => hits.map((h) => h.id);
/** Words that nearly every entry of the town holds one of. */
const broad = "流浪狗 地沟油 井盖丢失 高龄补贴 投诉 城市管理局";

test("a hit says what it is, where it matched and who handles it", async () => {
  const { query, hits } = await search("流浪狗");
  expect(query).toBe("流浪狗");
  expect(hits[0]).toMatchObject({ id: "matters/stray-dogs", kind: "matter", title: "流浪狗", departments: ["公安局", "城市管理局"] });
});

test("hits come best first", async () => {
  const scores = (await search(broad)).hits.map((h) => h.score);
  expect(scores.length).toBeGreaterThan(5);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

test("highlights are what was asked, where it stands in the snippet", async () => {
  const { hits } = await search("井盖");
  const marked = hits.flatMap(({ snippet, highlights }) => highlights.map(([from, to]) => snippet.slice(from, to)));
  expect(marked.length).toBeGreaterThan(0);
  expect(new Set(marked)).toEqual(new Set(["井盖"]));
});

test("pages of any size, laid end to end, are the whole list", async () => {
  const whole = await search(broad, { limit: 50 });
  expect(whole.hits).toHaveLength(whole.total);
  for (const limit of [1, 2, 3, 7]) {
    const offsets = Array.from({ length: Math.ceil(whole.total / limit) }, (_, page) => page * limit);
    const pages = await Promise.all(offsets.map((offset) => search(broad, { limit, offset })));
    expect(pages.flatMap((page) => page.hits)).toEqual(whole.hits);
    for (const page of pages) expect(page).toMatchObject({ total: whole.total, facets: whole.facets });
  }
});

test("a page beyond the last one is empty and still knows the total", async () => {
  const { total, hits } = await search(broad, { offset: 10_000 });
  expect(total).toBeGreaterThan(0);
  expect(hits).toEqual([]);
});

test("each facet counts what filtering by it would leave", async () => {
  const { total, facets } = await search(broad);
  expect(Object.values(facets.kind).reduce((a, b) => a + b, 0)).toBe(total);
  for (const name of ["kind", "department"] as const) {
    expect(Object.keys(facets[name]).length).toBeGreaterThan(1);
    for (const [value, count] of Object.entries(facets[name])) {
      expect(await search(broad, { [name]: value }), value).toMatchObject({ total: count });
    }
  }
});

test("kind and department narrow together", async () => {
  const narrowed = await search(broad, { kind: "matter", department: "departments/urban/management" });
  expect(idsOf(narrowed).toSorted()).toEqual(["matters/anju-manhole-covers", "matters/manhole-covers", "matters/stray-dogs"]);
});

test("a department that does not exist handles nothing", async () => {
  expect(await search(broad, { department: "departments/nowhere" })).toMatchObject({ total: 0, hits: [] });
});

test("region leaves out what holds only elsewhere", async () => {
  expect(idsOf(await search("井盖", { region: "510904" }))).toContain("matters/anju-manhole-covers");
  expect(idsOf(await search("井盖", { region: "510903" }))).not.toContain("matters/anju-manhole-covers");
});

test("at leaves out what was not in force, and names departments as on that day", async () => {
  expect(idsOf(await search("取暖补助", { at: "2018-01-01" }))).toContain("policies/heating-grant");
  expect(idsOf(await search("取暖补助", { at: "2021-01-01" }))).not.toContain("policies/heating-grant");
  expect((await search("地沟油", { at: "2014-06-01" })).hits[0]?.departments).toEqual(["工商局"]);
});

test("explain=1 says of every hit on the page what each term added; otherwise nothing of it", async () => {
  const { hits, explain } = await search("井盖丢失", { explain: 1, limit: 2 });
  expect(explain?.candidates.map((c) => c.id)).toEqual(hits.map((h) => h.id));
  for (const { contributions } of explain?.candidates ?? []) expect(contributions.map((c) => c.term)).toContain("井盖");
  expect(await search("井盖丢失")).not.toHaveProperty("explain");
});

test("what is nowhere is found nowhere", async () => {
  expect(await search("量子色动力学")).toMatchObject({ total: 0, hits: [], facets: { kind: {}, department: {} } });
});
