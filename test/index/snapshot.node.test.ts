import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildSnapshot } from "../../src/index/build.ts";
import { dayNumber } from "../../src/index/day-number.ts";
import { departmentIdsOf } from "../../src/index/document-columns.ts";
import { readContainer, type SectionName, type Sections, writeContainer } from "../../src/index/format.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import type { Entry } from "../../src/kb/entry.ts";
import { smallTown } from "../store/small-town.ts";
import { article, dictionary, guide, opened, snapshotOf } from "./small-corpus.ts";
import { base, snapshotOfTheBase } from "./the-base.ts";

const town = smallTown();
const cases = [
  { name: "a small town", kb: town, snapshot: opened((await buildSnapshot(town, dictionary)).file) },
  { name: "the knowledge base", kb: base, snapshot: await snapshotOfTheBase() },
];

describe.each(cases)("a snapshot of $name", ({ kb, snapshot }) => {
  const everyEntry = (law: (entry: Exclude<Entry, { kind: "article" }>, document: number) => void) => {
    for (const entry of kb.entries) if (entry.kind !== "article") law(entry, snapshot.documentOf(entry.id));
  };

  test("holds every entry as it was written, under its id", () => {
    expect(snapshot.size).toBe(kb.entries.length);
    everyEntry((entry, document) => {
      expect(snapshot.id(document)).toBe(entry.id);
      expect(snapshot.entry(document)).toEqual(JSON.parse(JSON.stringify(entry)));
      expect(snapshot.kind(document)).toBe(entry.kind);
    });
  });

  test("knows where every entry holds", () => {
    everyEntry((entry, document) => expect(snapshot.region(document)).toBe(entry.region));
  });

  test("knows when every entry is in force: from its first day to its last", () => {
    everyEntry((entry, document) => {
      const { from, to } = entry.validity;
      const inForce = (day: number) => snapshot.inForce(document, day);
      if (from !== undefined) expect([-1, 0].map((d) => inForce(dayNumber.of(from) + d))).toEqual([false, true]);
      if (to !== undefined) expect([0, 1].map((d) => inForce(dayNumber.of(to) + d))).toEqual([true, false]);
      if (from === undefined) expect(inForce(dayNumber.of("1900-01-01"))).toBe(true);
      if (to === undefined) expect(inForce(dayNumber.of("2999-12-31"))).toBe(true);
    });
  });

  test("knows the departments every entry leads to, each once, by today's names", () => {
    everyEntry((entry, document) => {
      const ids = [...snapshot.departmentsOf(document)].map((ordinal) => snapshot.departments.all[ordinal]?.id);
      expect(ids).toEqual([...new Set(departmentIdsOf(entry, kb.departments))]);
    });
  });

  test("resolves every name of a department as the base does", () => {
    expect(snapshot.departments.names.toSorted()).toEqual(kb.departments.names.toSorted());
    for (const name of kb.departments.names) {
      const expected = kb.departments.resolve(name);
      expect(snapshot.departments.resolve(name)).toMatchObject({ former: expected?.former, department: { id: expected?.department.id } });
    }
  });

  test("finds every department by its id", () => {
    everyEntry((entry) => {
      expect(snapshot.departments.byId(entry.id)?.name).toBe(entry.kind === "department" ? entry.name : undefined);
    });
  });

  test("carries the base's own settings", () => {
    expect(snapshot.meta).toMatchObject({ ...kb.identity, documents: kb.entries.length });
    expect(snapshot.vocabulary).toEqual(kb.lexicon);
    expect(snapshot.regions).toEqual(kb.regions);
    expect(snapshot.golden).toEqual(JSON.parse(JSON.stringify(kb.golden)));
  });
});

describe("an entry's id", () => {
  const id = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 8 }),
    fc.string({ minLength: 1, maxLength: 3 }),
    fc.constant("\ufeffa"),
  );

  test("leads to the entry, whatever characters it is made of", async () => {
    const law = fc.asyncProperty(fc.uniqueArray(id, { maxLength: 20 }), async (ids) => {
      const snapshot = await snapshotOf(ids.map((x) => article(x, x)));
      expect(ids.map((x) => snapshot.id(snapshot.documentOf(x)))).toEqual(ids);
      expect(ids.map((x) => snapshot.entry(snapshot.documentOf(x)))).toEqual(ids.map((x) => article(x, x)));
    });
    await fc.assert(law, { numRuns: 100 });
  });

  test("that no entry has leads nowhere", async () => {
    const law = fc.asyncProperty(fc.uniqueArray(id, { minLength: 1, maxLength: 10 }), async ([absent = "", ...ids]) => {
      const snapshot = await snapshotOf(ids.map((x) => article(x, x)));
      expect(snapshot.documentOf(absent)).toBe(-1);
    });
    await fc.assert(law, { numRuns: 100 });
  });
});

test("a word of the dictionary that no document holds is no term", async () => {
  const snapshot = await snapshotOf([article("a", "流浪狗"), guide("guides/b", { body: "井盖" })]);
  expect(["流浪狗", "流浪", "井盖"].map((text) => snapshot.term(text) >= 0)).toEqual([true, true, true]);
  expect(["管理局", "补", "", "流浪狗归"].map((text) => snapshot.term(text))).toEqual([-1, -1, -1, -1]);
  expect(snapshot.term("一流浪狗二", 1, 4)).toBe(snapshot.term("流浪狗"));
});

const container = readContainer((await buildSnapshot(town, dictionary)).file);
if ("fault" in container) throw new Error(container.fault.reason);
const { sections } = container;

describe("columns that do not fit each other are refused by name", () => {
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  test.each<[SectionName, Partial<Sections>, SectionName?]>([
    ["trieChildren", { trieChildren: sections.trieChildren.slice(1) }],
    ["trieLabels", { trieLabels: new Uint16Array(0) }, "trieChildren"],
    ["wordFrequency", { wordFrequency: new Uint32Array(3) }],
    ["slots", { slots: sections.slots.slice(1) }],
    ["bodyNorm", { bodyNorm: sections.bodyNorm.slice(1) }],
    ["documentKind", { documentKind: sections.documentKind.slice(1) }],
    ["documentRegion", { documentRegion: sections.documentRegion.slice(1) }],
    ["validFrom", { validFrom: Int32Array.of(1) }],
    ["validTo", { validTo: Int32Array.of(1) }],
    ["idStart", { idStart: sections.idStart.slice(1) }],
    ["storedFirst", { storedFirst: sections.storedFirst.slice(1) }],
    ["storedStart", { storedStart: sections.storedStart.slice(1) }],
    ["storedDigests", { storedDigests: new Uint8Array(0) }, "storedFirst"],
    ["suggestionStart", { suggestionStart: sections.suggestionStart.slice(1) }],
    ["suggestionIsName", { suggestionIsName: new Uint8Array(0) }],
    ["latinChildren", { latinChildren: sections.latinChildren.slice(1) }],
    ["soundNumbers", { soundNumbers: sections.soundNumbers.slice(1) }, "soundStart"],
    ["readings", { readings: sections.readings.slice(1) }, "readingStart"],
    ["departmentOrdinals", { departmentOrdinals: new Uint16Array(0) }, "departmentStart"],
    ["a count of entries", { meta: json({ ...town.identity, documents: 1e9, total: 1, rarest: 1 }) }, "documentKind"],
    ["meta", { meta: json(null) }, "documentKind"],
    ["meta", { meta: sections.meta.slice(1) }],
    ["departments", { departments: sections.departments.slice(1) }],
    ["departments", { departments: json([{ name: "公安局" }]) }],
    ["lexicon", { lexicon: new Uint8Array(0) }],
    ["regions", { regions: sections.regions.slice(1) }],
    ["golden", { golden: sections.golden.slice(1) }],
    ["syllables", { syllables: new Uint8Array(0) }],
  ] as [SectionName, Partial<Sections>, SectionName?][])("%s", async (section, change, named = section) => {
    const result = Snapshot.open(await writeContainer({ ...sections, ...change }, container.stored ?? new Uint8Array(0)));
    expect(result).toMatchObject({ fault: { reason: "section_corrupt", section: named } });
  });
});
