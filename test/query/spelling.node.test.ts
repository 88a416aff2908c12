import { describe, expect, test } from "vitest";
import { chanceOf, misspellings } from "../../bench/spelling/misspell.ts";
import { ask } from "../../src/answer/ask.ts";
import { titleOf } from "../../src/kb/entry.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { entries, snapshotOfTheBase } from "../index/the-base.ts";

const snapshot = await snapshotOfTheBase();
/** Every thirtieth title and question of the base, with its entry. */
const own = entries
  .flatMap((entry) =>
    entry.kind === "article" ? [] : [titleOf(entry), ...entry.questions].map((text) => ({ id: entry.id, text: normalizeText(text) })),
  )
  .filter((_, i) => i % 30 === 0);

/** The share of them that leads back to its entry, misspelled by a seeded generator; bench/spelling measures all. */
describe("what entries say of themselves is found when it is misspelled", () => {
  test.each([
    ["pinyin, words apart", 0.97],
    ["pinyin, syllables apart", 0.97],
    ["pinyin, no spaces", 0.97],
    ["pinyin and characters", 0.98],
    ["pinyin, a letter wrong", 0.93],
    ["a homophone", 0.98],
    ["a near homophone", 0.98],
  ] as const)("%s: %d", (kind, least) => {
    const chance = chanceOf(1);
    const asked = own.flatMap(({ id, text }) => {
      const written = misspellings[kind](text, snapshot.lexicon, chance);
      return written === null ? [] : [ask(snapshot, written, { at: "2026-11-23" }, 1).asked.candidates[0]?.id === id];
    });
    expect(asked.length).toBeGreaterThan(200);
    expect(asked.filter((right) => right).length / asked.length).toBeGreaterThanOrEqual(least);
  });
});
