import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "../../src/kb/entry.ts";
import { firstCommonDay, inForceOn, type Period, Periods } from "../../src/kb/periods.ts";

const days = Array.from({ length: 20 }, (_, i) => `2026-01-${String(i + 1).padStart(2, "0")}`);
const day = fc.constantFrom(...days);
const maybe = fc.option(day, { nil: undefined });
const period: fc.Arbitrary<Period> = fc.record({ from: maybe, to: maybe, until: maybe });

test("the first common day is the first from today on on which all are in force, or there is none", () => {
  fc.assert(
    fc.property(fc.array(period, { maxLength: 3 }), day, (periods, now) => {
      const first = days.find((d) => d >= now && periods.every((p) => inForceOn(p, d))) ?? null;
      expect(firstCommonDay(periods, now)).toBe(first);
    }),
    { numRuns: 500 },
  );
});

describe("what supersedes an entry ends it", () => {
  const policy = (id: string, supersedes: string[], from?: string): Entry =>
    ({ id, kind: "policy", supersedes, validity: from === undefined ? {} : { from } }) as unknown as Entry;

  test("on the day it begins itself; the earliest of several counts", () => {
    const [old, ...newer] = [policy("old", []), policy("a", ["old"], "2026-01-09"), policy("b", ["old"], "2026-01-05")] as const;
    const ended = new Periods([old, ...newer]).of(old);
    expect(inForceOn(ended, "2026-01-04")).toBe(true);
    expect(inForceOn(ended, "2026-01-05")).toBe(false);
  });

  test("at once, where it says no day", () => {
    const old = policy("old", []);
    expect(firstCommonDay([new Periods([old, policy("new", ["old"])]).of(old)], "0001-01-01")).toBeNull();
  });
});
