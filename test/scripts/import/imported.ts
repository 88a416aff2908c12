import { type ImportedDocument, importDocuments } from "../../../scripts/import/import-documents.ts";
import { readMarkdown } from "../../../scripts/import/read-markdown.ts";
import { readText } from "../../../scripts/import/read-text.ts";
import type { SourceDocument } from "../../../scripts/import/source-document.ts";
import type { SourceFile } from "../../../src/kb/parse.ts";
import { parseEntry } from "../../../src/kb/parse.ts";

/** Departments of an invented city, for imports that name who is in charge. */
const departments: readonly SourceFile[] = [
  ["housing", "住建局", "[住建]"],
  ["police", "公安局", "[公安部门]"],
  ["city", "城管局", "[城市管理局]"],
  ["civil", "民政局", "[]"],
].map(([id, name, aliases]) => ({
  path: `departments/${id}.md`,
  text: `---\nname: ${name}\naliases: ${aliases}\nreviewed: null\nsource: { title: 名录 }\n---\n`,
}));

export function importSources(sources: readonly SourceDocument[], target: readonly SourceFile[] = []): ImportedDocument[] {
  return importDocuments(sources, { target, known: departments });
}

export function importText(text: string, target: readonly SourceFile[] = []): ImportedDocument {
  return only(importSources([readText("通知.txt", text)], target));
}

export function importMarkdown(text: string): ImportedDocument {
  return only(importSources([readMarkdown("通知.md", text)]));
}

export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length !== 1) throw new Error(`one expected, ${list.length} found`);
  return first;
}

/** What a draft says, by its file: as `check` reads it. */
export function entriesOf({ placed }: ImportedDocument) {
  return placed.map(({ id, text }) => {
    const { value, problems } = parseEntry({ path: `${id}.md`, text });
    if (value === null) throw new Error(problems.map((p) => p.message).join("; "));
    return value;
  });
}

/** Why text was left, and which. */
export function leftOf({ outline, left }: ImportedDocument): string[] {
  return left.map(
    ({ pieces, reason }) => `${pieces.map((p) => outline.units[p.unit]?.text.slice(p.start, p.end) ?? "").join("")}: ${reason}`,
  );
}
