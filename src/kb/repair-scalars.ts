import { type Document, isMap, isPair, isScalar } from "yaml";
import { z } from "zod";
import { normalizeText } from "../text/normalize.ts";
import { clockFrom, codeFrom, dayFrom, halfWidth, idFrom, numberFrom, wordFrom } from "./repair-values.ts";
import { day, regionCode } from "./schema.ts";
import type { Edit } from "./splice.ts";
import { unwrapSchema, type Visit, walkSchema } from "./walk-schema.ts";

/** YAML in a file: where it begins, and what the schema wants it to say. */
export type Yaml = { readonly text: string; readonly offset: number; readonly schema: z.ZodType };

/** Names that a value may refer to. */
export type Known = {
  readonly ids: ReadonlySet<string>;
  /** Every spelling of a department, each normalized → as registered; null where two are normalized alike. */
  readonly departments: ReadonlyMap<string, string | null>;
};

/** Fields that hold ids of entries, and fields that hold names of departments. */
const idFields = new Set(["supersedes", "illustrates", "entry"]);
const departmentFields = new Set(["department", "into", "departments"]);

/** Values and keys that are written in another spelling of what the schema wants. */
export function repairScalars(document: Document, content: unknown, { text, schema }: Yaml, known: Known): Edit[] {
  return [...walkSchema(content, schema)].flatMap((visit) => {
    const edit = visit.schema === null ? repairKey(document, visit) : repairValue(document, visit, text, known);
    return edit === null ? [] : [edit];
  });
}

function repairKey(document: Document, { path, siblings }: Visit): Edit | null {
  const map = document.getIn(path.slice(0, -1), true);
  const given = String(path.at(-1));
  const meant = wordFrom(given, siblings);
  if (!isMap(map) || meant === null || map.has(meant)) return null;
  const key = map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === given)?.key;
  if (!isScalar(key) || !key.range) return null;
  return { start: key.range[0], end: key.range[1], text: meant, what: `unknown key "${given}" → ${meant}` };
}

function repairValue(document: Document, visit: Visit, yaml: string, known: Known): Edit | null {
  const node = document.getIn(visit.path, true);
  if (!isScalar(node) || !node.range || node.value === null) return null;
  const [start, end] = node.range;
  const source = node.source ?? String(node.value);
  const text = spellingOf(visit, source, known);
  if (text === null || end - start !== spanOf(node.type, source)) return null;
  return { start, end, text, what: `${visit.path.join(".")}: ${yaml.slice(start, end)} → ${text}` };
}

/** Folded and block scalars are written otherwise than they read: they are left alone. */
function spanOf(type: string | null | undefined, source: string): number {
  return type === "PLAIN" ? source.length : type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE" ? source.length + 2 : -1;
}

/** What to write in the place of a value, null where it is right or nobody can tell. */
function spellingOf({ path, value, schema }: Visit, source: string, known: Known): string | null {
  const node = unwrapSchema(schema);
  const field = String(path.findLast((step) => typeof step === "string"));
  if (node instanceof z.ZodISODate) return day.safeParse(value).success ? null : dayFrom(source);
  if (node === regionCode) return regionCode.safeParse(value).success ? null : codeFrom(source);
  if (node instanceof z.ZodNumber) return typeof value === "string" ? numberFrom(source) : null;
  if (node instanceof z.ZodUnion) return node.safeParse(value).success ? null : (numberFrom(source) ?? clockFrom(source));
  if (node instanceof z.ZodEnum) return node.safeParse(value).success ? null : wordFrom(source, node.options.map(String));
  if (node instanceof z.ZodArray) return node.element instanceof z.ZodString && isOneItem(value) ? `[${quoted(value, source)}]` : null;
  if (!(node instanceof z.ZodString)) return null;
  if (typeof value !== "string") return `"${source}"`;
  if (idFields.has(field)) return known.ids.has(value) ? null : idFrom(value, known.ids);
  if (departmentFields.has(field)) return departmentFrom(value, known);
  return field === "unit" && halfWidth(value) !== value ? JSON.stringify(halfWidth(value)) : null;
}

/** A department written with other characters, 衛健委 or ＡＢ局, but only one it can be. */
function departmentFrom(value: string, { departments }: Known): string | null {
  const registered = departments.get(departmentKey(value)) ?? null;
  return registered === null || registered === value ? null : registered;
}

export function departmentKey(name: string): string {
  return normalizeText(name).replace(/\s+/gu, "");
}

/** One text where a list belongs; one with a comma in it may be meant as many. */
function isOneItem(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && !/[,，、;；\n]/u.test(value);
}

function quoted(value: string, source: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} ？?！!（）()“”]*$/u.test(value) ? source : JSON.stringify(value);
}
