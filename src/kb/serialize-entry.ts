import { Document, isMap, isScalar, isSeq, YAMLSeq } from "yaml";
import { z } from "zod";
import type { Article, Entry } from "./entry.ts";
import { kinds } from "./schema.ts";

/** An entry that stands in a file of its own. */
export type FiledEntry = Exclude<Entry, Article>;
/** What stands in a file's front matter. */
export type FrontMatter = Readonly<Record<string, unknown>>;

/** The order editors write fields in; others follow. */
const order = [
  "title",
  "name",
  "aliases",
  "organization",
  "questions",
  "keywords",
  "definition",
  "formula",
  "steps",
  "duties",
  "handlers",
  "outcome",
  "illustrates",
  "lineage",
  "limits",
  "reportsTo",
  "region",
  "tables",
  "figures",
  "caveats",
  "validity",
  "supersedes",
  "basis",
  "reviewed",
  "source",
];
/** Lists of texts that stand in one line however long they are; others do where they are short. */
const inOneLine = ["keywords", "aliases"];
const longestLine = 100;
/** What the library would write without quotes, though it reads as a list in a list, or to an older YAML as a number. */
const inQuotes = /^[-?]|^\d+:\d/u;

/** An entry → the text of its file. The text reads back as this very entry; the same entry gives the same text. */
export function serializeEntry(entry: FiledEntry): string {
  const body = entry.body === "" ? "" : `${entry.body}\n`;
  return `---\n${yamlText(frontMatterOf(entry))}---\n${body}`;
}

/** The fields of an entry that say something, in the order editors write them. */
export function frontMatterOf(entry: FiledEntry): FrontMatter {
  const { schema } = Object.values(kinds).find((k) => k.kind === entry.kind) ?? kinds.matters;
  const said = Object.entries(withoutDefaults(entry, schema));
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(said.toSorted(([a], [b]) => place(a) - place(b)));
}

/** Fields as YAML, a line or more for each. */
export function yamlText(fields: FrontMatter): string {
  const document = new Document(fields);
  if (isMap(document.contents)) for (const pair of document.contents.items) pair.value = arranged(pair.value, String(pair.key));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** A value as a schema takes it, without what the schema would fill in anyway. */
function withoutDefaults(value: unknown, schema: z.ZodType): Record<string, unknown> {
  const node = unwrapped(schema);
  if (!(node instanceof z.ZodObject) || typeof value !== "object" || value === null) return {};
  const fields: [string, unknown][] = [];
  for (const [key, field] of Object.entries(node.shape as Record<string, z.ZodType>)) {
    const given: unknown = Reflect.get(value, key);
    if (given === undefined) continue;
    const inherent = field.safeParse(undefined);
    if (inherent.success && JSON.stringify(inherent.data) === JSON.stringify(given)) continue;
    fields.push([key, inner(given, field)]);
  }
  return Object.fromEntries(fields);
}

function inner(value: unknown, schema: z.ZodType): unknown {
  const node = unwrapped(schema);
  if (node instanceof z.ZodObject) return withoutDefaults(value, node);
  if (node instanceof z.ZodArray && Array.isArray(value)) return value.map((item) => inner(item, node.element as z.ZodType));
  return value;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let node = schema;
  while (node instanceof z.ZodOptional || node instanceof z.ZodDefault || node instanceof z.ZodNullable) node = node.unwrap() as z.ZodType;
  return node;
}

/** [a, b] and { key: value }: the padding the library gives maps and lists alike is for maps. */
class TightSeq extends YAMLSeq {
  override toString(...[context, onComment, onChompKeep]: Parameters<YAMLSeq["toString"]>): string {
    return super.toString(context && { ...context, flowCollectionPadding: "" }, onComment, onChompKeep);
  }
}

/**
 * Fields stand in one line, and so do short lists of texts; other lists take a line for each
 * item. A table opens up: its tiers are such a list.
 */
function arranged(value: unknown, key = "", opened = true): unknown {
  if (isScalar(value) && typeof value.value === "string" && inQuotes.test(value.value)) value.type = "QUOTE_DOUBLE";
  if (isMap(value)) {
    value.flow = !value.items.some((pair) => isSeq(pair.value) && pair.value.items.some(isMap));
    for (const pair of value.items) pair.value = arranged(pair.value, String(pair.key), !value.flow);
  }
  if (!isSeq(value)) return value;
  const length = value.items.reduce((sum: number, item) => sum + String(item).length + 2, 0);
  const short = inOneLine.includes(key) || (value.items.every(isScalar) && length <= longestLine);
  if (!short && opened) {
    value.items = value.items.map((item) => arranged(item));
    return value;
  }
  const list = new TightSeq();
  list.items = value.items.map((item) => arranged(item));
  list.flow = true;
  return list;
}
