import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generalDictionary } from "../../scripts/general-dictionary.ts";
import { buildSnapshot } from "../../src/index/build.ts";
import type { WordFrequencies } from "../../src/index/trie-lexicon.ts";
import { DepartmentRegistry } from "../../src/kb/departments.ts";
import type { Article } from "../../src/kb/entry.ts";
import { smallTown } from "../store/small-town.ts";
import { article, baseOf, corpus, dictionary, fileOf, guide, opened } from "./small-corpus.ts";
import { base } from "./the-base.ts";

const general = generalDictionary();

const town = smallTown();
const versionOf = async (kb = town, words: WordFrequencies = dictionary) => (await buildSnapshot(kb, words)).report.version;
const shuffled = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length });

describe("the same content gives the same bytes", () => {
  test("built twice", async () => {
    const [first, second] = await Promise.all([buildSnapshot(base, general), buildSnapshot(base, general)]);
    expect(Buffer.from(second.file).equals(first.file)).toBe(true);
  });

  test("whatever the order of the entries", async () => {
    const law = fc.asyncProperty(
      corpus.chain((entries) => fc.tuple(fc.constant(entries), shuffled(entries))),
      async ([entries, others]) => {
        expect(Buffer.from(await fileOf(others)).equals(await fileOf(entries))).toBe(true);
      },
    );
    await fc.assert(law, { numRuns: 100 });
  });

  test("whatever the order of the departments and of the dictionary", async () => {
    const version = await versionOf();
    const law = fc.asyncProperty(
      shuffled(town.entries),
      shuffled(town.departments.all),
      shuffled([...dictionary.frequency]),
      async (entries, departments, words) => {
        const other = { ...town, entries, departments: new DepartmentRegistry(departments) };
        expect(await versionOf(other, { ...dictionary, frequency: new Map(words) })).toBe(version);
      },
    );
    await fc.assert(law, { numRuns: 30 });
  });

  test("and building changes nothing of what it is given", async () => {
    const entries = town.entries.toReversed();
    const before = JSON.stringify(entries);
    await buildSnapshot({ ...town, entries }, dictionary);
    expect(JSON.stringify(entries)).toBe(before);
  });
});

test("articles that come one by one are indexed like entries, in any order", async () => {
  const law = fc.asyncProperty(corpus, fc.func(fc.boolean()), async (entries, one) => {
    const articles = entries.filter((e): e is Article => e.kind === "article" && one(e.id));
    const others = entries.filter((e) => !articles.some((a) => a === e));
    async function* stream() {
      yield* articles.toReversed();
    }
    const { file } = await buildSnapshot(baseOf(others), dictionary, () => {}, stream());
    expect(Buffer.from(file).equals(await fileOf(entries))).toBe(true);
  });
  await fc.assert(law, { numRuns: 50 });
});

describe("other content gives another version", () => {
  test.each([
    ["one more entry", { ...town, entries: [...town.entries, article("x", "公园")] }],
    ["one entry less", { ...town, entries: town.entries.slice(1) }],
    ["another name of the base", { ...town, identity: { ...town.identity, title: "别的小城" } }],
    ["another synonym", { ...town, lexicon: { ...town.lexicon, synonyms: [] } }],
    ["another region", { ...town, regions: {} }],
  ])("%s", async (_, kb) => {
    expect(await versionOf(kb)).not.toBe(await versionOf());
  });

  test("another dictionary", async () => {
    expect(await versionOf(town, { ...dictionary, total: 2000 })).not.toBe(await versionOf());
  });
});

test("the report counts what the file holds", async () => {
  const { file, report } = await buildSnapshot(baseOf([article("a", "狗"), guide("guides/b", { title: "狗", body: "猫" })]), dictionary);
  expect(report).toEqual({ version: opened(file).version, entries: 2, terms: 2, postings: 3, bytes: file.byteLength });
});

test("a long build says how far it is, and ends with all done", async () => {
  const told: (readonly [number, number])[] = [];
  const entries = Array.from({ length: 1500 }, (_, i) => article(`a${i}`, "狗"));
  await buildSnapshot(baseOf(entries), dictionary, (...progress) => told.push(progress));
  expect(told).toEqual([
    [0, 1500],
    [1000, 1500],
    [1500, 1500],
  ]);
});
