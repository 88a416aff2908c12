import { didYouMean } from "../../src/kb/problem.ts";
import type { Context } from "./context.ts";
import { allOf, type Draft, type Findings, plainMarkdown } from "./draft.ts";
import { figuresTable, tiersTable } from "./figure-tables.ts";
import { resolveName } from "./handlers-in.ts";
import { markerAt } from "./marker.ts";
import { officeFindings } from "./offices.ts";
import { type Node, node, type TableRow } from "./outline.ts";
import { roleFindings } from "./roles.ts";
import { squeeze } from "./span.ts";
import { statementDraft } from "./statements.ts";
import { type Column, type ColumnKind, type Columns, cell, columnsOf, remarks } from "./table-columns.ts";

/** A table → what its columns make of it: questions and answers, posts, departments, who handles what, tiers, figures; else a guide. */
export function tableFindings(table: Node, caption: Node | null, context: Context): Findings {
  const read = columnsOf(table.rows);
  const name = [caption === null ? "" : squeeze(caption.body.text), ...read.title.map((r) => r.cells.find((c) => c !== "") ?? "")]
    .filter((n) => n !== "")
    .join(" ");
  const inner: Context = name === "" ? context : { ...context, under: [...context.under, name.replace(/[：:]+$/u, "")] };
  const found = read.rows.length === 0 ? { drafts: [], left: [] } : contentFindings(read, inner);
  const heads = [...read.title, ...(read.header === null ? [] : [read.header])].map((r) => ({
    pieces: r.pieces,
    reason: "heads the table's columns",
  }));
  const captioned = caption === null ? [] : [{ pieces: caption.pieces, reason: "names the table; its entries are called after it" }];
  return allOf([found, { drafts: [], left: [...heads, ...captioned] }]);
}

function contentFindings(read: Columns, context: Context): Findings {
  const column = (kind: ColumnKind) => read.columns.find((c) => c.kind === kind) ?? null;
  const [question, answer, post, duties, office, amount, range] = (
    ["question", "answer", "post", "duties", "office", "amount", "range"] as const
  ).map(column);
  const matter = column("matter") ?? question ?? read.columns.find((c) => c.kind === "text") ?? null;
  if (question && answer) return rowsOf(read, (row) => askedRow(row, question, answer, read.columns, context));
  if (post && duties) return dutiesTable(read, post, duties, (name, heading, content) => roleFindings(name, heading, content, context));
  if (office && duties)
    return dutiesTable(read, office, duties, (name, heading, content) => officeFindings(name, heading, content, context));
  if (office && matter) return rowsOf(read, (row) => matterRow(row, matter, office, read.columns, context));
  if (range && amount) return tiersTable(read, range, context);
  if (amount && matter) return figuresTable(read, matter, context);
  return plainTable(read, context);
}

function rowsOf({ rows }: Columns, each: (row: TableRow) => Findings): Findings {
  return allOf(rows.map(each));
}

function lines(row: TableRow, column: Column): string[] {
  return (row.cells[column.index] ?? "")
    .split("\n")
    .map(squeeze)
    .filter((l) => l !== "");
}

function askedRow(row: TableRow, question: Column, answer: Column, columns: readonly Column[], context: Context): Findings {
  const asked = cell(row, question);
  if (asked === "" || cell(row, answer) === "") return leftRow(row, "a question without its answer, or an answer without its question");
  const office = columns.find((c) => c.kind === "office");
  const paragraphs = [...lines(row, answer), ...remarks(row, columns, [question, answer])];
  const named = office === undefined || cell(row, office) === "" ? {} : officesIn(cell(row, office), context, undefined);
  const claims = [{ pieces: row.pieces, field: "questions, body" }];
  return { drafts: [statementDraft({ question: asked, paragraphs, ...named, claims, notes: [] }, context)], left: [] };
}

function matterRow(row: TableRow, matter: Column, office: Column, columns: readonly Column[], context: Context): Findings {
  const [title, ...more] = lines(row, matter);
  if (title === undefined) return leftRow(row, "a row without a name of what is handled");
  if (cell(row, office) === "") return leftRow(row, "a row without a department");
  const assist = columns.find((c) => c.kind === "assist");
  const lead = officesIn(cell(row, office), context, undefined);
  const helping = assist === undefined ? { handlers: [], unknown: [] } : officesIn(cell(row, assist), context, "assist");
  const paragraphs = [`${title}：${cell(row, office)}`, ...more, ...remarks(row, columns, [matter, office])];
  const statement = {
    question: null,
    title,
    paragraphs,
    handlers: [...lead.handlers, ...helping.handlers],
    unknown: [...lead.unknown, ...helping.unknown],
    claims: [{ pieces: row.pieces, field: "title, handlers, body" }],
    notes: [],
  };
  return { drafts: [statementDraft(statement, context)], left: [] };
}

function officesIn(said: string, { registry }: Context, role: "assist" | undefined) {
  const names = said.split(/[、，,；;／/\s]+|(?<=[局委厅办])和/u).filter((n) => n !== "");
  const found = names.map((name) => ({ name, department: resolveName(name, registry) }));
  const known = found.flatMap(({ department }) =>
    department === null ? [] : [role === undefined ? { department } : { department, role }],
  );
  const unknown = found
    .filter((f) => f.department === null)
    .map(({ name }) => ({ said: name, hint: didYouMean(name, registry.names, "add it under departments/") }));
  return { handlers: known, unknown };
}

/** Rows of one name are one post or department; a cell's lines and numbered parts are its duties. */
function dutiesTable(
  { rows, columns }: Columns,
  by: Column,
  duties: Column,
  make: (name: string, heading: Node, content: Node[]) => Findings,
): Findings {
  const groups = new Map<string, TableRow[]>();
  const nameless: TableRow[] = [];
  for (const row of rows) {
    const name = cell(row, by);
    if (name === "" || cell(row, duties) === "") nameless.push(row);
    else groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  const found = [...groups].map(([name, own]) => {
    const content = own.flatMap((row) => dutiesOf(row, duties));
    const heading = node("heading", { text: name, pieces: own[0]?.pieces ?? [] }, { rank: 70 });
    return withRemarks(make(name, heading, content), own, columns, [by, duties]);
  });
  return allOf([...found, ...nameless.map((row) => leftRow(row, `a row without ${by.name || "a name"} or ${duties.name}`))]);
}

/** What the other columns say of a row goes to the text of the entries made of it. */
function withRemarks({ drafts, left }: Findings, rows: readonly TableRow[], columns: readonly Column[], used: readonly Column[]): Findings {
  const more = drafts.map((draft) => {
    const own = rows.filter((row) => draft.claims.some((c) => c.pieces.some((p) => row.pieces.includes(p))));
    const said = [...new Set(own.flatMap((row) => remarks(row, columns, used)))];
    return said.length === 0 ? draft : { ...draft, body: [draft.body, plainMarkdown(said)].filter((b) => b !== "").join("\n\n") };
  });
  return { drafts: more, left };
}

function dutiesOf(row: TableRow, column: Column): Node[] {
  const parts = (row.cells[column.index] ?? "").split(/\n+|(?<=[。；;])\s*(?=(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]))/u);
  const texts = parts
    .map((p) => p.trim().slice(markerAt(p.trim())?.bare === false ? (markerAt(p.trim())?.length ?? 0) : 0))
    .filter((p) => p !== "");
  return texts.map((text, i) =>
    node("item", { text, pieces: row.pieces }, { marker: { style: "list", number: i + 1, length: 0, form: "", bare: false }, list: 1 }),
  );
}

function leftRow(row: TableRow, reason: string): Findings {
  return { drafts: [], left: [{ pieces: row.pieces, reason }] };
}

function plainTable(read: Columns, context: Context): Findings {
  const title = context.under.at(-1) ?? context.document;
  const draft: Draft = {
    folder: "guides",
    title,
    under: context.under.slice(0, -1),
    fields: { questions: [title] },
    body: plainMarkdown(read.rows.map((row) => remarks(row, read.columns, []).join("；"))),
    claims: read.rows.map((row) => ({ pieces: row.pieces, field: "body" })),
    notes: ["a table without columns the importer knows: its rows are paragraphs"],
  };
  return { drafts: [draft], left: [] };
}
