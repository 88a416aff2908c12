import { type Document, LineCounter, parseDocument, visit } from "yaml";
import { z } from "zod";
import type { Entry } from "./entry.ts";
import { explainIssues } from "./explain-issue.ts";
import { didYouMean, type Problem } from "./problem.ts";
import type { ProblemClass } from "./problem-classes.ts";
import { kinds } from "./schema.ts";
import { offsetOf, offsetOfError, type Part } from "./yaml-places.ts";

/** A file of the knowledge base: its path below the base's folder, and its text. */
export type SourceFile = { readonly path: string; readonly text: string };
/** Where a value of the file's YAML stands (or its key); what later checks need to name a place. */
export type Locate = (path: readonly PropertyKey[], part?: Part) => { line: number; column: number };
export type Parsed<T> = {
  readonly value: T | null;
  readonly problems: Problem[];
  readonly locate: Locate;
  /** What the YAML says where it is sound as YAML but not as a value. */
  readonly content?: unknown;
};
/** An entry, or what of a broken one can still be checked against others. */
export type ParsedEntry = Parsed<Entry> & { readonly remains: Entry | null };

/** What can be an entry's id, and so its path. */
export const entryId = /^[a-z0-9]+(?:[-/][a-z0-9]+)*$/u;
/** The fields of an entry are the first group. */
export const frontMatter = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/mu;

/** One Markdown file with front matter → an entry, or everything that is wrong with it. */
export function parseEntry(file: SourceFile): ParsedEntry {
  const parsed = readEntry(file);
  const id = file.path.replace(/\.md$/u, "");
  const folder = id.split("/")[0] ?? "";
  return { ...parsed, remains: parsed.value === null && isKindFolder(folder) ? remainsOf(id, folder, parsed.content) : null };
}

/** Where the fields of an entry stand, for whoever knows already what they say. */
export function placesIn(file: SourceFile): Locate {
  const match = frontMatter.exec(clean(file.text));
  return match === null || match.index !== 0 ? atStart : locateIn(match[1] ?? "", 1);
}

/** The sound fields of a broken entry, the others empty: what else is wrong with it shows in the same run. */
function remainsOf(id: string, folder: keyof typeof kinds, content: unknown): Entry | null {
  if (typeof content !== "object" || content === null) return null;
  const given = new Map(Object.entries(content));
  const { kind, schema } = kinds[folder];
  const fields = Object.entries(schema.shape).map(([key, field]) => {
    const sound = [given.get(key), undefined, null].map((value) => field.safeParse(value)).find((r) => r.success);
    return [key, sound ? sound.data : field instanceof z.ZodArray ? [] : ""];
  });
  return { id, kind, body: "", ...Object.fromEntries(fields) } as Entry;
}

function readEntry(file: SourceFile): Parsed<Entry> {
  const text = clean(file.text);
  const id = file.path.replace(/\.md$/u, "");
  const folder = id.split("/")[0] ?? "";
  const folders = Object.keys(kinds);
  if (!id.includes("/")) return fail(file, "misplaced-file", "an entry outside the folders", `move it into one of ${folders.join(", ")}`);
  if (!isKindFolder(folder)) {
    return fail(file, "misplaced-file", `unknown folder "${folder}"`, didYouMean(folder, folders, `use one of ${folders.join(", ")}`));
  }
  if (!entryId.test(id)) {
    return fail(
      file,
      "misplaced-file",
      `the name "${id}" cannot be an id`,
      "use lower-case letters, digits and single hyphens: matters/stray-dogs.md",
    );
  }
  const match = frontMatter.exec(text);
  if (match === null || match.index !== 0) {
    return fail(file, "no-front-matter", "no front matter", "start the file with a line ---, the fields, and another line ---");
  }
  const { kind, schema } = kinds[folder];
  const parsed = parseYaml({ path: file.path, text: match[1] ?? "" }, schema, 1);
  if (parsed.value === null) return { ...parsed, value: null };
  // The schema of a folder and its kind belong together, which the union cannot express.
  return { ...parsed, value: { id, kind, body: text.slice(match[0].length).trim(), ...parsed.value } as Entry };
}

function atStart(): { line: number; column: number } {
  return { line: 1, column: 1 };
}

/** A file that cannot be read any further. */
export function fail<T>({ path: file }: SourceFile, kind: ProblemClass, message: string, remedy: string): Parsed<T> {
  return { value: null, problems: [{ file, ...atStart(), severity: "error", class: kind, message, remedy }], locate: atStart };
}

/**
 * YAML text → a validated value; problems carry the place in the file.
 * `lineOffset`: how many lines of the file stand before the text.
 */
export function parseYaml<S extends z.ZodType>(file: SourceFile, schema: S, lineOffset = 0): Parsed<z.infer<S>> {
  const text = clean(file.text);
  const { document, at } = readYaml(text, lineOffset);
  const broken = [...(text.includes("*") ? aliases(document) : []), ...syntaxErrors(document)];
  if (broken.length > 0) {
    const problems = broken.map(({ offset, message, remedy }): Problem => {
      return { file: file.path, ...at(offset), severity: "error", class: "yaml", message: `YAML: ${message}`, remedy };
    });
    // What a parser finds further on in the same line is mostly an echo of the first.
    return {
      value: null,
      problems: problems.filter((p, i) => problems.findIndex((other) => other.line === p.line) === i),
      locate: locateIn(text, lineOffset),
    };
  }
  const content: unknown = document.toJS();
  const result = schema.safeParse(content);
  if (result.success) return { value: result.data, problems: [], locate: locateIn(text, lineOffset) };
  const problems = explainIssues(result.error, content, schema).map(({ path, part, ...finding }): Problem => {
    return { file: file.path, ...at(offsetOf(document, path, part)), severity: "error", ...finding };
  });
  return { value: null, problems, locate: locateIn(text, lineOffset), content };
}

function readYaml(text: string, lineOffset: number) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, stringKeys: true, logLevel: "error" });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: line + lineOffset, column: col };
  };
  return { document, at };
}

/** Reads the text again when somebody asks: ten thousand documents kept for the few that are asked about cost seconds. */
function locateIn(text: string, lineOffset: number): Locate {
  let read: ReturnType<typeof readYaml> | null = null;
  return (path, part) => {
    read ??= readYaml(text, lineOffset);
    return read.at(offsetOf(read.document, path, part));
  };
}

type SyntaxError = { readonly offset: number; readonly message: string; readonly remedy: string };

function syntaxErrors(document: Document.Parsed): SyntaxError[] {
  return document.errors.map((error) => ({
    offset: offsetOfError(document, error),
    message: error.message.split(/ at line |\n/u)[0] ?? error.code,
    remedy: remedyFor(error.code),
  }));
}

/** `*` at the start of a value refers to an anchor: in a knowledge base a forgotten quote, or a way to blow up a small file. */
function aliases(document: Document.Parsed): SyntaxError[] {
  const found: SyntaxError[] = [];
  visit(document, {
    Alias(_, { source, range }) {
      found.push({
        offset: range?.[0] ?? 0,
        message: `*${source} stands for another value`,
        remedy: "write the value out, or put the text in quotes",
      });
    },
  });
  return found;
}

function remedyFor(code: string): string {
  switch (code) {
    case "DUPLICATE_KEY":
      return "keep one of the two";
    case "TAB_AS_INDENT":
      return "indent with spaces, not tabs";
    case "MISSING_CHAR":
    case "BAD_INDENT":
      return "close every quote and bracket, and check the indentation";
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      return "check the indentation; put text that holds a colon in quotes";
    case "MULTIPLE_DOCS":
      return "remove the line --- or ... between the two";
    default:
      return "put text that holds special characters in double quotes";
  }
}

/** A file's text without byte order mark, with the same line ends wherever the file was written. */
export function clean(text: string): string {
  return text.replace(/^\uFEFF/u, "").replaceAll("\r\n", "\n");
}

export function isKindFolder(folder: string): folder is keyof typeof kinds {
  return Object.hasOwn(kinds, folder);
}
