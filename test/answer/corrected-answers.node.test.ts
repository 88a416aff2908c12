import { describe, expect, test } from "vitest";
import { ask } from "../../src/answer/ask.ts";
import { searchEntries } from "../../src/answer/search-entries.ts";
import type { CorrectedEntry } from "../../src/index/corrected-entry.ts";
import { CorrectedSnapshot } from "../../src/index/corrected-snapshot.ts";
import type { Searchable } from "../../src/index/searchable.ts";
import type { Entry } from "../../src/kb/entry.ts";
import { opened } from "../index/small-corpus.ts";
import { base, entries, snapshotOfTheBase } from "../index/the-base.ts";
import { smallTown, townSnapshot } from "../store/small-town.ts";

const at = "2026-11-23";
const town = opened((await townSnapshot()).file);
const source = "reviewed: 2026-01-15\nsource: { title: 小城热线手册 }";

/** The town with some of its files changed live. */
async function correctedTown(changes: Readonly<Record<string, string | null>>): Promise<Searchable> {
  const full = smallTown(
    Object.fromEntries(Object.entries(changes).map(([path, text]) => [path, text && `---\n${text}\n${source}\n---\n`])),
  );
  const corrections = Object.keys(changes).map((path): CorrectedEntry => {
    const id = path.replace(/\.md$/u, "");
    return { id, entry: full.entries.find((e) => e.id === id) ?? null };
  });
  return await CorrectedSnapshot.over(town, corrections, "corrected");
}
const asked = (snapshot: Searchable, q: string) => ask(snapshot, q, { at }, 5).asked;
const searched = (snapshot: Searchable, q: string, department?: string) =>
  searchEntries(snapshot, q, { at }, { limit: 10, offset: 0, department }).searched;
const allowance = (value: number) => `title: 高龄补贴
questions: [高龄补贴多少钱, 92岁老人补贴多少]
handlers: [{ department: 民政局 }]
tables: [{ label: 高龄补贴, dimension: age, unit: 岁, tiers: [{ from: 90, to: 94, value: 50, unit: 元/月 }, { from: 95, to: 99, value: ${value}, unit: 元/月 }] }]`;

describe("after a live correction", () => {
  test("a figure is the corrected one", async () => {
    const matched = (snapshot: Searchable) => asked(snapshot, "97岁老人补贴多少").answer?.figures.filter((f) => f.matched);
    expect(matched(town)).toMatchObject([{ value: 100 }]);
    expect(matched(await correctedTown({ "policies/elderly-allowance.md": allowance(120) }))).toMatchObject([{ value: 120 }]);
  });

  test("a new entry answers, is listed, counted and suggested, by Han and by pinyin", async () => {
    const park = "title: 公园树木倒伏\nquestions: [公园的树倒了归谁管]\nhandlers: [{ department: 城管局 }]";
    const snapshot = await correctedTown({ "matters/fallen-trees.md": park });
    expect(asked(snapshot, "公园的树倒了归谁管")).toMatchObject({ status: "answered", answer: { entry: { id: "matters/fallen-trees" } } });
    const { hits, facets } = searched(snapshot, "公园树木", "departments/urban/management");
    expect(hits[0]).toMatchObject({ id: "matters/fallen-trees", departments: ["城市管理局"] });
    expect(facets).toEqual({ kind: { matter: 1 }, department: { "departments/urban/management": 1 } });
    for (const typed of ["公园", "树木倒", "gongyuan", "gysm"]) {
      expect(snapshot.suggest(typed, 8)[0]).toMatchObject({ text: "公园树木倒伏", id: "matters/fallen-trees", kind: "matter" });
    }
  });

  test("a deleted entry neither answers nor is listed nor suggested", async () => {
    const snapshot = await correctedTown({ "matters/stray-dogs.md": null });
    expect(asked(town, "流浪狗归谁管").answer?.entry.id).toBe("matters/stray-dogs");
    expect(asked(snapshot, "流浪狗归谁管").candidates.map((c) => c.id)).not.toContain("matters/stray-dogs");
    expect(searched(snapshot, "流浪狗").hits.map((h) => h.id)).not.toContain("matters/stray-dogs");
    expect(snapshot.suggest("流浪狗", 8)).toEqual([]);
    expect(snapshot.documentOf("matters/stray-dogs")).toBe(-1);
  });

  test("a department that is renamed is called by its new name in every answer, and found by it", async () => {
    const snapshot = await correctedTown({
      "departments/urban/management.md":
        "name: 综合执法局\naliases: [城管局]\nlineage: [{ name: 城市管理局, to: 2026-06-01, basis: 更名 }]",
    });
    expect(asked(snapshot, "井盖丢了归谁管").answer?.departments).toMatchObject([{ name: "综合执法局", formerly: "城市管理局" }]);
    expect(searched(snapshot, "综合执法局").hits.map((h) => h.id)).toContain("matters/manhole-covers");
    const { facets } = searched(snapshot, "井盖");
    expect(facets.department).toEqual({ "departments/urban/management": 2 });
  });

  test("a rule that is superseded live answers no more, and does again when its successor goes", async () => {
    const ids = (snapshot: Searchable) => searched(snapshot, "井盖丢失").hits.map((h) => h.id);
    const successor =
      "title: 井盖丢失新规\nquestions: [井盖没了归谁管]\nhandlers: [{ department: 公安局 }]\nsupersedes: [matters/manhole-covers]";
    const snapshot = await correctedTown({ "matters/new-covers.md": successor });
    expect(ids(town)).toContain("matters/manhole-covers");
    expect(ids(snapshot)).not.toContain("matters/manhole-covers");
    const gone = await CorrectedSnapshot.over(snapshot, [{ id: "matters/new-covers", entry: null }], "gone");
    expect(ids(gone)).toEqual(ids(town));
  });

  test("a name that only a correction gives is understood by ear", async () => {
    const first = (snapshot: Searchable) => asked(snapshot, "gongyuanchu").candidates[0]?.id;
    expect(first(town)).toBeUndefined();
    expect(first(await correctedTown({ "departments/parks.md": "name: 公园处" }))).toBe("departments/parks");
  });
});

describe("the knowledge base, with every tenth entry corrected", async () => {
  const snapshot = await snapshotOfTheBase();
  const some = entries.filter((_, i) => i % 10 === 3);
  const remark = (entry: Entry): Entry => (entry.kind === "article" ? entry : { ...entry, caveats: [...entry.caveats, "已更正。"] });
  const same = await CorrectedSnapshot.over(
    snapshot,
    some.map((entry) => ({ id: entry.id, entry })),
    "same",
  );
  const changed = await CorrectedSnapshot.over(
    snapshot,
    some.map((entry) => ({ id: entry.id, entry: remark(entry) })),
    "changed",
  );

  test("golden questions are answered to the letter as before, where the corrections say the same", () => {
    for (const { q, at: day, region } of base.golden) {
      const circumstances = { at: day ?? at, region };
      expect(ask(same, q, circumstances, 5).asked, q).toEqual(ask(snapshot, q, circumstances, 5).asked);
    }
  });

  test("a corrected entry's own questions bring it first, with what was corrected", () => {
    const missed = some.flatMap((entry) => {
      if (entry.kind === "article") return [];
      return entry.questions.filter((q) => {
        const first = asked(changed, q).candidates[0]?.id;
        return first !== entry.id && asked(snapshot, q).candidates[0]?.id === entry.id;
      });
    });
    expect(missed).toEqual([]);
    const said = some
      .flatMap((entry) => (entry.kind === "article" ? [] : entry.questions.slice(0, 1)))
      .map((q) => asked(changed, q).answer);
    const answered = said.filter((answer) => answer !== null && some.some((e) => e.id === answer.entry.id));
    expect(answered.length).toBeGreaterThan(20);
    for (const answer of answered) expect(answer?.caveats).toContain("已更正。");
  });
});
