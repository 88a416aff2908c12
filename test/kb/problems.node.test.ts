import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assemble } from "../../src/kb/knowledge-base.ts";
import type { SourceFile } from "../../src/kb/parse.ts";
import { formatProblem } from "../../src/kb/problem.ts";
import { withFiles } from "./small-knowledge-base.ts";

type Case = { readonly title: string; readonly files: SourceFile[]; readonly printed: string[] };

/** See the head of the file for its form. */
const cases = readFileSync(join(import.meta.dirname, "../cases/kb-problems.txt"), "utf8")
  .split(/^=== /mu)
  .slice(2)
  .map(readCase);

function readCase(block: string): Case {
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

function check(files: readonly SourceFile[]): string[] {
  return assemble(withFiles(files)).problems.map(formatProblem);
}

describe("a broken file is named with line, column and remedy", () => {
  test.each(cases)("$title", ({ files, printed }) => {
    expect(check(files)).toEqual(printed);
  });
});

describe("wherever a file was written, its places stay the same", () => {
  test.each(cases)("with a byte order mark and CRLF: $title", ({ files, printed }) => {
    expect(check(files.map(({ path, text }) => ({ path, text: `\uFEFF${text.replaceAll("\n", "\r\n")}` })))).toEqual(printed);
  });

  test("the order in which files are read does not matter", () => {
    const files = withFiles(cases.find((c) => c.title.startsWith("all mistakes"))?.files ?? []);
    const printed = assemble(files).problems.map(formatProblem);
    expect(printed).toHaveLength(4);
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
        expect(assemble(shuffled).problems.map(formatProblem)).toEqual(printed);
      }),
      { numRuns: 20 },
    );
  });
});
