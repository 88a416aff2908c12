import { describe, expect, test } from "vitest";
import { refine, refinedDepth } from "../../src/query/proximity.ts";
import { retrieve } from "../../src/query/retrieve.ts";
import { understand } from "../../src/query/understand.ts";
import { entries, snapshotOfTheBase } from "../index/the-base.ts";

const snapshot = await snapshotOfTheBase();
const questions = entries.flatMap((e) => (e.kind === "article" ? [] : e.questions)).filter((_, i) => i % 60 === 0);
const searched = questions.map((question) => {
  const query = understand(snapshot, question, { at: "2026-05-01" });
  const found = retrieve(snapshot, query, refinedDepth(snapshot) + 10);
  return { found, refined: refine(snapshot, query, found) };
});

describe("hits looked at closely", () => {
  test("are the retrieved ones, in another order", () => {
    for (const { found, refined } of searched) {
      const documents = (hits: typeof found) => hits.map((h) => h.document);
      expect(documents(refined).toSorted()).toEqual(documents(found).toSorted());
      expect(documents(refined).slice(refinedDepth(snapshot))).toEqual(documents(found).slice(refinedDepth(snapshot)));
    }
  });

  test("have scores that fall from the best retrieved one's", () => {
    for (const { found, refined } of searched) {
      const scores = refined.map((h) => h.score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(scores[0] ?? 0).toBeCloseTo(found[0]?.score ?? 0, 9);
    }
  });

  test("put what was asked word for word first", () => {
    const query = understand(snapshot, "路面井盖丢失按什么分派给责任单位", { at: "2026-05-01" });
    const [first] = refine(snapshot, query, retrieve(snapshot, query, refinedDepth(snapshot)));
    expect(snapshot.id(first?.document ?? -1)).toBe("matters/manhole-covers");
  });
});
