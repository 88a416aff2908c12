import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "../../src/kb/parse.ts";
import { formatProblem, type Problem } from "../../src/kb/problem.ts";

export type ProblemCase = { readonly title: string; readonly files: SourceFile[]; readonly printed: string[] };

/** The cases of test/cases/kb-problems.txt; see the head of the file for its form. */
export const problemCases: readonly ProblemCase[] = readFileSync(join(import.meta.dirname, "../cases/kb-problems.txt"), "utf8")
  .split(/^=== /mu)
  .slice(2)
  .map(readCase);

/** A problem as the cases print it. */
export function printedInCases(problem: Problem): string {
  return formatProblem(problem).replace(/confidence \d\.\d\d/u, "confidence …");
}

/** The day on which the cases are checked. */
export const dayOfCases = "2026-11-23";

function readCase(block: string): ProblemCase {
  const [given = "", expected = ""] = block.split(/^==>\n/mu);
  const [title = "", ...files] = given.split(/^>>> /mu);
  return {
    title: title.trim(),
    files: files.map((file) => {
      const end = file.indexOf("\n");
      return { path: file.slice(0, end), text: file.slice(end + 1) };
    }),
    printed: expected.split("\n").filter((line) => line !== ""),
  };
}
