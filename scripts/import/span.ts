import type { Place } from "./source-document.ts";

/** A paragraph or a row of an input: what the report accounts for. */
export type Unit = { readonly place: Place; readonly text: string };
/** Characters [start, end) of a unit. */
export type Piece = { readonly unit: number; readonly start: number; readonly end: number };
/** Text and the pieces it is made of; together they are as long as the text. */
export type Span = { readonly text: string; readonly pieces: readonly Piece[] };

export function wholeUnit(unit: number, text: string): Span {
  return { text, pieces: [{ unit, start: 0, end: text.length }] };
}

/** Part of a span, blanks at both ends cut off. */
export function sliceSpan(span: Span, from: number, to = span.text.length): Span {
  const raw = span.text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const end = Math.max(start, to - (raw.length - raw.trimEnd().length));
  const pieces: Piece[] = [];
  let offset = 0;
  for (const piece of span.pieces) {
    const length = piece.end - piece.start;
    const first = Math.max(start, offset);
    const last = Math.min(end, offset + length);
    if (first < last) pieces.push({ unit: piece.unit, start: piece.start + first - offset, end: piece.start + last - offset });
    offset += length;
  }
  return { text: span.text.slice(start, end), pieces };
}

export function joinSpans(...spans: readonly Span[]): Span {
  return { text: spans.map((s) => s.text).join(""), pieces: spans.flatMap((s) => s.pieces) };
}

/** Blanks between Chinese characters are layout, not language: 属于 公安局 管 → 属于公安局管. */
export function squeeze(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(
      / ?(?<=[\p{Script=Han}，。；：、！？（）“”《》【】,;:!?()]) ?(?=\S)|(?<=\S) (?=[\p{Script=Han}，。；：、！？（）“”《》【】,;:!?()])/gu,
      "",
    )
    .trim();
}
