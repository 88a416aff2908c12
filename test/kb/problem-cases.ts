import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkBase, lostIn } from "../../src/answer/check-base.ts";
import { buildSnapshot } from "../../src/index/build.ts";
import type { Snapshot } from "../../src/index/snapshot.ts";
import { type Assembled, assemble } from "../../src/kb/knowledge-base.ts";
import type { SourceFile } from "../../src/kb/parse.ts";
import { formatProblem, type Problem } from "../../src/kb/problem.ts";
import { dictionary, opened } from "../index/small-corpus.ts";

export type ProblemCase = { readonly title: string; readonly files: SourceFile[]; readonly printed: string[] };

/** The day on which the cases are checked. */
export const dayOfCases = "2026-11-23";

/** The cases of test/cases/kb-problems.txt; see the head of the file for its form. */
export const problemCases: readonly ProblemCase[] = readFileSync(join(import.meta.dirname, "../cases/kb-problems.txt"), "utf8")
  .split(/^=== /mu)
  .slice(2)
  .map(readCase);

/** The snapshot of what is sound in some files, as a check builds it. */
export async function builtFrom({ base }: Assembled): Promise<Snapshot> {
  return opened((await buildSnapshot(base, dictionary)).file);
}

/** What a check says of some files. */
export async function problemsOf(files: readonly SourceFile[]): Promise<Problem[]> {
  const assembled = assemble(files);
  return checkBase(assembled, lostIn(await builtFrom(assembled), assembled, dayOfCases), dayOfCases);
}

/** A problem as the cases print it. */
export function printedInCases(problem: Problem): string {
  return formatProblem(problem).replace(/confidence \d\.\d\d/u, "confidence …");
}

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
