import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildSnapshot } from "../../src/index/build.ts";
import type { CorrectedEntry } from "../../src/index/corrected-entry.ts";
import { CorrectedSnapshot } from "../../src/index/corrected-snapshot.ts";
import { dayNumber } from "../../src/index/day-number.ts";
import { documentOf } from "../../src/index/document.ts";
import { concernsPlace } from "../../src/index/document-filter.ts";
import type { Searchable } from "../../src/index/searchable.ts";
import { type Entry, kindNames } from "../../src/kb/entry.ts";
import { corrected, townCorrections, townEntries, townOf } from "./corrected-town.ts";
import { ExhaustiveSearch } from "./exhaustive-search.ts";
import { differences, searchFor, termsOf } from "./same-ranking.ts";
import { dictionary, opened, townText } from "./small-corpus.ts";

const built = async (entries: readonly Entry[]) => opened((await buildSnapshot(townOf(entries), dictionary)).file);
const over = (base: Searchable, corrections: readonly CorrectedEntry[]) => CorrectedSnapshot.over(base, corrections, "corrected");
/** Corrections that say again what the base says. */
const again = (entries: readonly Entry[]): CorrectedEntry[] => entries.map((entry) => ({ id: entry.id, entry }));
const questions = fc.array(townText, { maxLength: 5 });

function countOf<K>(keys: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Everything a searchable says of its documents, by id. */
function told(snapshot: Searchable, ids: readonly string[]) {
  return ids.map((id) => {
    const document = snapshot.documentOf(id);
    return {
      id: snapshot.id(document),
      kind: snapshot.kind(document),
      region: snapshot.region(document),
      entry: snapshot.entry(document),
      departments: Array.from(snapshot.departmentsOf(document), (ordinal) => snapshot.departments.all[ordinal]?.id),
      inForce: ["1900-01-01", "2018-12-31", "2019-01-01", "2020-06-14", "2020-06-15", "2026-11-22", "2026-11-23", "2999-01-01"].map((day) =>
        snapshot.inForce(document, dayNumber.of(day)),
      ),
    };
  });
}

describe("a base with corrections laid over it", () => {
  test("finds the documents a new snapshot would find, in its order, scored with the base's statistics", async () => {
    const law = fc.asyncProperty(townEntries, townCorrections, questions, async (entries, corrections, asked) => {
      const base = await built(entries);
      const overlaid = await over(base, corrections);
      const sorted = entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const statistics = new ExhaustiveSearch(
        sorted.map((e) => documentOf(e, townOf(entries).departments)),
        base.lexicon,
      );
      const left = corrected(entries, corrections);
      const { departments } = townOf(left);
      const exhaustive = new ExhaustiveSearch(
        left.map((e) => documentOf(e, departments)),
        base.lexicon,
        statistics,
      );
      const place = (document: number) => left.findIndex((e) => e.id === overlaid.id(document));
      for (const text of asked) {
        const wanted = termsOf(overlaid, text);
        const found = searchFor(overlaid, wanted, 100);
        const hits = found.map((hit) => ({ ...hit, document: place(hit.document) }));
        expect(differences(hits, exhaustive.search(wanted))).toEqual([]);
      }
    });
    await fc.assert(law, { numRuns: 300 });
  });

  test("tells of every document what a new snapshot would tell, departments and periods included", async () => {
    const law = fc.asyncProperty(townEntries, townCorrections, async (entries, corrections) => {
      const overlaid = await over(await built(entries), corrections);
      const left = corrected(entries, corrections);
      const rebuilt = await built(left);
      const ids = left.map((e) => e.id);
      await overlaid.load(ids.map((id) => overlaid.documentOf(id)));
      expect(overlaid.departments.all).toEqual(rebuilt.departments.all);
      expect(told(overlaid, ids)).toEqual(told(rebuilt, ids));
    });
    await fc.assert(law, { numRuns: 300 });
  });

  test("numbers documents in the order of their ids; what is deleted is found by no id and leads nowhere", async () => {
    const law = fc.asyncProperty(townEntries, townCorrections, async (entries, corrections) => {
      const overlaid = await over(await built(entries), corrections);
      const all = Array.from({ length: overlaid.size }, (_, document) => document);
      const ids = all.map((document) => overlaid.id(document));
      expect(ids).toEqual([...new Set(ids)].toSorted());
      const left = new Set(corrected(entries, corrections).map((e) => e.id));
      for (const document of all) {
        const id = overlaid.id(document);
        expect(overlaid.documentOf(id)).toBe(left.has(id) ? document : -1);
        if (!left.has(id)) expect([...overlaid.departmentsOf(document)]).toEqual([]);
      }
    });
    await fc.assert(law, { numRuns: 200 });
  });

  test("every term of every document is there with the impact the search counts", async () => {
    const law = fc.asyncProperty(townEntries, townCorrections, townText, async (entries, corrections, text) => {
      const overlaid = await over(await built(entries), corrections);
      for (const { text: word } of termsOf(overlaid, text)) {
        const term = overlaid.term(word);
        const hits = overlaid.search([{ term, weight: 1, expected: 1 }], 100);
        const held = Array.from({ length: overlaid.size }, (_, d) => d).filter((d) => overlaid.impact(term, d) > 0);
        expect(hits.map((h) => h.document).toSorted()).toEqual(held);
        for (const { document, score } of hits) expect(score).toBeCloseTo(overlaid.idf(term) * overlaid.impact(term, document), 5);
      }
    });
    await fc.assert(law, { numRuns: 200 });
  });

  test("where corrections say what the base says, is the base: scores, suggestions and all", async () => {
    const law = fc.asyncProperty(townEntries, questions, fc.infiniteStream(fc.boolean()), async (entries, asked, picked) => {
      const base = await built(entries);
      const some = entries.filter(() => picked.next().value);
      const overlaid = await over(base, again(some));
      for (const text of asked) {
        expect(searchFor(overlaid, termsOf(overlaid, text), 100)).toEqual(searchFor(base, termsOf(base, text), 100));
        for (const typed of [text, text.slice(0, 1), "guan", "l", "jig", "liulangou"]) {
          expect(overlaid.suggest(typed, 20)).toEqual(base.suggest(typed, 20));
        }
      }
    });
    await fc.assert(law, { numRuns: 200 });
  });

  test("takes filters in its own numbers, and changes no score by them; counts what a search finds", async () => {
    const filter = fc.record(
      {
        day: fc.constantFrom("2018-12-31", "2019-01-01", "2020-06-15", "2026-11-23").map(dayNumber.of),
        kind: fc.constantFrom(...kindNames),
        department: fc.integer({ min: -1, max: 2 }),
        regions: fc.subarray(["510000", "510900", "510903", "110000"]),
        without: fc.uniqueArray(fc.nat(9)).map((documents) => new Set(documents)),
      },
      { requiredKeys: [] },
    );
    const law = fc.asyncProperty(townEntries, townCorrections, townText, filter, async (entries, corrections, text, narrowed) => {
      const overlaid = await over(await built(entries), corrections);
      const wanted = termsOf(overlaid, text);
      const { day, kind, department, regions = [], without } = narrowed;
      const passing = searchFor(overlaid, wanted, 100).filter(({ document: d }) => {
        if (day !== undefined && !overlaid.inForce(d, day)) return false;
        if (kind !== undefined && overlaid.kind(d) !== kind) return false;
        if (department !== undefined && !Array.from(overlaid.departmentsOf(d)).includes(department)) return false;
        return concernsPlace(overlaid.region(d), regions) && !without?.has(d);
      });
      expect(searchFor(overlaid, wanted, 100, narrowed)).toEqual(passing);
      expect(searchFor(overlaid, wanted, 2, narrowed)).toEqual(passing.slice(0, 2));
      const terms = wanted.map((w) => ({ ...w, term: overlaid.term(w.text) }));
      const counts = overlaid.count(terms, narrowed);
      expect(counts.total).toBe(passing.length);
      expect(counts.kinds).toEqual(countOf(passing.map((h) => overlaid.kind(h.document))));
      expect(counts.departments).toEqual(countOf(passing.flatMap((h) => [...overlaid.departmentsOf(h.document)])));
    });
    await fc.assert(law, { numRuns: 300 });
  });

  test("is the same, whatever corrections it had before", async () => {
    const law = fc.asyncProperty(townEntries, townCorrections, townCorrections, questions, async (entries, first, others, asked) => {
      const base = await built(entries);
      const then = await over(base, first);
      const second = [...others, ...first.filter(({ id }) => !others.some((c) => c.id === id))];
      const fresh = await over(base, second);
      const next = await CorrectedSnapshot.over(base, second, "corrected", then);
      for (const text of asked) expect(searchFor(next, termsOf(next, text))).toEqual(searchFor(fresh, termsOf(fresh, text)));
    });
    await fc.assert(law, { numRuns: 100 });
  });

  test("corrections can be laid over corrections", async () => {
    const law = fc.asyncProperty(townEntries, townCorrections, townCorrections, async (entries, first, second) => {
      const twice = await over(await over(await built(entries), first), second);
      const left = corrected(corrected(entries, first), second);
      const rebuilt = await built(left);
      const ids = left.map((e) => e.id);
      expect(twice.departments.all).toEqual(rebuilt.departments.all);
      expect(told(twice, ids)).toEqual(told(rebuilt, ids));
    });
    await fc.assert(law, { numRuns: 100 });
  });
});
