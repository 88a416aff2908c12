import { dutiesHeading, isOccupation } from "./headings.ts";
import { type Marker, markerAt } from "./marker.ts";
import type { OutlineBuilder } from "./outline.ts";
import { type Span, sliceSpan } from "./span.ts";

export type Segment = { readonly span: Span; readonly marker: Marker | null };

/**
 * Several items on one line, taken apart where the numbering goes on:
 *
 *     1.负责培训。2.管理资料。 【3】主治医师职责 1.在科主任领导下……
 *     └ 1. ──────┘└ 2. ─────┘└ 【3】 ──────────┘└ 1. ───────────────
 */
export function splitInline(span: Span, marker: Marker | null, tree: Pick<OutlineBuilder, "expected">, wrapped: boolean): Segment[] {
  const counts = new Counts(tree);
  if (marker !== null) counts.take(marker);
  const segments: Segment[] = [];
  let start = 0;
  let own = marker;
  for (let i = marker?.length ?? 0; i < span.text.length; i++) {
    if (i <= start || !isBoundary(span.text, i)) continue;
    const next = markerAt(span.text.slice(i));
    if (next === null || !counts.accepts(next, span.text.slice(0, i))) continue;
    segments.push({ span: sliceSpan(span, start, i), marker: own });
    counts.take(next);
    start = i;
    own = next;
    i += Math.max(0, next.length - 1);
  }
  segments.push({ span: sliceSpan(span, start), marker: own });
  return segments.flatMap((s) => splitHeadings(s, wrapped)).filter((s) => s.span.text !== "");
}

function isBoundary(text: string, i: number): boolean {
  return /[。；;！!？?：:\s)）】”"％%]/u.test(text[i - 1] ?? "") || /[【①-⑳]/u.test(text[i] ?? "");
}

/** The numbering as it stands after the segments before, without touching the tree. */
class Counts {
  readonly #tree: Pick<OutlineBuilder, "expected">;
  readonly #last = new Map<string, number>();
  #forms = new Map<string, string>();

  constructor(tree: Pick<OutlineBuilder, "expected">) {
    this.#tree = tree;
  }

  take({ style, number, form }: Marker): void {
    const known = this.#last.has(style) || this.#tree.expected(style) !== null;
    // What is not open yet begins inside the item; a bracketed heading closes every list before it.
    if (style === "bracket" || !known) for (const other of depths(style)) this.#last.set(other, 0);
    this.#last.set(style, number);
    this.#forms.set(style, form);
  }

  accepts({ style, number, form, bare }: Marker, before: string): boolean {
    const last = this.#last.get(style);
    const expected = last === undefined ? this.#tree.expected(style) : last + 1;
    const ended = /[。；;！!？?.)）”"％%]\s*$/u.test(before);
    if (["part", "chapter", "section", "article", "list"].includes(style)) return false;
    // In brackets a number may be skipped: nobody writes (4) in running text after (2) without a (3) that was lost.
    const skipped = expected !== null && number === expected + 1 && number > 2 && /paren|circled|bracket/u.test(style);
    if (skipped && (ended || /\s$/u.test(before))) return true;
    if (number === expected && number !== 1)
      return bare ? /[。；;.]\s*$/u.test(before) && style === "arabic" : ended || /[\s：:]$/u.test(before);
    if (number !== 1 || bare) return style === "bracket" && ended;
    const opened = expected !== null && expected > 1 && (this.#forms.get(style) ?? form) === form;
    if (style === "han") return false;
    return style === "arabic" ? !opened && /[\s：:]$/u.test(before) : /[\s：:。；;！!？?)）”"]$/u.test(before) || style === "circled";
  }
}

/** Which lists a list of some style may hold. */
function depths(style: string): string[] {
  const order = ["bracket", "han", "han-paren", "arabic", "arabic-paren", "circled"];
  return order.slice(order.indexOf(style) + 1);
}

/** 麻醉恢复室护士职责 8:00参加…… and ……使用情况。 科副主任: a heading before or behind a text on the same line; a question and its answer. */
function splitHeadings(segment: Segment, wrapped: boolean): Segment[] {
  const { span, marker } = segment;
  const offset = marker?.length ?? 0;
  const text = span.text.slice(offset);
  const tail = /^[\s\S]*[。；;！!？?.]\s*([^\s。；;！!？?.]{2,20})$/u.exec(text);
  if (tail !== null && wrapped) {
    const name = tail[1] ?? "";
    if (isOccupation(name) || (dutiesHeading(name)?.subject ?? "") !== "") {
      const at = span.text.length - name.length;
      return [...splitHeadings({ span: sliceSpan(span, 0, at), marker }, wrapped), { span: sliceSpan(span, at), marker: null }];
    }
  }
  const head = /^[^。！]{3,80}[？?]\s*(?=答\s*[:：])/u.exec(text)?.[0].length ?? headOf(text, marker !== null);
  if (head === null) return [segment];
  return [
    { span: sliceSpan(span, 0, offset + head), marker },
    { span: sliceSpan(span, offset + head), marker: null },
  ];
}

/** How long the heading is that a text begins with, or null. */
function headOf(text: string, marked: boolean): number | null {
  const duties = /^(.{2,24}?(?:职责|守则))(?:\s+(?=\S{5})|(?=\d{1,2}[:：]))/u.exec(text);
  if (duties !== null && dutiesHeading(duties[1] ?? "") !== null) return duties[0].length;
  const short = marked ? /^([^\s，,。；;：:！!？?、]{2,14})\s+(?=\S.{19})/u.exec(text) : null;
  if (short === null || !/\p{Script=Han}{2}/u.test(short[1] ?? "") || /(?:属于|归|由|为|是|给|到|在|和|的|与|及|属)$/u.test(short[1] ?? ""))
    return null;
  return short[0].length;
}
