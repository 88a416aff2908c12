import { isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { parseEntry, type SourceFile } from "./parse.ts";
import { type FiledEntry, frontMatterOf, serializeEntry, yamlText } from "./serialize-entry.ts";

/** A piece of the text to be replaced. */
type Edit = { readonly from: number; readonly to: number; readonly text: string };

const frontMatter = /^(---[ \t]*\n)([\s\S]*?)^---[ \t]*(?:\n|$)/mu;

/**
 * A file that is to say what an entry says: only what differs is written anew, as little as
 * possible of it; comments, order and layout of all else stay as the editor wrote them.
 * A file that cannot be read as an entry is written afresh.
 */
export function rewriteEntry({ path, text }: SourceFile, entry: FiledEntry): string {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const clean = text.slice(mark.length).replaceAll("\r\n", "\n");
  const edited = editedText(path, clean, entry) ?? serializeEntry(entry);
  return mark + (text.includes("\r\n") ? edited.replaceAll("\n", "\r\n") : edited);
}

/** Null where editing would not come out right. */
function editedText(path: string, text: string, entry: FiledEntry): string | null {
  const old = parseEntry({ path, text }).value;
  const match = frontMatter.exec(text);
  if (old === null || old.kind === "article" || match === null) return null;
  const [head, opening = "", yaml = ""] = match;
  const { contents } = parseDocument(yaml);
  if (!isMap(contents)) return null;
  const fields = applied(yaml, fieldEdits(yaml, contents, frontMatterOf(old), frontMatterOf(entry)));
  const front = opening + fields + head.slice(opening.length + yaml.length);
  const lineEnd = front.endsWith("\n") || entry.body === "" ? "" : "\n";
  const edited =
    entry.body === old.body ? front + text.slice(head.length) : `${front}${lineEnd}${entry.body === "" ? "" : `${entry.body}\n`}`;
  return isDeepEqual(parseEntry({ path, text: edited }).value, entry) ? edited : null;
}

function fieldEdits(yaml: string, map: YAMLMap, before: Fields, after: Fields): Edit[] {
  const edits: Edit[] = [];
  const keys = Object.keys(after);
  for (const pair of map.items) {
    const key = keyOf(pair);
    if (isDeepEqual(before[key], after[key])) continue;
    const span = spanOf(pair);
    if (!(key in after)) edits.push({ from: span.from, to: endOfLine(yaml, span.to), text: "" });
    else edits.push(...(valueEdits(yaml, pair.value, before[key], after[key]) ?? [wholePair(yaml, span, key, after[key])]));
  }
  const present = new Set(map.items.map(keyOf));
  for (const [i, key] of keys.entries()) {
    if (present.has(key)) continue;
    // Behind the nearest field before it that the file has.
    const before = keys.slice(0, i).findLast((k) => present.has(k));
    const neighbour = map.items.find((pair) => keyOf(pair) === before);
    const at = neighbour ? endOfLine(yaml, spanOf(neighbour).to) : 0;
    edits.push({ from: at, to: at, text: yamlText({ [key]: after[key] }) });
  }
  return edits;
}

type Fields = Readonly<Record<string, unknown>>;

/** The edits that turn one value into another; null where they are too different for that. */
function valueEdits(yaml: string, node: unknown, before: unknown, after: unknown): Edit[] | null {
  if (isDeepEqual(before, after)) return [];
  if (isScalar(node)) return isFlat(after) ? scalarEdit(yaml, node, after) : null;
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) {
    if (node.items.length !== before.length) return null;
    if (before.length !== after.length) return itemEdits(yaml, node, before, after);
    return together(node.items.map((item, i) => valueEdits(yaml, item, before[i], after[i])));
  }
  if (!isMap(node) || !isFields(before) || !isFields(after)) return null;
  const keys = Object.keys(after);
  if (keys.length !== Object.keys(before).length || keys.some((key) => !(key in before && node.has(key)))) return null;
  return together(node.items.map((pair) => valueEdits(yaml, pair.value, before[keyOf(pair)], after[keyOf(pair)])));
}

function together(parts: readonly (Edit[] | null)[]): Edit[] | null {
  return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
}

/** A number or a text of one line, in the quotes it had. */
function scalarEdit(yaml: string, node: Scalar, after: string | number | null): Edit[] | null {
  const [from, to] = node.range ?? [0, 0];
  const simple = node.type === "PLAIN" || node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
  if (!simple || from === to || yaml.slice(from, to).includes("\n")) return null;
  if (typeof after !== "string") return [{ from, to, text: String(after) }];
  const plain = node.type === "PLAIN" && yamlText({ x: after }) === `x: ${after}\n` && !/[,[\]{}]/u.test(after);
  return [{ from, to, text: plain ? after : JSON.stringify(after) }];
}

/** Items taken out of a list, or put in: between what its beginning and its end have in common. */
function itemEdits(yaml: string, list: YAMLSeq, before: readonly unknown[], after: readonly unknown[]): Edit[] | null {
  if (list.flow || !list.range) return null;
  let head = 0;
  while (head < Math.min(before.length, after.length) && isDeepEqual(before[head], after[head])) head++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - head && isDeepEqual(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  const lines = list.items.map((item) => startOfLine(yaml, rangeStart(item)));
  const end = list.range[1];
  const from = lines[head] ?? end;
  const to = lines[before.length - tail] ?? end;
  const indent = yaml.slice(lines[0], rangeStart(list.items[0])).match(/^ */u)?.[0] ?? "";
  const added = after.slice(head, after.length - tail);
  if (added.length === 0) return after.length === 0 ? null : [{ from, to, text: "" }];
  return [{ from, to, text: added.map((item) => itemText(item, indent)).join("") }];
}

function itemText(item: unknown, indent: string): string {
  if (isFlat(item)) return `${indent}- ${yamlText({ x: item }).slice("x: ".length)}`;
  return yamlText({ x: [item] })
    .replace(/^x:\n/u, "")
    .replace(/^ {2}/gmu, indent);
}

function wholePair(yaml: string, { from, to }: { from: number; to: number }, key: string, value: unknown): Edit {
  const text = yamlText({ [key]: value });
  return { from, to, text: yaml[to - 1] === "\n" ? text : text.trimEnd() };
}

/** From the key to the end of the value, without a comment behind it. */
function spanOf({ key, value }: Pair): { from: number; to: number } {
  const from = rangeStart(key);
  return { from, to: Math.max(rangeEnd(value), rangeEnd(key)) };
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : "";
}

function rangeStart(node: unknown): number {
  return (isScalar(node) || isMap(node) || isSeq(node)) && node.range ? node.range[0] : 0;
}

function rangeEnd(node: unknown): number {
  return (isScalar(node) || isMap(node) || isSeq(node)) && node.range ? node.range[1] : 0;
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** The start of the next line, or where it is one already, the place itself. */
function endOfLine(text: string, at: number): number {
  if (at === 0 || text[at - 1] === "\n") return at;
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** Later places first, so that earlier ones stay where they are. */
function applied(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => a.from - b.from)
    .reduceRight((result, { from, to, text: added }) => result.slice(0, from) + added + result.slice(to), text);
}

function isFlat(value: unknown): value is string | number | null {
  return typeof value === "string" || typeof value === "number" || value === null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Equal as JSON, whatever the order of fields. */
function isDeepEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isDeepEqual(item, b[i]));
  if (!isFields(a) || !isFields(b)) return Object.is(a, b);
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isDeepEqual(a[key], b[key]));
}
