import { expect, test } from "vitest";
import { suggestResponse } from "../../src/http/schemas.ts";
import { address, call, read } from "./client.ts";
import { serveSmallTown } from "./published-town.ts";

serveSmallTown();

const suggest = (q: string, more: Record<string, number> = {}) => read(suggestResponse, call(address("/v1/suggest", { q, ...more })));

test.each([
  ["井", "Han prefix", "matters/manhole-covers"],
  ["井蓋", "Traditional", "matters/manhole-covers"],
  ["丢失", "the middle of a title", "matters/manhole-covers"],
  ["liulanggou", "full pinyin", "matters/stray-dogs"],
  ["liul", "the beginning of the pinyin", "matters/stray-dogs"],
  ["llg", "initials", "matters/stray-dogs"],
  ["LLG", "capitals", "matters/stray-dogs"],
  ["liulanggo", "a letter missing", "matters/stray-dogs"],
  ["liulangguo", "a letter too many", "matters/stray-dogs"],
  ["街上野狗", "a question variant", "matters/stray-dogs"],
  ["城管", "a department's other name", "departments/urban/management"],
  ["gaj", "a department's initials", "departments/public-security"],
])("%s (%s) suggests %s", async (q, _how, id) => {
  const { query, suggestions } = await suggest(q);
  expect(query).toBe(q);
  expect(suggestions.map((s) => s.id)).toContain(id);
});

test("a suggestion says its text and what it leads to", async () => {
  expect((await suggest("地沟")).suggestions).toEqual([{ text: "地沟油", id: "matters/gutter-oil", kind: "matter" }]);
});

test("limit: at most so many, and each entry once", async () => {
  const { suggestions } = await suggest("管理", { limit: 20 });
  expect(new Set(suggestions.map((s) => s.id)).size).toBe(suggestions.length);
  expect(suggestions.length).toBeGreaterThan(1);
  expect((await suggest("管理", { limit: 1 })).suggestions).toEqual(suggestions.slice(0, 1));
});

test.each(["''", "。。。", "🐕", "量子"])("%s suggests nothing", async (q) => {
  expect((await suggest(q)).suggestions).toEqual([]);
});
