import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildSnapshot } from "../../src/index/build.ts";
import { packPronunciations } from "../../src/index/pack-pronunciations.ts";
import { fold, Pronunciations, type Sounding } from "../../src/index/pronunciations.ts";
import { article, baseOf, dictionary, guide, opened } from "./small-corpus.ts";

const heard = (...words: readonly Sounding[]) => {
  const { columns, longestKey } = packPronunciations(words);
  return new Pronunciations(columns, longestKey);
};
const words: readonly Sounding[] = [
  { word: "井盖", weight: 3 },
  { word: "金盖", weight: 5 },
  { word: "公安局", weight: 2 },
  { word: "旅馆", weight: 1 },
  { word: "狗", weight: 9 },
];
const town = heard(...words);

describe("how words sound", () => {
  test.each([
    ["jinggai", "jingai"], // ng and n
    ["zhongshan", "zongsan"], // zh and z, sh and s
    ["chengshi", "censi"], // ch and c
    ["liulang", "niunan"], // l and n
    ["lvguan", "luguan"], // ü and u
  ])("%s and %s are easily confused, and looked up alike", (key, other) => {
    expect(fold(key)).toBe(fold(other));
  });

  test.each([
    ["jinggai", "jinggui"],
    ["gou", "kou"],
    ["san", "can"],
  ])("%s and %s are not", (key, other) => {
    expect(fold(key)).not.toBe(fold(other));
  });

  test("every word is found by how it sounds, the likelier first", () => {
    expect(town.words(fold("jinggai"))).toEqual(["金盖", "井盖"]);
    expect(town.words(fold("gonganju"))).toEqual(["公安局"]);
    expect(town.words(fold("lvguan"))).toEqual(["旅馆"]);
    expect(town.words(fold("gou"))).toEqual(["狗"]);
    expect(town.words(fold("gongyuan"))).toEqual([]);
  });

  test("words of three characters and more are found by their first letters", () => {
    expect(town.withInitials("gaj")).toEqual(["公安局"]);
    expect(town.withInitials("jg")).toEqual([]);
  });

  test("names of what every object has are no words", () => {
    for (const key of ["constructor", "__proto__", "toString"]) {
      expect(town.words(key)).toEqual([]);
      expect(town.withInitials(key)).toEqual([]);
    }
  });

  test("the longest key says how far to look", () => {
    expect(town.longestKey).toBe(fold("gonganju").length);
    expect(heard().longestKey).toBe(0);
  });

  test("a character has all its readings", () => {
    expect([...town.readings("行")]).toEqual(expect.arrayContaining(["xing", "hang"]));
    expect(town.readings("a")).toEqual([]);
  });

  test("packed whatever their order, they are the same", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...words], { minLength: words.length }), (others) => {
        expect(packPronunciations(others)).toEqual(packPronunciations(words));
      }),
      { numRuns: 20 },
    );
  });
});

test("a snapshot knows how words sound: those its documents hold, everyday ones, and what entries are called", async () => {
  const everyday = { ...dictionary, frequency: new Map([...dictionary.frequency, ["公积金", 900], ["魍魉", 1]]) };
  const base = baseOf([guide("guides/mowang", { title: "磨王坝", keywords: ["坝上人家"] })]);
  const { pronunciations } = opened((await buildSnapshot(base, everyday, () => {}, [article("a", "流浪狗"), article("b", "井盖")])).file);
  for (const [sound, word] of Object.entries({ jinggai: "井盖", gongjijin: "公积金", mowangba: "磨王坝", bashangrenjia: "坝上人家" })) {
    expect(pronunciations.words(fold(sound))).toEqual([word]);
  }
  expect(pronunciations.words(fold("wangliang"))).toEqual([]);
  expect(pronunciations.withInitials("mwb")).toEqual(["磨王坝"]);
});
