import { describe, expect, test } from "vitest";
import { ask } from "../../src/answer/ask.ts";
import type { GoldenQuestion } from "../../src/kb/settings.ts";
import { base, snapshotOfTheBase } from "../index/the-base.ts";
import { readCoverageRows } from "../kb/coverage-rows.ts";

const snapshot = await snapshotOfTheBase();

/** A day after all reforms that kb/departments knows. */
const today = "2026-05-01";

/** What the answer says of all that a golden question demands. */
function seen({ q, at = today, region, departments, figure, says }: GoldenQuestion) {
  const { status, answer } = ask(snapshot, q, { at, region }, 5).asked;
  const matched = answer?.figures.filter((f) => f.matched).map(({ value, unit }) => ({ value, unit })) ?? [];
  return {
    status,
    entry: answer?.entry.id,
    departments: departments.filter((name) => answer?.departments.some((d) => d.name === name)),
    figure: figure && matched.find(({ value, unit }) => value === figure.value && unit === figure.unit),
    says: says.filter((phrase) => answer?.text.includes(phrase)),
  };
}

describe("golden questions keep their answers", () => {
  test.each(base.golden)("$q", (question) => {
    const { status, entry, departments, figure, says } = question;
    expect(seen(question)).toEqual({ status, entry, departments, figure, says });
  });
});

describe("golden questions hold what must never slip", () => {
  test("enough of them, with and without an answer", () => {
    expect(base.golden.filter((g) => g.status === "answered").length).toBeGreaterThanOrEqual(40);
    expect(base.golden.filter((g) => g.status === "not_found").length).toBeGreaterThanOrEqual(10);
  });

  test("every question of the hotline's quiz", () => {
    const quiz = readCoverageRows().filter(({ part, item }) => part === 2 && /^\d+$/u.test(item));
    const asked = new Set(base.golden.map((g) => g.entry));
    expect(quiz.flatMap((row) => row.entries).filter((id) => !asked.has(id))).toEqual([]);
  });

  test("each answered one says by which entry", () => {
    expect(base.golden.filter((g) => g.status === "answered" && g.entry === undefined).map((g) => g.q)).toEqual([]);
  });

  test("none is asked twice for the same day", () => {
    const keys = base.golden.map(({ q, at, region }) => `${q} ${at} ${region}`);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });
});
