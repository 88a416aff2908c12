import fc from "fast-check";
import { expect, test } from "vitest";
import { dayNumber } from "../../src/index/day-number.ts";

test.each([
  ["1970-01-01", 0],
  ["1970-01-02", 1],
  ["1969-12-31", -1],
  ["2024-02-29", 19782],
  ["2024-03-01", 19783],
])("%s is day %i", (day, number) => {
  expect(dayNumber.of(day)).toBe(number);
});

test("one day later is one more, across months, years and leap days", () => {
  const date = fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
  const dayOf = (d: Date) => d.toISOString().slice(0, 10);
  fc.assert(
    fc.property(date, (d) => {
      expect(dayNumber.of(dayOf(new Date(d.getTime() + 86_400_000)))).toBe(dayNumber.of(dayOf(d)) + 1);
    }),
  );
});

test("an open end is before or after every day", () => {
  expect(dayNumber.from(undefined)).toBeLessThan(dayNumber.of("0001-01-01"));
  expect(dayNumber.to(undefined)).toBeGreaterThan(dayNumber.of("9999-12-31"));
  expect([dayNumber.from("1970-01-02"), dayNumber.to("1970-01-02")]).toEqual([1, 1]);
});

test("days and open ends fit the snapshot's 32-bit column", () => {
  for (const day of [dayNumber.first, dayNumber.last, dayNumber.of("9999-12-31")]) expect(Int32Array.of(day)[0]).toBe(day);
});
