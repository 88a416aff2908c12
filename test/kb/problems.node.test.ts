import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SourceFile } from "../../src/kb/parse.ts";
import { problemClasses } from "../../src/kb/problem-classes.ts";
import { printedInCases, problemCases, problemsOf } from "./problem-cases.ts";
import { withFiles } from "./small-knowledge-base.ts";

async function check(files: readonly SourceFile[]): Promise<string[]> {
  return (await problemsOf(withFiles(files))).map(printedInCases);
}

describe("what is wrong is named with file, line, column and remedy", () => {
  test.each(problemCases)("$title", async ({ files, printed }) => {
    expect(await check(files)).toEqual(printed);
  });
});

describe("wherever a file was written, its places stay the same", () => {
  test.each(problemCases)("with a byte order mark and CRLF: $title", async ({ files, printed }) => {
    expect(await check(files.map(({ path, text }) => ({ path, text: `\uFEFF${text.replaceAll("\n", "\r\n")}` })))).toEqual(printed);
  });

  test("the order in which files are read does not matter", async () => {
    const { files, printed } = problemCases.find((c) => c.title.startsWith("two entries that put different departments")) ?? {
      files: [],
      printed: [],
    };
    expect(printed).toHaveLength(4);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(withFiles(files), { minLength: withFiles(files).length }), async (shuffled) => {
        expect((await problemsOf(shuffled)).map(printedInCases)).toEqual(printed);
      }),
      { numRuns: 20 },
    );
  });
});

describe("every kind of mistake", () => {
  /** Class → a title of a case that shows it. */
  const shown = new Map<string, string>();

  test("has a case that shows it", async () => {
    for (const { title, files } of problemCases) for (const { class: kind } of await problemsOf(withFiles(files))) shown.set(kind, title);
    expect([...shown.keys()].toSorted()).toEqual([...problemClasses].toSorted());
  });

  test("is explained to editors, and nothing else is", () => {
    const text = readFileSync(join(import.meta.dirname, "../../docs/checks.md"), "utf8");
    const explained = [...text.matchAll(/^\| `([a-z-]+)` \|/gmu)].map(([, kind]) => kind);
    expect(explained.toSorted()).toEqual([...problemClasses].toSorted());
  });

  test("is reported in one run, however many there are", async () => {
    const caseOf = (title: string) => problemCases.find((c) => c.title.startsWith(title))?.files ?? [];
    const caseless = caseOf("two files whose names differ only in case");
    // Beside one another under other names; references between the files of one case go on leading from one to the other.
    const entries = problemCases.flatMap(({ files }, i) =>
      files
        .filter((file) => file.path.endsWith(".md") && !caseless.includes(file))
        .map(({ path, text }) => ({
          path: path.replace(/\.md$/u, `-${i}.md`),
          text: text.replace(/(supersedes: \[[a-z0-9/-]+)\]/gu, `$1-${i}]`),
        })),
    );
    const settings = ["synonyms that go round", "a name that two places", "a golden question asked twice"].flatMap(caseOf);
    const found = new Set((await problemsOf(withFiles([...caseless, ...settings, ...entries]))).map((p) => p.class));
    // Of what no entry says, nothing is said while entries cannot be read.
    expect([...found].toSorted()).toEqual(problemClasses.filter((kind) => kind !== "synonym-unused").toSorted());
  });
});
