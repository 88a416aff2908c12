import { beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../src/index/snapshot.ts";
import { absent } from "../../src/index/trie.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { ExhaustiveSearch } from "./exhaustive-search.ts";
import { differences, holdersOf, searchFor, termsOf } from "./same-ranking.ts";
import { documents, entries, snapshotOfTheBase } from "./the-base.ts";

let snapshot: Snapshot;
let exhaustive: ExhaustiveSearch;
beforeAll(async () => {
  snapshot = await snapshotOfTheBase();
  exhaustive = new ExhaustiveSearch(documents, snapshot.lexicon);
});

const questions = entries.flatMap((entry, document) =>
  entry.kind === "article" ? [] : entry.questions.map((q) => ({ text: normalizeText(q), document })),
);

describe("the knowledge base", () => {
  test("its questions find what the formula finds, in its order, with its scores", () => {
    // Every seventh: the exhaustive search is slow.
    const some = questions.filter((_, i) => i % 7 === 0);
    expect(some.length).toBeGreaterThan(50);
    const wrong = some.flatMap(({ text }) => {
      const wanted = termsOf(snapshot, text);
      return differences(searchFor(snapshot, wanted), exhaustive.search(wanted)).map((difference) => `${text}: ${difference}`);
    });
    expect(wrong).toEqual([]);
  });

  test("every term of every document is in the index, with just the documents that hold it", () => {
    const wrong = exhaustive.terms.filter((text) => `${holdersOf(snapshot, text)}` !== `${exhaustive.holders(text)}`);
    expect(exhaustive.terms.length).toBeGreaterThan(10_000);
    expect(wrong).toEqual([]);
  });

  test("every term of an entry's own question leads to that entry", () => {
    const lost = questions.flatMap(({ text, document }) =>
      termsOf(snapshot, text)
        .filter((term) => snapshot.impact(snapshot.term(term.text), document) === 0)
        .map((term) => `${text}: ${term.text} → ${entries[document]?.id}`),
    );
    expect(lost).toEqual([]);
  });

  test("every term of a question that some document holds is found in the index, and no other", () => {
    const held = new Set(exhaustive.terms);
    const asked = [
      "请问公积金贷款最多能贷多少",
      "野狗咬人了找哪个部门",
      "量子计算机",
      "etc办理需要带什么",
      "井盖",
      ...questions.map((q) => q.text),
    ];
    const terms = new Set(asked.flatMap((text) => termsOf(snapshot, text).map((term) => term.text)));
    expect([...terms].some((text) => !held.has(text))).toBe(true);
    expect([...terms].filter((text) => (snapshot.term(text) !== absent) !== held.has(text))).toEqual([]);
  });
});
