import { type DefaultTreeAdapterTypes, defaultTreeAdapter } from "parse5";

type Element = DefaultTreeAdapterTypes.Element;
export type Cell = string;

/**
 * The grid of a table, merged cells repeated in every place they cover.
 * Null where the table only arranges a page: it holds other tables, or a single column.
 */
export function layoutTable(table: Element, textOf: (cell: Element) => string): Cell[][] | null {
  const rows = rowsOf(table);
  if (holdsTable(table.childNodes) || Math.max(0, ...rows.map((row) => cellsOf(row).length)) < 2) return null;
  const grid: Cell[][] = rows.map(() => []);
  for (const [r, row] of rows.entries()) {
    let c = 0;
    for (const cell of cellsOf(row)) {
      while (grid[r]?.[c] !== undefined) c++;
      const text = textOf(cell).trim();
      const width = span(cell, "colspan", 100);
      for (let down = r; down < Math.min(rows.length, r + span(cell, "rowspan", 1_000)); down++) {
        for (let right = c; right < c + width; right++) {
          const line = grid[down];
          if (line !== undefined) line[right] = text;
        }
      }
      c += width;
    }
  }
  const width = Math.max(...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, c) => row[c] ?? ""));
}

function elementsOf(parent: Element, ...names: string[]): Element[] {
  return parent.childNodes.filter((n): n is Element => defaultTreeAdapter.isElementNode(n) && names.includes(n.tagName));
}

function rowsOf(table: Element): Element[] {
  const parts = [table, ...elementsOf(table, "thead", "tbody", "tfoot")];
  return parts.flatMap((part) => elementsOf(part, "tr"));
}

function cellsOf(row: Element): Element[] {
  return elementsOf(row, "td", "th");
}

function holdsTable(nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): boolean {
  return nodes.some((n) => defaultTreeAdapter.isElementNode(n) && (n.tagName === "table" || holdsTable(n.childNodes)));
}

function span(cell: Element, name: string, most: number): number {
  const value = Number.parseInt(cell.attrs.find((a) => a.name === name)?.value ?? "1", 10);
  return Number.isFinite(value) ? Math.min(most, Math.max(1, value)) : 1;
}
