import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pairOfShingle, shinglesIn } from "../../src/text/shingles.ts";

const han = fc.stringMatching(/^\p{Script=Han}{2,12}$/u).filter((text) => /^[\u4e00-\u9fff]+$/u.test(text));

describe("shingles", () => {
  test("of a run of Han characters are its neighbouring pairs, in order", () => {
    fc.assert(
      fc.property(han, (text) => {
        const pairs = Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2));
        expect(shinglesIn(text).map(pairOfShingle)).toEqual(pairs);
      }),
    );
  });

  test.each([
    ["流浪狗", ["流浪", "浪狗"]],
    ["狗", ["狗"]],
    ["井盖，丢了", ["井盖", "丢了"]],
    ["", []],
    ["？！ ", []],
  ])("%s → %j", (text, pairs) => {
    expect(shinglesIn(text).map(pairOfShingle)).toEqual(pairs);
  });

  test("a Latin word or a number is one, and cannot be told from its key", () => {
    const [vip, number, again] = shinglesIn("vip 1860 vip");
    expect(again).toBe(vip);
    expect(number).not.toBe(vip);
    expect(pairOfShingle(vip ?? 0)).toBeNull();
  });

  test("no pair of characters has the key of a word", () => {
    fc.assert(
      fc.property(han, fc.stringMatching(/^[a-z]{1,8}$/), (text, word) => {
        expect(shinglesIn(text)).not.toContain(shinglesIn(word)[0]);
      }),
    );
  });
});
