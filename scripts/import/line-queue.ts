import { type Marker, type MarkerStyle, markerAt } from "./marker.ts";
import type { TableRow } from "./outline.ts";
import type { Block } from "./source-document.ts";
import type { Span } from "./span.ts";

/** A line of the input: the characters of one unit. */
export type Line = { readonly span: Span; readonly block: Exclude<Block, { kind: "table" | "aside" }> };
export type Queued = Line | { readonly rows: readonly TableRow[] };

/** How far a list's next number is looked for. */
const horizon = 60;

/** The lines of a document, looked ahead in. */
export class LineQueue {
  readonly all: Queued[] = [];

  /** The line or table after a line; page numbers between do not count. */
  after(i: number): Queued | null {
    for (let k = i + 1; k < this.all.length; k++) {
      const line = this.all[k];
      if (line !== undefined && ("rows" in line || !isLoneNumber(line.span.text))) return line;
    }
    return null;
  }

  /** The next numbering of a style at the start of a line. */
  nextMarker(style: MarkerStyle, i: number): Marker | null {
    for (const line of this.all.slice(i + 1, i + horizon)) {
      const marker = "rows" in line ? null : markerAt(line.span.text);
      if (marker?.style === style) return marker;
    }
    return null;
  }
}

export function isLoneNumber(text: string): boolean {
  return /^\d{1,3}$/u.test(text);
}
