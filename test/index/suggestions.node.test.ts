import fc from "fast-check";
import { pinyin } from "pinyin-pro";
import { beforeAll, describe, expect, test } from "vitest";
import { packSuggestions, suggestionsOf } from "../../src/index/pack-suggestions.ts";
import type { Snapshot } from "../../src/index/snapshot.ts";
import { Suggester } from "../../src/index/suggestions.ts";
import { titleOf } from "../../src/kb/entry.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { smallTown } from "../store/small-town.ts";
import { article } from "./small-corpus.ts";
import { entries, snapshotOfTheBase } from "./the-base.ts";

/** Texts as a base has them: [text, document, "name" or "question"]. */
function suggester(...texts: readonly (readonly [string, number, "name" | "question"])[]): Suggester {
  return new Suggester(packSuggestions(texts.map(([text, document, of]) => ({ text, document, name: of === "name" }))));
}
const streets = suggester(
  ["路面井盖丢失", 0, "name"],
  ["井盖丢了找谁", 0, "question"],
  ["城市流浪狗", 1, "name"],
  ["流浪狗归谁管", 1, "question"],
  ["12345热线", 2, "name"],
  ["吕梁驴肉", 3, "name"],
  ["ＥＴＣ办理", 4, "name"],
);
const suggested = (from: Suggester, q: string) => from.suggest(q, 10).map(({ text }) => text);

describe("while somebody types", () => {
  test.each([
    ["路", "Han from the beginning", "路面井盖丢失"],
    ["井盖丢了", "a question from its beginning", "井盖丢了找谁"],
    ["流浪狗归谁管", "all of a question", "流浪狗归谁管"],
    ["浪狗", "Han from the middle", "城市流浪狗"],
    ["流浪狗歸", "Traditional", "流浪狗归谁管"],
    ["lumian", "pinyin from the beginning", "路面井盖丢失"],
    ["lumianjinggaidiushi", "all of the pinyin", "路面井盖丢失"],
    ["lu mian jing", "pinyin with blanks", "路面井盖丢失"],
    ["cheng'shi'liu'lang", "pinyin with apostrophes", "城市流浪狗"],
    ["LUMIAN", "capitals", "路面井盖丢失"],
    ["ｌｕｍｉａｎ", "full width", "路面井盖丢失"],
    ["jinggai", "pinyin from a later syllable of a name", "路面井盖丢失"],
    ["lmjg", "initials", "路面井盖丢失"],
    ["jgds", "initials from a later syllable", "路面井盖丢失"],
    ["jingai", "a letter too few", "路面井盖丢失"],
    ["jinnggai", "a letter too many", "路面井盖丢失"],
    ["jingagi", "letters swapped", "路面井盖丢失"],
    ["12345", "digits", "12345热线"],
    ["12345rexian", "digits and pinyin", "12345热线"],
    ["lvl", "ü as v", "吕梁驴肉"],
    ["etc", "Latin letters of a name", "ＥＴＣ办理"],
  ])("%s (%s) → %s", (q, _, text) => {
    expect(suggested(streets, q)[0]).toBe(text);
  });

  test.each(["", " ", "'", "。", "公园", "狗归狗", "qwertyuiop"])("%j suggests nothing", (q) => {
    expect(suggested(streets, q)).toEqual([]);
  });

  test("blanks between syllables change nothing", () => {
    expect(suggested(streets, "liu lang")).toEqual(suggested(streets, "liulang"));
    expect(suggested(streets, "l m j g")).toEqual(["路面井盖丢失"]);
  });

  test("anything at all may be typed", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string()), fc.nat(5), (q, limit) => {
        expect(streets.suggest(q, limit).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe("the order", () => {
  test("what begins so comes before what holds it; names before questions; the shorter first", () => {
    const dogs = suggester(
      ["街上有流浪狗", 0, "question"],
      ["城市流浪狗", 1, "name"],
      ["流浪狗咬人怎么办", 2, "question"],
      ["流浪狗归谁管", 3, "question"],
      ["流浪狗收容所", 4, "name"],
      ["流浪狗", 5, "name"],
    );
    expect(suggested(dogs, "流浪狗")).toEqual(["流浪狗", "流浪狗收容所", "流浪狗归谁管", "流浪狗咬人怎么办", "城市流浪狗", "街上有流浪狗"]);
  });

  test("pinyin typed without an error comes before pinyin with one, and that before two", () => {
    const names = suggester(["应该", 0, "name"], ["京改", 1, "name"], ["金该", 2, "name"], ["井盖", 3, "question"]);
    expect(suggested(names, "jingai")).toEqual(["金该", "京改", "井盖", "应该"]);
  });

  test("an entry is suggested once, by its best text", () => {
    expect(streets.suggest("井盖", 10)).toMatchObject([{ text: "井盖丢了找谁", document: 0 }]);
    expect(streets.suggest("liulanggou", 10)).toHaveLength(1);
  });

  test("a smaller limit only cuts the list short", () => {
    expect(streets.suggest("l", 2)).toEqual(streets.suggest("l", 10).slice(0, 2));
    expect(streets.suggest("l", 0)).toEqual([]);
  });
});

describe("what is suggested of a base", () => {
  const town = smallTown();

  test("titles, question variants, departments by every name they have or had; articles are too many", () => {
    const all = [...town.entries, article("x", "公园")].flatMap(suggestionsOf);
    for (const [document, entry] of town.entries.entries()) {
      const names = entry.kind === "department" ? [entry.name, ...entry.aliases, ...entry.lineage.map((l) => l.name)] : [titleOf(entry)];
      const own = all.filter((s) => s.document === document);
      expect(own.filter((s) => s.name).map((s) => s.text)).toEqual(names);
      if (entry.kind !== "article") expect(own.map((s) => s.text)).toEqual([...new Set([...names, ...entry.questions])]);
    }
    expect(all.map((s) => s.text)).not.toContain("公园");
  });

  test("packed whatever their order, they are the same", () => {
    const all = town.entries.flatMap(suggestionsOf);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (others) => {
        expect(packSuggestions(others)).toEqual(packSuggestions(all));
      }),
      { numRuns: 20 },
    );
  });
});

describe("every entry of the knowledge base is suggested", () => {
  let snapshot: Snapshot;
  beforeAll(async () => {
    snapshot = await snapshotOfTheBase();
  });
  const syllables = (text: string) =>
    pinyin(normalizeText(text), { toneType: "none", type: "array", nonZh: "consecutive", v: true })
      .map((s) => s.replace(/[^a-z0-9]/gu, ""))
      .filter((s) => s !== "");
  const joined = (title: string) => syllables(title).join("");
  const without = (text: string, at: number) => text.slice(0, at) + text.slice(at + 1);
  const doubled = (text: string, at: number) => text.slice(0, at + 1) + text.slice(at);
  /** Typing errors are looked for in whole keys, and keys end after ten syllables. */
  const short = (title: string) => syllables(title).length <= 10 && joined(title).length > 6;

  test.each<[string, (title: string) => string, ((title: string) => boolean)?]>([
    ["by its title", (title) => title],
    ["by the pinyin of its title, however long", joined],
    [
      "by the initials of its title",
      (title) =>
        syllables(title)
          .map((s) => (/^\d/u.test(s) ? s : s.charAt(0)))
          .join(""),
    ],
    ["by the pinyin of its title with a letter missing", (title) => without(joined(title), 4), short],
    ["by the pinyin of its title with a letter doubled", (title) => doubled(joined(title), 2), short],
  ])("%s", (_, typed, applies = () => true) => {
    const titled = entries.flatMap((e) => (e.kind === "article" || !applies(titleOf(e)) ? [] : { id: e.id, q: typed(titleOf(e)) }));
    expect(titled.length).toBeGreaterThan(100);
    const missed = titled.filter(({ id, q }) => !snapshot.suggest(q, 20).some((s) => s.id === id));
    expect(missed).toEqual([]);
  });
});
