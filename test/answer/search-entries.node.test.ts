import { beforeAll, describe, expect, test } from "vitest";
import { plainTextOf } from "../../src/answer/plain-text.ts";
import { type Page, searchEntries } from "../../src/answer/search-entries.ts";
import type { Snapshot } from "../../src/index/snapshot.ts";
import { kindNames } from "../../src/kb/entry.ts";
import { entries } from "../index/the-base.ts";
import { openTown } from "./ask-a-town.ts";
import { snapshot as base, today } from "./ask-the-base.ts";

function list(snapshot: Snapshot, question: string, page: Partial<Page> = {}) {
  return searchEntries(snapshot, question, { at: today }, { limit: snapshot.size, offset: 0, ...page }).searched;
}
const ids = (searched: { hits: { id: string }[] }) => searched.hits.map((h) => h.id);

describe("a search of the town", () => {
  let town: Snapshot;
  beforeAll(async () => {
    town = await openTown();
  });

  test("finds every entry that speaks of it, the nearest first, and counts them", () => {
    const found = list(town, "井盖");
    expect(ids(found).toSorted()).toEqual(["departments/urban/management", "matters/anju-manhole-covers", "matters/manhole-covers"]);
    expect(found.hits.map((h) => h.score)).toEqual(found.hits.map((h) => h.score).toSorted((a, b) => b - a));
    expect(ids(found)[2]).toBe("departments/urban/management");
    expect(found.total).toBe(3);
  });

  test("counts kinds and departments over all matches, not just the page", () => {
    const { facets, hits, total } = list(town, "井盖", { limit: 1 });
    expect([hits.length, total]).toEqual([1, 3]);
    expect(facets).toEqual({ kind: { matter: 2, department: 1 }, department: { "departments/urban/management": 3 } });
  });

  test("narrows to a kind, to a department, to a place", () => {
    expect(ids(list(town, "井盖", { kind: "department" }))).toEqual(["departments/urban/management"]);
    expect(ids(list(town, "井盖", { department: "departments/public-security" }))).toEqual([]);
    expect(ids(list(town, "流浪狗", { department: "departments/public-security", kind: "matter" }))).toEqual(["matters/stray-dogs"]);
    const elsewhere = searchEntries(town, "井盖", { at: today, region: "510903" }, { limit: 10, offset: 0 }).searched;
    expect(ids(elsewhere)).not.toContain("matters/anju-manhole-covers");
  });

  test("a department that there is not leads to nothing", () => {
    expect(list(town, "井盖", { department: "departments/nowhere" })).toMatchObject({ total: 0, hits: [] });
  });

  test("finds nothing for what nobody wrote", () => {
    expect(list(town, "石墨烯")).toEqual({ query: "石墨烯", total: 0, hits: [], facets: { kind: {}, department: {} } });
  });

  test("names departments as on the day asked about", () => {
    const then = searchEntries(town, "地沟油", { at: "2014-06-01" }, { limit: 1, offset: 0 }).searched;
    expect(then.hits[0]?.departments).toEqual(["工商局"]);
    expect(list(town, "地沟油").hits[0]?.departments).toEqual(["市场监督管理局"]);
  });
});

describe("searches of the knowledge base", () => {
  /** What callers say, every fortieth. */
  const questions = entries.flatMap((e) => (e.kind === "article" ? [] : e.questions)).filter((_, i) => i % 40 === 0);

  test("facets and total are what counting all hits gives", () => {
    expect(questions.length).toBeGreaterThan(50);
    for (const question of questions) {
      const { hits, total, facets } = list(base, question);
      const kinds: Record<string, number> = {};
      for (const { kind } of hits) kinds[kind] = (kinds[kind] ?? 0) + 1;
      expect([question, total, facets.kind]).toEqual([question, hits.length, kinds]);
    }
  });

  test("a filter finds just as many as its facet counts, and only such", () => {
    for (const question of questions.slice(0, 20)) {
      const whole = list(base, question);
      for (const kind of kindNames) {
        const part = list(base, question, { kind });
        expect([question, kind, part.total]).toEqual([question, kind, whole.facets.kind[kind] ?? 0]);
        expect(part.hits.every((h) => h.kind === kind)).toBe(true);
      }
      for (const { id, name } of base.departments.all) {
        const part = list(base, question, { department: id });
        expect([question, name, part.total]).toEqual([question, name, whole.facets.department[id] ?? 0]);
        expect(ids(part).filter((hit) => !ids(whole).includes(hit))).toEqual([]);
      }
    }
  });

  test("pages laid end to end are the whole list", () => {
    for (const question of questions.slice(0, 20)) {
      const whole = ids(list(base, question, { limit: 30 }));
      for (const limit of [1, 4, 7]) {
        const pages = Array.from({ length: Math.ceil(30 / limit) }, (_, i) => ids(list(base, question, { limit, offset: i * limit })));
        expect([question, ...pages.flat().slice(0, 30)]).toEqual([question, ...whole]);
      }
    }
  });

  test("a page behind the last hit is empty, and total stays", () => {
    const { total } = list(base, "流浪狗");
    expect(list(base, "流浪狗", { limit: 5, offset: total })).toMatchObject({ total, hits: [] });
  });

  test("a hit whose text speaks of the question shows the place, marked", () => {
    for (const said of ["井盖", "高龄补贴", "栏杆"]) {
      const { hits } = list(base, said, { limit: 10 });
      const speaking = hits.filter(({ id }) => plainTextOf(base.entry(base.documentOf(id))).includes(said));
      expect(speaking.length).toBeGreaterThan(0);
      for (const { snippet, highlights } of speaking) {
        expect(highlights.map(([from, to]) => snippet.slice(from, to)).join("/")).toContain(said);
      }
    }
  });
});
