import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readKnowledgeFiles } from "../../scripts/knowledge-files.ts";
import { readCoverageRows } from "./coverage-rows.ts";

const project = join(import.meta.dirname, "../..");
const rows = readCoverageRows();
const texts = new Map(
  readKnowledgeFiles(join(project, "kb"))
    .filter(({ path }) => path.endsWith(".md"))
    .map(({ path, text }) => [path.replace(/\.md$/u, ""), text]),
);
const textOf = (id: string) => texts.get(id) ?? "";

/** True where a number stands by itself: 5 is neither in 15 nor in 0.5. */
function holdsNumber(text: string, number: string): boolean {
  return new RegExp(`(?<![\\d.])${number.replaceAll(".", "\\.")}(?!\\d|\\.\\d)`, "u").test(text);
}

describe("every rule of the source collection is in the knowledge base", () => {
  test("each of its twenty parts", () => {
    expect([...new Set(rows.map((row) => row.part))].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test("every entry that a rule went to exists", () => {
    expect(rows.flatMap((row) => row.entries.filter((id) => !texts.has(id)).map((id) => `${row.place} ${id}`))).toEqual([]);
  });

  test("what went nowhere says why", () => {
    expect(rows.filter((row) => row.entries.length === 0 && !/^# \S/u.test(row.note)).map((row) => row.place)).toEqual([]);
  });

  test("every entry comes from a rule (departments come from the history of their names)", () => {
    const covered = new Set(rows.flatMap((row) => row.entries));
    expect([...texts.keys()].filter((id) => !id.startsWith("departments/") && !covered.has(id))).toEqual([]);
  });

  test("every number of a rule stands in its entry", () => {
    const lost = rows.flatMap(({ place, figures, entries }) =>
      figures.filter((figure) => !entries.some((id) => holdsNumber(textOf(id), figure))).map((figure) => `${place} ${figure}`),
    );
    expect(lost).toEqual([]);
    expect(rows.flatMap((row) => row.figures).length).toBeGreaterThan(300);
  });

  test.each([
    ["clinical roles", 9, ["roles/clinical/"], 14],
    ["anaesthesia roles", 18, ["roles/anaesthesia/"], 19],
    ["hotline roles", 6, ["roles/hotline/"], 9],
    ["construction roles", 11, ["roles/construction/"], 8],
    ["kindergarten roles", 19, ["roles/kindergarten/"], 7],
    ["medical-record roles", 15, ["roles/medical-records/"], 7],
    ["archive roles", 10, ["roles/archive/"], 6],
    ["company roles, with those of its archive", 4, ["roles/company/", "roles/archive/"], 10],
    ["service standards", 6, ["guides/standards/"], 11],
    ["metrics", 6, ["guides/metrics/"], 22],
  ])("%s of part %i", (_, part, folders, atLeast) => {
    const ids = new Set(rows.filter((row) => row.part === part).flatMap((row) => row.entries));
    const found = [...ids].filter((id) => folders.some((folder) => id.startsWith(folder)));
    expect(found.length).toBeGreaterThanOrEqual(atLeast);
  });
});

const quiz = rows.filter((row) => row.part === 2 && /^\d+$/u.test(row.item));

test("the 24 questions of the quiz keep the numbers of the source: 1, 4–10, 12–27", () => {
  const numbers = [1, 4, 5, 6, 7, 8, 9, 10, ...Array.from({ length: 16 }, (_, i) => 12 + i)];
  expect(quiz.map((row) => Number(row.item))).toEqual(numbers);
});

const sourceFile = join(project, "../shared/data/000_d9cc6a20e7db004c.txt");

describe.runIf(existsSync(sourceFile))("beside the source itself", () => {
  const source = existsSync(sourceFile) ? readFileSync(sourceFile, "utf8") : "";

  test("no entry copies twenty characters in a row", () => {
    const grams = new Set(runsOf(source));
    const copied = [...texts].flatMap(([id, text]) => {
      const run = runsOf(text).find((gram) => grams.has(gram));
      return run === undefined ? [] : [`${id}: ${run}`];
    });
    expect(copied).toEqual([]);
  });

  test("the numbers of a quiz question stand in its lines", () => {
    const part = source.slice(source.indexOf("推荐第2篇"), source.indexOf("推荐第3篇"));
    const passages = new Map(part.split(/^(?=\d+、)/mu).map((passage) => [passage.split("、")[0] ?? "", passage]));
    const claimed = quiz.flatMap(({ item, figures }) => figures.map((figure) => ({ item, figure })));
    expect(claimed.filter(({ item, figure }) => !holdsNumber(passages.get(item) ?? "", figure))).toEqual([]);
    expect(claimed.length).toBeGreaterThanOrEqual(12);
  });

  test("its quiz has no question that is not covered", () => {
    const part = source.slice(source.indexOf("推荐第2篇"), source.indexOf("推荐第3篇"));
    const numbers = [...part.matchAll(/^(\d+)、/gmu)].map(([, number]) => Number(number)).toSorted((a, b) => a - b);
    expect(quiz.map((row) => Number(row.item))).toEqual(numbers);
  });
});

/** All runs of twenty characters, punctuation and blanks aside. */
function runsOf(text: string): string[] {
  const bare = text.replace(/[\s,，。、;；:：.．()（）"“”]/gu, "");
  return Array.from({ length: Math.max(0, bare.length - 19) }, (_, i) => bare.slice(i, i + 20));
}
