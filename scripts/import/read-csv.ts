import { CsvError, parse } from "csv-parse/sync";
import { UserError } from "../user-error.ts";
import type { Row, SourceDocument } from "./source-document.ts";

/** A CSV file is one table; commas, semicolons and tabs are taken for what the first lines use most. */
export function readCsv(file: string, text: string): SourceDocument {
  const rows: Row[] = [];
  for (const { record, info } of parseRows(file, text)) {
    const cells = record.map((cell) => cell.trim());
    if (cells.some((cell) => cell !== "")) rows.push({ cells, place: { unit: "row", number: info.lines } });
  }
  return { file, title: null, wrapped: false, blocks: rows.length === 0 ? [] : [{ kind: "table", rows }] };
}

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

function parseRows(file: string, text: string): Parsed[] {
  try {
    const parsed: unknown = parse(text, { info: true, relax_column_count: true, skip_empty_lines: true, delimiter: delimiterOf(text) });
    return parsed as Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UserError(
      `${file}:${String(error["lines"] ?? 1)} is not CSV: ${error.message} — save it again from the table program as CSV`,
    );
  }
}

function delimiterOf(text: string): string {
  const head = text.split(/\r?\n/u, 5).join("\n");
  const count = (mark: string) => head.split(mark).length;
  return [",", "\t", ";"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
