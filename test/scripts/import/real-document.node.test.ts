import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type ImportedDocument, importDocuments } from "../../../scripts/import/import-documents.ts";
import { readDocument } from "../../../scripts/import/read-document.ts";
import { reportOf } from "../../../scripts/import/report.ts";
import { readKnowledgeFiles } from "../../../scripts/knowledge-files.ts";
import { project } from "../run-kb.ts";
import { entriesOf, only } from "./imported.ts";

const source = join(project, "../shared/data/000_d9cc6a20e7db004c.txt");

/**
 * Posts of the collection part by part, counted by reading it. Two of part 10 and none elsewhere have lost their
 * headings; a group, a committee or a section whose duties are listed counts as a post.
 */
const postsByPart: Readonly<Record<number, number>> = {
  ...{ 1: 1, 3: 1, 4: 10, 5: 1, 6: 9, 7: 1, 8: 1, 9: 14, 10: 6, 11: 8 },
  ...{ 12: 1, 13: 1, 14: 2, 15: 7, 16: 1, 17: 1, 18: 20, 19: 7, 20: 1 },
};
/** The quiz has the numbers 1, 4–10 and 12–27. */
const quizItems = 24;

describe.runIf(existsSync(source))("the collection that the knowledge base was condensed from", () => {
  let document: ImportedDocument;
  beforeAll(async () => {
    document = only(importDocuments([await readDocument(source)], { target: [], known: readKnowledgeFiles(join(project, "kb")) }));
  });

  test("at least nine of ten of its posts are drafts of roles", () => {
    const roles = document.placed.filter((p) => p.draft.folder === "roles");
    const found = Map.groupBy(roles, ({ draft }) => Number(/^第(\d+)篇 /u.exec(draft.under[0] ?? "")?.[1] ?? 0));
    const posts = Object.values(postsByPart).reduce((sum, n) => sum + n, 0);
    const matched = Object.entries(postsByPart).reduce((sum, [part, n]) => sum + Math.min(n, found.get(Number(part))?.length ?? 0), 0);
    expect(posts).toBe(93);
    expect(matched / posts).toBeGreaterThanOrEqual(0.9);
    // One list more has lost its heading: it may be the post before it going on.
    expect(roles.length).toBeLessThanOrEqual(posts + 1);
  });

  test("all 24 items of its quiz are drafts of matters and policies", () => {
    const quiz = document.placed.filter((p) => p.draft.under[0]?.startsWith("第2篇"));
    expect(quiz.map((p) => p.draft.folder).filter((f) => f === "matters" || f === "policies")).toHaveLength(quizItems);
    expect(quiz).toHaveLength(quizItems);
    const numbers = quiz.flatMap((p) =>
      p.draft.claims.flatMap((c) => Number(/^\d+/u.exec(document.outline.units[c.pieces[0]?.unit ?? -1]?.text ?? "")?.[0])),
    );
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 4, 5, 6, 7, 8, 9, 10, ...Array.from({ length: 16 }, (_, i) => 12 + i)]);
  });

  test("the allowance is a tier table, the loan has its limits, the two torn items their departments", () => {
    const entries = entriesOf(document);
    const tiers = entries.flatMap((e) => (e.kind === "policy" ? e.tables : []));
    expect(tiers).toMatchObject([
      {
        dimension: "age",
        tiers: [
          { from: 90, to: 94, value: 50 },
          { from: 95, to: 99, value: 100 },
          { from: 100, to: null, value: 300 },
        ],
      },
    ]);
    const figures = entries.flatMap((e) => (e.kind === "policy" ? e.figures : [])).map((f) => `${f.value} ${f.unit}`);
    expect(figures).toEqual(expect.arrayContaining(["8 万元", "2 年", "15 万元"]));
    const who = entries.flatMap((e) => (e.kind === "matter" ? [[e.title.slice(0, 6), ...e.handlers.map((h) => h.department)]] : []));
    expect(who).toEqual(
      expect.arrayContaining([
        ["路面井盖丢失", "住建局", "电信", "联通", "移动"],
        ["有人反映出租", "交运局"],
      ]),
    );
  });

  test("every paragraph is accounted for, little of it left, none of it unrecognized", () => {
    const { paragraphs, counts } = only(reportOf([document]));
    expect(paragraphs).toHaveLength(document.outline.units.length);
    expect(paragraphs.filter((p) => p.taken.length + p.left.length === 0)).toEqual([]);
    expect(paragraphs.flatMap((p) => p.left).filter((r) => r.startsWith("not recognized"))).toEqual([]);
    expect(counts.left / counts.paragraphs).toBeLessThan(0.08);
  });

  test("what was taken stands in its entry, word for word", () => {
    const bare = (text: string) => [...text.normalize("NFKC").matchAll(/[\p{Script=Han}A-Za-z0-9]/gu)].join("");
    const lost = document.placed.flatMap(({ id, draft, text }) => {
      const held = bare(text);
      return draft.claims
        .filter((c) => c.field.startsWith("duties") || c.field === "body")
        .flatMap((c) => c.pieces.map((p) => document.outline.units[p.unit]?.text.slice(p.start, p.end) ?? ""))
        .map((said) => bare(said.trim().replace(/^[（(【]?[一二三四五六七八九十\dlI①-⑳]+[)）】]?\s*[、.．]?[)）]?\s*/u, "")))
        .filter((said) => !held.includes(said) && !held.includes(said.replace(/[一二三四五六七八九]?十?$/u, "")))
        .map((said) => `${id}: ${said}`);
    });
    expect(lost.length).toBeLessThanOrEqual(5);
  });

  test("check finds nothing wrong with its drafts beside the departments", () => {
    expect(document.placed.flatMap((p) => p.problems)).toEqual([]);
  });
});
