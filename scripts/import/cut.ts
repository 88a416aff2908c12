import { furnitureReason } from "./furniture.ts";
import { headingRank } from "./heading-rank.ts";
import { type Line, LineQueue } from "./line-queue.ts";
import { type Marker, markerAt, numberOf } from "./marker.ts";
import { type Node, OutlineBuilder, ranks } from "./outline.ts";
import { PageNumbers } from "./page-numbers.ts";
import type { Block, SourceDocument } from "./source-document.ts";
import { joinSpans, type Piece, type Span, sliceSpan, type Unit, wholeUnit } from "./span.ts";
import { splitInline } from "./split-inline.ts";

/** What was not taken, and why. */
export type Left = { readonly pieces: readonly Piece[]; readonly reason: string };
export type Outline = { readonly root: Node; readonly units: readonly Unit[]; readonly left: readonly Left[] };

/**
 * Blocks → the tree of headings, items and paragraphs. On the way, lines broken in the middle of a sentence are joined,
 * several items on one line are taken apart, and page numbers and the page's own furniture are set aside.
 */
export function outlineOf(source: SourceDocument): Outline {
  const cutter = new Cutter(source.wrapped);
  for (const block of source.blocks) cutter.add(block);
  return cutter.finish();
}

class Cutter {
  readonly #wrapped: boolean;
  readonly #units: Unit[] = [];
  readonly #left: Left[] = [];
  readonly #queue = new LineQueue();
  readonly #pages = new PageNumbers();
  readonly #tree = new OutlineBuilder();
  /** The node that the line before ended in, while a sentence may still go on. */
  #last: Node | null = null;
  /** A chapter whose number stood alone on its line: its name is to come. */
  #unnamed: Node | null = null;
  #pageBetween = false;
  /** 十 at the end of a line, split from 三、 at the start of the next. */
  #carried: Span | null = null;

  constructor(wrapped: boolean) {
    this.#wrapped = wrapped;
  }

  add(block: Block): void {
    if (block.kind === "table") {
      this.#queue.all.push({
        rows: block.rows.map(({ cells, place }) => ({ cells, pieces: this.#unit({ place, text: cells.join(" | ") }).pieces })),
      });
      return;
    }
    const whole = this.#unit({ place: block.place, text: block.text });
    const span = sliceSpan(whole, 0);
    const reason = block.kind === "aside" ? block.reason : furnitureReason(block.text);
    if (reason !== null) this.#leave(span, reason);
    else if (block.kind !== "aside") this.#queue.all.push({ span, block });
  }

  finish(): Outline {
    for (const [i, line] of this.#queue.all.entries()) {
      if ("rows" in line) {
        this.#tree.table(line.rows);
        this.#last = null;
      } else this.#line(line, i);
    }
    return { root: this.#tree.root, units: this.#units, left: this.#left };
  }

  /** Marks without width and signs of a program's own fonts (its bullets) are layout: blanks. */
  #unit({ place, text }: Unit): Span {
    const shown = text.replace(/[\u200b-\u200f\u2060\ufeff\ue000-\uf8ff]/gu, " ").replace(/[^\S\n]{9,}/gu, " ".repeat(8));
    this.#units.push({ place, text: shown });
    return wholeUnit(this.#units.length - 1, shown);
  }

  #leave({ pieces }: Span, reason: string): void {
    this.#left.push({ pieces, reason });
  }

  #line(line: Line, i: number): void {
    const span = this.#withoutPageNumbers(line.span, i);
    if (span === null) return;
    const { block } = line;
    const marker = this.#markerOf(span, block, i);
    const unnamed = this.#unnamed;
    this.#unnamed = null;
    if (block.kind === "heading") this.#formatHeading(span, block.level, marker);
    else if (marker !== null && /^(?:part|chapter|section)$/u.test(marker.style)) this.#numberedHeading(span, marker);
    else if (unnamed !== null && marker === null && span.text.length <= 40) this.#tree.rename(unnamed, span);
    else if (this.#continues(span, marker, block, i)) this.#extend(span);
    else this.#segments(span, marker, block, i);
  }

  #segments(span: Span, marker: Marker | null, block: Line["block"], i: number): void {
    for (const [k, segment] of splitInline(span, marker, this.#tree, this.#wrapped).entries()) {
      this.#segment(segment.span, segment.marker, { span: segment.span, block: k === 0 ? block : plain }, i);
    }
    this.#carryNumeral(i);
  }

  #segment(span: Span, marker: Marker | null, line: Line, i: number): void {
    if (marker !== null) {
      const body = sliceSpan(span, marker.length);
      this.#last = this.#tree.item(body, marker, span.pieces);
    } else {
      const rank = this.#rankOf(line, i);
      this.#last = rank === null ? this.#tree.text(span) : this.#tree.heading(span, rank);
    }
    this.#pageBetween = false;
  }

  #formatHeading(span: Span, level: number, marker: Marker | null): void {
    const body = marker === null || marker.bare ? span : sliceSpan(span, marker.length);
    this.#last = null;
    this.#tree.heading(body.text === "" ? span : body, 10 * level + 2, marker, span.pieces);
  }

  /** 第一章, its name behind it or on the next line. */
  #numberedHeading(span: Span, marker: Marker): void {
    const rank = marker.style === "part" ? ranks.part : marker.style === "chapter" ? ranks.chapter : ranks.section;
    const body = sliceSpan(span, marker.length);
    const added = this.#tree.heading(body.text === "" ? span : body, rank, marker, span.pieces);
    if (marker.style === "part") this.#pages.restart();
    this.#last = null;
    this.#unnamed = body.text === "" ? added : null;
  }

  /** A list item's number as the program shows it, or what the text itself begins with. */
  #markerOf(span: Span, block: Line["block"], i: number): Marker | null {
    if (this.#carried !== null) {
      const whole = joinSpans(this.#carried, span);
      this.#carried = null;
      const marker = markerAt(whole.text);
      if (marker !== null) return { ...marker, length: marker.length - (whole.text.length - span.text.length) };
    }
    const written = markerAt(span.text);
    if (written !== null && this.#isNumbering(written, i)) return this.#withLostTens(written, i);
    if (block.kind !== "item") return null;
    const form = String(block.depth);
    return { style: "list", number: block.ordinal ?? this.#tree.expected("list", form) ?? 1, length: 0, form, bare: false };
  }

  /** Numbers without punctuation count where they go on with a list, or where the next one follows. */
  #isNumbering({ bare, style, number }: Marker, i: number): boolean {
    if (!bare || this.#tree.expected(style) === number) return true;
    const next = this.#queue.nextMarker(style, i);
    return number === 1 && this.#tree.expected(style) === null && next?.number === 2 && (style !== "han" || !next.bare);
  }

  /** After 十、 a file that lost its 十 goes on with 一、 instead of 十一、. */
  #withLostTens(marker: Marker, i: number): Marker {
    const expected = this.#tree.expected(marker.style);
    if (marker.style !== "han" || expected === null || expected <= 10 || marker.number !== expected % 10) return marker;
    if (marker.number === 1 && this.#queue.nextMarker("han", i)?.number !== expected + 1) return marker;
    return { ...marker, number: expected };
  }

  #continues(span: Span, marker: Marker | null, block: Line["block"], i: number): boolean {
    const last = this.#last;
    if (last === null || block.kind !== "paragraph") return false;
    const before = last.body.text;
    if (last.marker !== null && before === "") return marker === null;
    if (last.kind === "heading" || !this.#wrapped || isFinished(before)) return false;
    if (marker !== null) {
      const expected = this.#tree.expected(marker.style);
      return marker.number !== 1 && expected === null && /[，。；、,;]/u.test(before);
    }
    if (this.#rankOf({ span, block }, i) !== null) return false;
    return (
      this.#pageBetween ||
      /[，,、（(—-]$/u.test(before) ||
      (before.length >= 10 && /[，,。；;]/u.test(before)) ||
      /(?:属于|归|由|为)$/u.test(before)
    );
  }

  #extend(span: Span): void {
    const last = this.#last;
    if (last === null) return;
    const [first, ...rest] = splitInline(span, null, this.#tree, this.#wrapped);
    if (first !== undefined) this.#tree.extend(last, first.span);
    this.#pageBetween = false;
    for (const { span: segment, marker } of rest) this.#segment(segment, marker, { span: segment, block: plain }, this.#queue.all.length);
  }

  /** …×100% 十 ⏎ 一、大客户… */
  #carryNumeral(i: number): void {
    const next = this.#queue.after(i);
    const last = this.#last;
    if (last === null || next === null || "rows" in next || !this.#wrapped) return;
    const tail = /(?<=^|[\s。；;！!）)%])([一二三四五六七八九]?十|[二三四五六七八九])$/u.exec(last.body.text);
    const following = markerAt(next.span.text);
    if (tail === null || following === null || following.style !== "han") return;
    const written = `${tail[0]}${next.span.text.slice(0, following.length).replace(/[、．.\s]+$/u, "")}`;
    if (numberOf(written) !== this.#tree.expected("han")) return;
    this.#carried = sliceSpan(last.body, tail.index);
    this.#leave(this.#carried, "part of the next item's number");
    last.body = sliceSpan(last.body, 0, tail.index);
  }

  #rankOf(line: Line, i: number): number | null {
    return headingRank(line, this.#queue.after(i), this.#last === null || isFinished(this.#last.body.text));
  }

  #withoutPageNumbers(span: Span, i: number): Span | null {
    if (!this.#wrapped) return span;
    const marker = markerAt(span.text);
    const { rest, number, reason } = this.#pages.strip(span, marker !== null && this.#isNumbering(marker, i));
    if (number !== null) {
      this.#leave(number, reason);
      this.#pageBetween = rest === null || span.text.startsWith(number.text);
    }
    return rest;
  }
}

const plain: Line["block"] = { kind: "paragraph", text: "", strong: false, place: { unit: "line", number: 0 } };

/** Ends as a sentence or a clause of a list does. */
export function isFinished(text: string): boolean {
  return /[。！？；!?;：:…”"』」）)】.]$/u.test(text.trim());
}
