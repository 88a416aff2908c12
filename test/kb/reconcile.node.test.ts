import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Policy } from "../../src/kb/entry.ts";
import { holdsCorrection, reconcile } from "../../src/kb/reconcile.ts";
import { serializeEntry } from "../../src/kb/serialize-entry.ts";
import { anyEntry } from "./arbitrary-entries.ts";

const rules = {
  validity: {},
  reviewed: null,
  supersedes: [],
  caveats: [],
  source: { title: "手册" },
  handlers: [],
  figures: [],
  tables: [],
};
const published: Policy = {
  ...rules,
  id: "policies/a",
  kind: "policy",
  title: "补贴",
  questions: ["补贴多少"],
  keywords: [],
  body: "100元。",
};
const asked: Policy = { ...published, questions: ["新问法"] };
const live: Policy = { ...published, body: "120元。" };

describe("a live correction comes into a file that", () => {
  test.each([
    ["still reads as published: it is written", published, { entry: live, based: published }, { what: "write", entry: live }],
    ["says what it says already: nothing to do", live, { entry: live, based: published }, { what: "contained" }],
    [
      "changed another field: both changes stand",
      asked,
      { entry: live, based: published },
      { what: "merged", entry: { ...live, questions: asked.questions } },
    ],
    ["changed the same field: a conflict", { ...published, body: "130元。" }, { entry: live, based: published }, { what: "conflict" }],
    ["is not there, as when it was added: it is written", null, { entry: live, based: null }, { what: "write", entry: live }],
    ["is not there, but was: a conflict", null, { entry: live, based: published }, { what: "conflict" }],
    ["was added here as well, otherwise: a conflict", published, { entry: live, based: null }, { what: "conflict" }],
    ["still reads as published, and the entry is deleted: it is removed", published, { entry: null, based: published }, { what: "remove" }],
    ["was changed, and the entry is deleted: a conflict", live, { entry: null, based: published }, { what: "conflict" }],
    ["is gone already, and the entry is deleted: nothing to do", null, { entry: null, based: published }, { what: "contained" }],
  ] as const)("%s", (_, local, change, expected) => expect(reconcile(local, change)).toEqual(expected));

  test("it never loses a change made here", () => {
    fc.assert(
      fc.property(anyEntry, anyEntry, anyEntry, (based, entry, local) => {
        const result = reconcile(local, { entry, based });
        if (result.what === "write") expect(serializeEntry(local)).toBe(serializeEntry(based));
        if (result.what === "remove") expect(serializeEntry(local)).toBe(serializeEntry(based));
        if (result.what === "contained") expect(serializeEntry(local)).toBe(serializeEntry(entry));
      }),
    );
  });
});

describe("a publication holds a correction", () => {
  const change = { entry: live, based: published };
  test.each([
    ["where the file says what it says", live, false, true],
    ["where it was settled in the file, which was written on since", { ...live, body: "130元。" }, true, true],
    ["not where the file says something else and nothing was settled", { ...live, body: "130元。" }, false, false],
    ["not where the file reads as before, whatever was settled: it was put back by mistake", published, true, false],
  ] as const)("%s", (_, local, settled, holds) => expect(holdsCorrection(local, change, settled)).toBe(holds));
});
