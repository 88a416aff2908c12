import fc from "fast-check";
import nzh from "nzh";
import { describe, expect, test } from "vitest";
import { numberOf } from "../../src/query/numerals.ts";
import { type Quantity, quantitiesIn } from "../../src/query/quantities.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { quantityCases } from "../cases/quantities.ts";
import { anyText } from "../text/unicode-text.ts";

describe("the quantities of a question", () => {
  test.each(quantityCases)("%s → %j", (said, understood) => {
    expect(quantitiesIn(normalizeText(said)).map(shown)).toEqual(understood);
  });

  test("stand where they were said, unit and all", () => {
    const text = "我奶奶虚岁九十二，住院3个工作日";
    expect(quantitiesIn(text).map(({ start, end, unit }) => [text.slice(start, end), unit])).toEqual([
      ["虚岁九十二", "虚岁"],
      ["3个工作日", "个工作日"],
    ]);
  });

  test("a number means the same in Chinese and in Arabic numerals", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (n) => {
        const written = nzh.cn.encodeS(n);
        expect(numberOf(written)).toBe(n);
        expect(quantitiesIn(`${written}岁`).map(shown)).toEqual(quantitiesIn(`${n}岁`).map(shown));
      }),
    );
  });

  test("a year or a number read digit by digit", () => {
    expect(numberOf("二〇一四")).toBe(2014);
    expect(numberOf("一二三四五")).toBe(12345);
  });

  test("of any text: ascending, apart, inside it, none backwards", () => {
    const numbers = fc.constantFrom(
      "92",
      "九十二",
      "百",
      "两",
      "万",
      "岁",
      "元",
      "到",
      "以上",
      "不满",
      "超过",
      "虚岁",
      "12345",
      "点",
      "%",
      "个",
    );
    const text = fc.array(fc.oneof(numbers, anyText), { maxLength: 12 }).map((parts) => normalizeText(parts.join("")));
    fc.assert(
      fc.property(text, (said) => {
        let end = 0;
        for (const quantity of quantitiesIn(said)) {
          expect(quantity.start).toBeGreaterThanOrEqual(end);
          expect(quantity.end).toBeGreaterThan(quantity.start);
          expect(Number.isNaN(quantity.from) || Number.isNaN(quantity.to)).toBe(false);
          ({ end } = quantity);
        }
        expect(end).toBeLessThanOrEqual(said.length);
      }),
    );
  });
});

/** As the table writes it. */
function shown({ from, to, dimension, about }: Quantity): string {
  const number = from === to ? end(from) : range(from, to);
  return `${number}${dimension === null ? "" : ` ${dimension}`}${about ? "~" : ""}`;
}

function range(from: number, to: number): string {
  if (from > Math.round(from) && isJust(from) && to === Number.POSITIVE_INFINITY) return end(from);
  return `${Number.isFinite(from) ? end(from) : ""}…${Number.isFinite(to) ? end(to) : ""}`;
}

/** "<90" just below 90, ">90" just above, else the number itself. */
function end(value: number): string {
  const whole = Math.round(value);
  return isJust(value) ? `${value < whole ? "<" : ">"}${whole}` : String(value);
}

/** Beside a whole number, not on it. */
function isJust(value: number): boolean {
  return value !== Math.round(value) && Math.abs(value - Math.round(value)) < 0.001;
}
