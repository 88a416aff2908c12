import { formatValue, HucreError, type Sheet } from "hucre";
import { readXlsx } from "hucre/xlsx";
import { UserError } from "../user-error.ts";
import type { Block, Row, SourceDocument } from "./source-document.ts";

/** A workbook: each sheet is a heading (its name) and a table; merged cells hold their value in every cell they cover. */
export async function readSheets(file: string, bytes: Uint8Array): Promise<SourceDocument> {
  const workbook = await read(file, bytes);
  const blocks = workbook.sheets.flatMap((sheet): Block[] => {
    const rows = rowsOf(sheet);
    if (rows.length === 0) return [];
    const place = { unit: "row", number: 0, sheet: sheet.name } as const;
    const name: Block[] = /^(?:sheet|工作表|表)\s*\d*$/iu.test(sheet.name) ? [] : [{ kind: "heading", text: sheet.name, level: 1, place }];
    if (sheet.hidden || sheet.veryHidden) {
      return rows.map((row) => ({
        kind: "aside",
        text: row.cells.join(" | "),
        reason: `the sheet ${sheet.name} is hidden`,
        place: row.place,
      }));
    }
    return [...name, { kind: "table", rows }];
  });
  return { file, title: workbook.properties?.title?.trim() || null, wrapped: false, blocks };
}

async function read(file: string, bytes: Uint8Array) {
  try {
    return await readXlsx(bytes, { readStyles: true });
  } catch (error) {
    if (!(error instanceof HucreError)) throw error;
    throw new UserError(
      `${file} cannot be read: ${error.message.replace(/\s+/gu, " ")} — open it in Excel or WPS and save it again as .xlsx`,
    );
  }
}

function rowsOf(sheet: Sheet): Row[] {
  const grid = sheet.rows.map((row, r) => row.map((value, c) => shown(value, sheet.cells?.get(`${r},${c}`)?.style?.numFmt)));
  for (const { startRow, startCol, endRow, endCol } of sheet.merges ?? []) {
    const value = grid[startRow]?.[startCol] ?? "";
    for (let r = startRow; r <= Math.min(endRow, grid.length - 1); r++) {
      const row = grid[r];
      for (let c = startCol; row !== undefined && c <= Math.min(endCol, 255); c++) row[c] = value;
    }
  }
  return grid
    .map((cells, i): Row => ({ cells: Array.from(cells, (cell) => cell ?? ""), place: { unit: "row", number: i + 1, sheet: sheet.name } }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
}

/** A value as the table program shows it: 35%, not 0.35; 2024-05-01, not a number of days. */
function shown(value: Sheet["rows"][number][number], format: string | undefined): string {
  if (value === null) return "";
  if (value instanceof Date)
    return value
      .toISOString()
      .slice(0, value.getUTCHours() + value.getUTCMinutes() === 0 ? 10 : 16)
      .replace("T", " ");
  if (typeof value === "number" && format !== undefined && /[%]/u.test(format)) return formatValue(value, format).trim();
  if (typeof value === "number") return String(Number(value.toPrecision(12)));
  return String(value).trim();
}
