import { beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../src/index/snapshot.ts";
import { absent } from "../../src/index/trie.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { tokenize } from "../../src/text/tokenize.ts";
import { ExhaustiveSearch } from "./exhaustive-search.ts";
import { expectSameRanking, searchFor, termsOf } from "./same-ranking.ts";
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
    // Every seventh of some two thousand: the exhaustive search is slow.
    const some = questions.filter((_, i) => i % 7 === 0);
    expect(some.length).toBeGreaterThan(50);
    for (const { text } of some) {
      const wanted = termsOf(snapshot, text);
      expectSameRanking(searchFor(snapshot, wanted), exhaustive.search(wanted));
    }
  });

  test("every term of every document is in the index, with the documents that hold it", () => {
    const missing = exhaustive.terms.filter((text) => snapshot.term(text) === absent);
    expect(missing).toEqual([]);
    expect(exhaustive.terms.reduce((sum, text) => sum + snapshot.documentFrequency(snapshot.term(text)), 0)).toBe(
      documents.reduce((sum, d) => sum + new Set(Object.values(d).flatMap((text) => termsOf(snapshot, text).map((t) => t.text))).size, 0),
    );
  });

  test("every term of an entry's own question leads to that entry", () => {
    for (const { text, document } of questions) {
      for (const { start, end } of tokenize(text, snapshot.lexicon)) {
        expect([...snapshot.postings(snapshot.term(text, start, end)).documents], text.slice(start, end)).toContain(document);
      }
    }
  });

  test("every term of a text that some document holds is found in the index, and no other", () => {
    const held = new Set(exhaustive.terms);
    for (const text of ["请问公积金贷款最多能贷多少", "野狗咬人了找哪个部门", "量子计算机", "etc办理需要带什么", "井盖"]) {
      for (const term of termsOf(snapshot, text)) expect(snapshot.term(term.text) !== absent, term.text).toBe(held.has(term.text));
    }
  });
});
