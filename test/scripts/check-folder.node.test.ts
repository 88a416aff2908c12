import { describe, expect, test } from "vitest";
import { checkFolder } from "../../scripts/check-folder.ts";
import { formatProblem } from "../../src/kb/problem.ts";
import { problemCases } from "../kb/problem-cases.ts";
import { smallKnowledgeBase } from "../kb/small-knowledge-base.ts";
import { folderWith } from "./run-kb.ts";

/** A base in which much is wrong: the files of all cases that fit beside one another. */
const files = Object.fromEntries(
  [...smallKnowledgeBase, ...problemCases.flatMap((c) => c.files)]
    .filter(({ path }) => !path.startsWith("matters/Stray"))
    .map(({ path, text }) => [path, text]),
);

describe("a check with a second thread", () => {
  test("finds the same as without: the same problems at the same places", async () => {
    const folder = folderWith(files);
    const alone = await checkFolder(folder, "2026-11-23");
    const together = await checkFolder(folder, "2026-11-23", undefined, 0);
    expect(alone.problems.length).toBeGreaterThan(20);
    expect(together.problems.map(formatProblem)).toEqual(alone.problems.map(formatProblem));
    expect(together.base.entries).toEqual(alone.base.entries);
  });

  test("fails as it does without one", async () => {
    await expect(checkFolder("nowhere", "2026-11-23", undefined, 0)).rejects.toThrow("there is no folder nowhere");
  });
});
