import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { removeRepeated, sortTiers } from "./repair-lists.ts";
import { type Known, repairScalars, type Yaml } from "./repair-scalars.ts";
import { tierTable } from "./schema.ts";
import { type Edit, splice } from "./splice.ts";

/** A change that was made, at its place in the file as it was. */
export type Repair = { readonly line: number; readonly column: number; readonly what: string };
export type Repaired = { readonly text: string; readonly repairs: Repair[] };

/** Repairs that make others possible (a key spelled right, whose value then has a spelling) take another round. */
const mostRounds = 5;

/**
 * Puts right what can only be meant in one way: other spellings of days, numbers, codes, names and keys,
 * items that stand twice, tiers in disorder, blanks at line ends. Changes just those places, so
 * that comments, order and layout stay; a text that is no sound YAML stays as it is. A repaired text needs no repair.
 *
 * @param find the YAML of a text, null where there is none
 */
export function repair(original: string, find: (text: string) => Yaml | null, known: Known): Repaired {
  const repairs: Repair[] = [];
  let text = original;
  for (let round = 0; round < mostRounds; round++) {
    const edits = editsFor(text, find(text), known);
    const { text: next, made } = splice(text, edits);
    if (made.length === 0) break;
    const places = linesOf(text);
    for (const { start, what } of made) repairs.push({ ...places(start), what });
    text = next;
  }
  return { text, repairs: together(repairs) };
}

/** One line for the same change in many places. */
function together(repairs: readonly Repair[]): Repair[] {
  const byWhat = Map.groupBy(repairs, (repair) => repair.what);
  return [...byWhat.values()].flatMap(([first, ...others]) =>
    first ? [others.length === 0 ? first : { ...first, what: `${first.what} (${others.length + 1} places)` }] : [],
  );
}

function editsFor(text: string, yaml: Yaml | null, known: Known): Edit[] {
  if (yaml === null) return [];
  const document = parseDocument(yaml.text, { uniqueKeys: true, stringKeys: true, logLevel: "error" });
  if (document.errors.length > 0 || document.contents === null) return [];
  const content: unknown = document.toJS();
  const scalars = repairScalars(document, content, yaml, known);
  const tables = z.object({ tables: z.array(tierTable) }).safeParse(content);
  const edits =
    scalars.length > 0
      ? scalars
      : [...removeRepeated(document, yaml.text), ...(tables.success ? sortTiers(document, tables.data.tables, yaml.text) : [])];
  if (edits.length > 0) return edits.map((edit) => ({ ...edit, start: edit.start + yaml.offset, end: edit.end + yaml.offset }));
  return blanksIn(text, yaml, content);
}

/** Blanks at line ends, unless they mean something: inside a text of several lines, or as a line break of Markdown. */
function blanksIn(text: string, yaml: Yaml, content: unknown): Edit[] {
  const end = yaml.offset + yaml.text.length;
  const edits = [...text.matchAll(/[ \t]+$/gmu)].flatMap(({ 0: blanks, index }): Edit[] => {
    const lineStart = text.lastIndexOf("\n", index - 1) + 1;
    const isBreak = index >= end && index > lineStart && blanks.length > 1;
    return isBreak ? [] : [{ start: index, end: index + blanks.length, text: "", what: "blanks at the end of the line" }];
  });
  const inside = edits.filter((e) => e.start >= yaml.offset && e.start < end);
  const stripped = splice(
    yaml.text,
    inside.map((e) => ({ ...e, start: e.start - yaml.offset, end: e.end - yaml.offset })),
  ).text;
  const same = JSON.stringify(parseDocument(stripped, { stringKeys: true, logLevel: "error" }).toJS()) === JSON.stringify(content);
  return same ? edits : edits.filter((e) => !inside.includes(e));
}

function linesOf(text: string): (offset: number) => { line: number; column: number } {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) lines.addNewLine(i + 1);
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}
