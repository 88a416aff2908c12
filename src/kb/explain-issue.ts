import { z } from "zod";
import { didYouMean } from "./problem.ts";
import type { ProblemClass } from "./problem-classes.ts";
import { unwrapSchema } from "./walk-schema.ts";
import type { Part } from "./yaml-places.ts";

/** What is wrong at a path of the file, and how to mend it, in an editor's words. */
export type Finding = {
  readonly class: ProblemClass;
  readonly path: PropertyKey[];
  readonly part: Part;
  readonly message: string;
  readonly remedy: string;
};

/** What a schema complained about in some content → findings. `whole`: what the content is called itself. */
export function explainIssues(error: z.ZodError, content: unknown, schema: z.ZodType, whole = "the file"): Finding[] {
  return error.issues.flatMap((issue) => explain(issue, valueAt(content, issue.path), schema, whole));
}

function explain(issue: z.core.$ZodIssue, given: unknown, schema: z.ZodType, whole: string): Finding[] {
  const path = [...issue.path];
  const name = path.length === 0 ? whole : `"${path.join(".")}"`;
  const node = schemaAt(schema, path);
  const expected = describe(node);
  const at = (message: string, remedy: string, part: Part = "value"): Finding[] => [{ class: "value", path, part, message, remedy }];
  if (issue.code === "unrecognized_keys") return issue.keys.flatMap((key) => unknownKey(path, key, knownKeys(schema, path)));
  if (issue.code === "invalid_key")
    return at(`${name} cannot stand here: ${issue.issues[0]?.message ?? issue.message}`, "correct it", "key");
  if (issue.code === "custom") return at(`${name}: ${issue.message}`, String(issue.params?.["remedy"] ?? `write ${expected}`));
  if (given === undefined && path.length > 0) return at(`${name} is missing`, `add it: ${expected}`);
  if (given === null || given === undefined) return at(`${name} is empty`, `write ${expected}`);
  if (issue.code === "invalid_type") {
    const unquoted = (typeof given === "number" || typeof given === "boolean") && unwrapSchema(node) instanceof z.ZodString;
    const remedy = unquoted ? `put it in quotes: "${given}"` : `write ${expected}`;
    return at(`${name} is ${nounOf(given)}, not ${nouns[issue.expected] ?? issue.expected}`, remedy);
  }
  if (issue.code === "too_small") return at(`${name} ${issue.origin === "array" ? "holds too few" : "is empty"}`, `write ${expected}`);
  if (issue.code === "too_big") return at(`${name} ${issue.origin === "array" ? "holds too many" : "is too big"}`, `write ${expected}`);
  if (issue.code === "invalid_format" && issue.format === "date") {
    const found = at(`bad date ${JSON.stringify(given)}`, "write a real day as YYYY-MM-DD, for example 2026-03-01");
    return found.map((finding) => ({ ...finding, class: "bad-date" }));
  }
  if (issue.code === "invalid_value") {
    return at(`${name}: unknown value ${JSON.stringify(given)}`, didYouMean(String(given), issue.values.map(String), `write ${expected}`));
  }
  return at(`${name}: ${issue.message}`, `write ${expected}`);
}

function unknownKey(path: readonly PropertyKey[], key: string, known: readonly string[]): Finding[] {
  const remedy = didYouMean(key, known, `remove it, or use one of ${known.join(", ")}`);
  return [{ class: "unknown-key", path: [...path, key], part: "key", message: `unknown key "${key}"`, remedy }];
}

const nouns: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "yes or no",
  array: "a list",
  object: "fields",
};

function nounOf(value: unknown): string {
  return nouns[Array.isArray(value) ? "array" : typeof value] ?? typeof value;
}

/** What a schema takes, in words: "a day, YYYY-MM-DD, or null". */
function describe(node: unknown): string {
  if (node instanceof z.ZodOptional || node instanceof z.ZodDefault) return describe(node.unwrap());
  if (node instanceof z.ZodType && node.description !== undefined) return node.description;
  if (node instanceof z.ZodNullable) return `${describe(node.unwrap())}, or null`;
  if (node instanceof z.ZodUnion) return node.options.map(describe).join(" or ");
  if (node instanceof z.ZodEnum) return `one of ${node.options.join(", ")}`;
  if (node instanceof z.ZodISODate) return "a day, YYYY-MM-DD";
  if (node instanceof z.ZodURL) return "an address that begins with http";
  if (node instanceof z.ZodArray) return node.element instanceof z.ZodObject ? `a list of ${describe(node.element)}` : "a list: [a, b]";
  if (node instanceof z.ZodObject) return `fields { ${Object.keys(node.shape).join(", ")} }`;
  if (node instanceof z.ZodNumber) return "a number";
  return "text";
}

/** The part of a schema that a path leads to. */
function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): unknown {
  let node: unknown = schema;
  for (const step of path) {
    node = unwrapSchema(node);
    if (node instanceof z.ZodObject) node = node.shape[String(step)];
    else if (node instanceof z.ZodArray) node = node.element;
    else if (node instanceof z.ZodTuple) node = node.def.items[Number(step)];
    else if (node instanceof z.ZodRecord) node = node.valueType;
  }
  return node;
}

/** The keys that may stand at a path of the file. */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const node = unwrapSchema(schemaAt(schema, path));
  if (node instanceof z.ZodObject) return Object.keys(node.shape);
  return node instanceof z.ZodRecord && node.keyType instanceof z.ZodEnum ? node.keyType.options.map(String) : [];
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined),
    content,
  );
}
