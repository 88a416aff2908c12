import { type Document, isMap, isPair, isScalar, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { Entry } from "./entry.ts";
import { didYouMean, type Problem } from "./problem.ts";
import { kinds } from "./schema.ts";

/** A file of the knowledge base: its path below the base's folder, and its text. */
export type SourceFile = { readonly path: string; readonly text: string };
/** Where a value of the file's YAML stands; what later checks need to name a place. */
export type Locate = (path: readonly PropertyKey[]) => { line: number; column: number };
export type Parsed<T> = { readonly value: T | null; readonly problems: Problem[]; readonly locate: Locate };

const frontMatter = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/mu;

/** One Markdown file with front matter → an entry, or everything that is wrong with it. */
export function parseEntry(file: SourceFile): Parsed<Entry> {
  const id = file.path.replace(/\.md$/u, "");
  const folder = id.split("/")[0] ?? "";
  const nowhere: Locate = () => ({ line: 1, column: 1 });
  const fail = (message: string, remedy: string): Parsed<Entry> => ({
    value: null,
    problems: [{ file: file.path, line: 1, column: 1, severity: "error", message, remedy }],
    locate: nowhere,
  });
  if (!isKindFolder(folder)) {
    return fail(`unknown folder "${folder}"`, didYouMean(folder, Object.keys(kinds), `use one of ${Object.keys(kinds).join(", ")}`));
  }
  if (!/^[a-z0-9]+(?:[-/][a-z0-9]+)*$/u.test(id)) {
    return fail(`the name "${id}" cannot be an id`, "use lower-case letters, digits and single hyphens: matters/stray-dogs.md");
  }
  const match = frontMatter.exec(file.text.replace(/^\uFEFF/u, ""));
  if (match === null || match.index !== 0) {
    return fail("no front matter", "start the file with a line ---, the fields, and another line ---");
  }
  const { kind, schema } = kinds[folder];
  const parsed = parseYaml({ path: file.path, text: match[1] ?? "" }, schema, 1);
  if (parsed.value === null) return { ...parsed, value: null };
  const body = file.text
    .replace(/^\uFEFF/u, "")
    .slice(match[0].length)
    .trim();
  // The schema of a folder and its kind belong together, which the union cannot express.
  return { ...parsed, value: { id, kind, body, ...parsed.value } as Entry };
}

/**
 * YAML text → a validated value; problems carry the place in the file.
 * `lineOffset`: how many lines of the file stand before the text.
 */
export function parseYaml<S extends z.ZodType>(file: SourceFile, schema: S, lineOffset = 0): Parsed<z.infer<S>> {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: line + lineOffset, column: col };
  };
  const locate: Locate = (path) => at(offsetOf(document, path));
  if (document.errors.length > 0) {
    const problems = document.errors.map(
      (error): Problem => ({
        file: file.path,
        ...at(error.pos[0]),
        severity: "error",
        message: `YAML: ${error.message.split(/ at line |\n/u)[0] ?? error.code}`,
        remedy: yamlRemedy(error.code),
      }),
    );
    return { value: null, problems, locate };
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) return { value: result.data, problems: [], locate };
  const problems = result.error.issues
    .flatMap((issue) => describe(issue, document, schema))
    .map(({ path, message, remedy }): Problem => ({ file: file.path, ...locate(path), severity: "error", message, remedy }));
  return { value: null, problems, locate };
}

type Finding = { path: PropertyKey[]; message: string; remedy: string };

function describe(issue: z.core.$ZodIssue, document: Document, schema: z.ZodType): Finding[] {
  const path = [...issue.path];
  const name = path.length === 0 ? "the file" : `"${path.join(".")}"`;
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(schema, path);
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `unknown key "${key}"`,
      remedy: didYouMean(key, known, `remove it, or use one of ${known.join(", ")}`),
    }));
  }
  const given: unknown = document.getIn(path);
  if (issue.code === "invalid_type" && given === undefined) {
    return [{ path, message: `${name} is missing`, remedy: `add it (${issue.expected})` }];
  }
  if (issue.code === "invalid_format" && issue.format === "date") {
    return [{ path, message: `bad date ${JSON.stringify(given)}`, remedy: "write a real day as YYYY-MM-DD, for example 2026-03-01" }];
  }
  if (issue.code === "invalid_value") {
    return [
      {
        path,
        message: `${name}: unknown value ${JSON.stringify(given)}`,
        remedy: didYouMean(String(given), issue.values.map(String), `use one of ${issue.values.join(", ")}`),
      },
    ];
  }
  return [{ path, message: `${name}: ${issue.message}`, remedy: "see CONTRIBUTING.md for what this field takes" }];
}

/** The keys a strict object accepts at a path of the schema. */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let node: unknown = schema;
  for (const step of path) {
    node = unwrap(node);
    if (node instanceof z.ZodObject) node = node.shape[String(step)];
    else if (node instanceof z.ZodArray) node = node.element;
    else if (node instanceof z.ZodRecord) node = node.valueType;
  }
  node = unwrap(node);
  return node instanceof z.ZodObject ? Object.keys(node.shape) : [];
}

function unwrap(node: unknown): unknown {
  let inner = node;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodNullable) inner = inner.unwrap();
  return inner;
}

/** Offset of the deepest node on the path that exists; of the key itself where the path ends in one. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path[depth - 1]);
      if (pair && isScalar(pair.key) && pair.key.range) {
        const value = pair.value;
        return depth === path.length && isScalar(value) && value.range ? value.range[0] : pair.key.range[0];
      }
    }
    const node = document.getIn(path.slice(0, depth), true);
    if (isScalar(node) || isMap(node)) if (node.range) return node.range[0];
  }
  return 0;
}

function yamlRemedy(code: string): string {
  switch (code) {
    case "DUPLICATE_KEY":
      return "keep one of the two";
    case "TAB_AS_INDENT":
      return "indent with spaces, not tabs";
    case "BAD_INDENT":
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      return "check the indentation; put text that holds a colon in quotes";
    default:
      return "put text that holds special characters in double quotes, and check brackets and indentation";
  }
}

function isKindFolder(folder: string): folder is keyof typeof kinds {
  return Object.hasOwn(kinds, folder);
}
