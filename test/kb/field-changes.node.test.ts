import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeInWords, fieldChanges } from "../../src/kb/field-changes.ts";
import { parseEntry } from "../../src/kb/parse.ts";
import { serializeEntry } from "../../src/kb/serialize-entry.ts";
import { anyEntry } from "./arbitrary-entries.ts";

const read = (text: string) =>
  parseEntry({ path: "policies/a.md", text: `---\n${text}\nreviewed: null\nsource: { title: 手册 }\n---\n按月发。\n` }).value;
const words = (from: string | null, to: string | null) =>
  fieldChanges(from === null ? null : read(from), to === null ? null : read(to)).map(changeInWords);
const table = (value: number) =>
  `title: 补贴\nquestions: [甲, 乙]\ntables:\n  - { label: 补贴, dimension: age, unit: 岁, tiers: [{ from: 90, to: null, value: ${value}, unit: 元/月 }] }`;

describe("what changed between two versions of an entry", () => {
  test.each([
    ["a figure", table(100), table(120), ["tables.0.tiers.0.value: 100 → 120"]],
    [
      "a list of texts: what went, what came",
      "title: 补贴\nquestions: [甲, 乙]",
      "title: 补贴\nquestions: [乙, 丙]",
      ['questions: ["甲"] → ["丙"]'],
    ],
    ["their order", "title: 补贴\nquestions: [甲, 乙]", "title: 补贴\nquestions: [乙, 甲]", ['questions: ["甲","乙"] → ["乙","甲"]']],
    ["a field that was not there", "title: 补贴", 'title: 补贴\nregion: "510900"', ["region: – → 510900"]],
    ["a field that went", "title: 补贴\nvalidity: { to: 2026-12-31 }", "title: 补贴", ["validity.to: 2026-12-31 → –"]],
    ["nothing", table(100), table(100), []],
  ])("%s", (_, from, to, expected) => expect(words(from, to)).toEqual(expected));

  test("of a new entry every field, of one that is gone as well", () => {
    expect(words(null, "title: 补贴")).toContain("title: – → 补贴");
    expect(words("title: 补贴", null)).toContain("title: 补贴 → –");
    expect(fieldChanges(null, null)).toEqual([]);
  });

  test("there is a change exactly where the texts of the files differ", () => {
    fc.assert(
      fc.property(anyEntry, anyEntry, (a, b) => {
        expect(fieldChanges(a, JSON.parse(JSON.stringify(a)))).toEqual([]);
        if (a.kind === b.kind) expect(fieldChanges(a, b).length === 0).toBe(serializeEntry(a) === serializeEntry({ ...b, id: a.id }));
      }),
    );
  });
});
