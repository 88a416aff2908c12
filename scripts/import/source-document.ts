/** Where something stands in an input: a line of a text, a paragraph of a document, a row of a sheet; counted from 1. */
export type Place = { readonly unit: "line" | "paragraph" | "row"; readonly number: number; readonly sheet?: string };

export type Row = { readonly cells: readonly string[]; readonly place: Place };

/** What every reader makes of its format: plain text in reading order, with the little that the layout says of it. */
export type Block =
  | { readonly kind: "heading"; readonly text: string; readonly level: number; readonly place: Place }
  /** `strong`: all of it is set in bold, which in many offices is how a heading is made. */
  | { readonly kind: "paragraph"; readonly text: string; readonly strong: boolean; readonly place: Place }
  /** `ordinal`: the number the program shows before the item, null for a bullet. `depth` from 0. */
  | { readonly kind: "item"; readonly text: string; readonly ordinal: number | null; readonly depth: number; readonly place: Place }
  | { readonly kind: "table"; readonly rows: readonly Row[] }
  /** Text that is never knowledge, and why. */
  | { readonly kind: "aside"; readonly text: string; readonly reason: string; readonly place: Place };

export type SourceDocument = {
  /** As given on the command line. */
  readonly file: string;
  /** The title the file gives itself, null where it has none. */
  readonly title: string | null;
  /** True where lines may be broken in the middle of a sentence: plain text. */
  readonly wrapped: boolean;
  readonly blocks: readonly Block[];
};

/** 表格.xlsx [Sheet1] row 5 · 通知.txt:12 · 职责.docx paragraph 7 */
export function placeText({ unit, number, sheet }: Place): string {
  return unit === "line" ? `line ${number}` : `${sheet === undefined ? "" : `[${sheet}] `}${unit} ${number}`;
}
