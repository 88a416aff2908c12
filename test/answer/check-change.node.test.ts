import { describe, expect, test } from "vitest";
import { checkBase, lostIn } from "../../src/answer/check-base.ts";
import { checkChange } from "../../src/answer/check-change.ts";
import { type Assembled, assemble } from "../../src/kb/knowledge-base.ts";
import type { LocatedEntry } from "../../src/kb/validate.ts";
import { builtFrom, dayOfCases, printedInCases, problemCases } from "../kb/problem-cases.ts";
import { withFiles } from "../kb/small-knowledge-base.ts";

/** Entries of the cases that are sound by themselves, each as if it had just been changed. */
const changes = problemCases.flatMap(({ title, files }) => {
  const assembled = assemble(withFiles(files));
  const sound = assembled.located.filter(({ file }) => files.some(({ path }) => path === file));
  // A base with broken files is not served, and one department of two that claim a name is.
  return assembled.problems.some((p) => p.class === "yaml" || p.class === "duplicate-id")
    ? []
    : sound.map((changed) => ({ title, assembled, changed }));
});

/** What a check of the whole base says of an entry, at its own place or at the other entry's. */
async function ofWhole(assembled: Assembled, { file }: LocatedEntry): Promise<string[]> {
  const problems = await checkBase(assembled, lostIn(await builtFrom(assembled), assembled, dayOfCases), dayOfCases);
  const concerning = problems.filter((p) => p.file === file || p.message.includes(`${file}:`));
  return [...new Set(concerning.map((p) => `${p.severity} ${p.class}`))].toSorted();
}

async function ofChange(assembled: Assembled, changed: LocatedEntry) {
  return checkChange(await builtFrom(assembled), changed, dayOfCases);
}

describe("a changed entry held against a live base", () => {
  test.each(changes)("$title: $changed.file", async ({ assembled, changed }) => {
    const problems = await ofChange(assembled, changed);
    expect([...new Set(problems.map((p) => `${p.severity} ${p.class}`))].toSorted()).toEqual(await ofWhole(assembled, changed));
    expect(problems.every(({ file }) => file === changed.file)).toBe(true);
  });

  test("there are many of them, and of most kinds", async () => {
    const kinds = new Set<string>();
    for (const { assembled, changed } of changes) for (const problem of await ofChange(assembled, changed)) kinds.add(problem.class);
    expect([...kinds].toSorted()).toEqual(
      [
        ...["backwards", "tier-order", "tier-overlap", "tier-gap", "repeated-item"],
        ...["unknown-department", "retired-department", "department-name-twice", "unknown-region", "unknown-entry", "supersedes-cycle"],
        ...["future-date", "expired", "nobody-in-charge", "overdue-review"],
        ...["same-question", "similar-question", "figure-conflict", "handler-conflict", "no-questions", "unfindable"],
      ].toSorted(),
    );
  });
});

test("other entries are named by what a client knows of them: id and field", async () => {
  const files = withFiles([
    {
      path: "matters/dogs.md",
      text: "---\ntitle: 无主犬只\nquestions: [流浪狗归谁管]\nhandlers: [{ department: 工商局 }]\nreviewed: null\nsource: { title: 测试题 }\n---\n",
    },
  ]);
  const assembled = assemble(files);
  const changed = assembled.located.find(({ file }) => file === "matters/dogs.md");
  if (changed === undefined) throw new Error("the entry is sound");
  expect((await ofChange(assembled, changed)).map(printedInCases)).toEqual([
    'matters/dogs.md:3:13 the same question as in matters/stray-dogs questions.0: "流浪狗归谁管" — ask it in one of the two alone, or word it so that it fits one alone',
    'matters/dogs.md:3:13 warning: "流浪狗归谁管" brings matters/stray-dogs first (confidence …), this entry second — reword the question so that it tells the two apart, or move it there',
    'matters/dogs.md:4:26 conflict: 工商局 in charge here, 公安局 in matters/stray-dogs handlers.0.department (the same question: "流浪狗归谁管") — correct one of the two, or tell them apart by region, validity, label or when',
  ]);
});
