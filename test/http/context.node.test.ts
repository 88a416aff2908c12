import fc from "fast-check";
import { expect, test } from "vitest";
import { dayIn } from "../../src/http/context.ts";

test.each([
  ["Asia/Shanghai", "2026-11-23T15:59:59Z", "2026-11-23"],
  ["Asia/Shanghai", "2026-11-23T16:00:00Z", "2026-11-24"],
  ["Asia/Urumqi", "2026-11-23T16:00:00Z", "2026-11-23"],
  ["UTC", "2024-02-29T23:59:59Z", "2024-02-29"],
  ["America/New_York", "2027-01-01T04:59:59Z", "2026-12-31"],
])("in %s at %s it is %s", (zone, instant, day) => {
  expect(dayIn(zone, Date.parse(instant))).toBe(day);
});

test("a day is always written so that days compare as text", () => {
  const from = Date.parse("1970-01-02T00:00:00Z");
  const until = Date.parse("2999-12-31T00:00:00Z");
  fc.assert(
    fc.property(fc.integer({ min: from, max: until }), fc.nat(10 * 86_400_000), (earlier, later) => {
      const [first, second] = [dayIn("Asia/Shanghai", earlier), dayIn("Asia/Shanghai", earlier + later)];
      expect(first).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
      expect(first <= second).toBe(true);
    }),
  );
});
