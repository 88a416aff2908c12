import fc from "fast-check";
import nzh from "nzh";
import { describe, expect, test } from "vitest";
import { numberOf, stepOf, vagueNumberOf } from "../../src/query/numerals.ts";

const whole = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 999_999_999 }));

describe("a number is read back from every way to write it", () => {
  test("small and bank numerals", () => {
    fc.assert(
      fc.property(whole, (n) => {
        expect(numberOf(nzh.cn.encodeS(n))).toBe(n);
        expect(numberOf(nzh.cn.encodeB(n))).toBe(n);
      }),
    );
  });

  test("with thousands apart", () => {
    fc.assert(
      fc.property(whole, (n) => {
        expect(numberOf(n.toLocaleString("en-US"))).toBe(n);
      }),
    );
  });

  test("the colloquial 两 for 二 in front of hundreds, thousands and tens of thousands", () => {
    fc.assert(
      fc.property(whole, (n) => {
        expect(numberOf(nzh.cn.encodeS(n).replace(/二(?=[百千万])/gu, "两"))).toBe(n);
      }),
    );
  });

  test("decimals in characters", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 9 }), (n, d) => {
        const [point = ""] = nzh.cn.encodeS(d);
        expect(numberOf(`${nzh.cn.encodeS(n)}点${point}`)).toBeCloseTo(n + d / 10, 9);
      }),
    );
  });

  test.each([
    ["一万五", 15_000],
    ["三千二", 3200],
    ["一百五", 150],
    ["两百三", 230],
    ["一百零五", 105],
    ["一万零五", 10_005],
    ["廿五", 25],
    ["卅", 30],
    ["俩", 2],
    ["1.5万", 15_000],
    ["2.5亿", 250_000_000],
    ["1.1万", 11_000],
    ["3千", 3000],
    ["5w", 50_000],
    ["一点五万", 15_000],
    ["二〇一四", 2014],
    ["一二三四五", 12_345],
    ["百", 100],
  ])("%s → %d", (written, value) => {
    expect(numberOf(written)).toBe(value);
  });
});

test.each([
  ["两三", [2, 3]],
  ["八九十", [80, 90]],
  ["十五六", [15, 16]],
  ["三四百", [300, 400]],
  ["一百二三十", [120, 130]],
  ["五六万", [50_000, 60_000]],
  ["三五", [3, 5]],
  ["二十三", null],
  ["一三", null],
  ["九十二", null],
])("%s is a guess between %j", (written, ends) => {
  expect(vagueNumberOf(written)).toEqual(ends);
});

test.each([
  ["90", 90, 10],
  ["九十", 90, 10],
  ["100", 100, 100],
  ["1200", 1200, 100],
  ["8万", 80_000, 10_000],
  ["3", 3, 1],
])("more than %s ends %d + %d", (written, value, step) => {
  expect(stepOf(written, value)).toBe(step);
});
