import { furnitureReason } from "./furniture.ts";
import { bareHeading, dutiesHeading, endsAsHeading, isOccupation, isOffice, isQuestion, isRequirements } from "./headings.ts";
import { type Marker, type MarkerStyle, markerAt, numberOf } from "./marker.ts";
import { type Node, OutlineBuilder, ranks } from "./outline.ts";
import type { Block, SourceDocument } from "./source-document.ts";
import { joinSpans, type Piece, type Span, sliceSpan, type Unit, wholeUnit } from "./span.ts";
import { splitInline } from "./split-inline.ts";

/** What was not taken, and why. */
export type Left = { readonly pieces: readonly Piece[]; readonly reason: string };
export type Outline = { readonly root: Node; readonly units: readonly Unit[]; readonly left: readonly Left[] };

/** A line of the input: the characters of one unit. */
type Line = { readonly span: Span; readonly block: Exclude<Block, { kind: "table" | "aside" }> };

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
  readonly #queue: (Line | { readonly rows: Node["rows"] })[] = [];
  readonly #tree = new OutlineBuilder();
  /** The node that the line before ended in, while a sentence may still go on. */
  #last: Node | null = null;
  /** A chapter whose number stood alone on its line: its name is to come. */
  #unnamed: Node | null = null;
  #page = 0;
  #pageBetween = false;
  /** 十 at the end of a line, split from 三、 at the start of the next. */
  #carried: Span | null = null;

  constructor(wrapped: boolean) {
    this.#wrapped = wrapped;
  }

  add(block: Block): void {
    if (block.kind === "table") {
      this.#queue.push({
        rows: block.rows.map(({ cells, place }) => ({ cells, pieces: this.#unit({ place, text: cells.join(" | ") }).pieces })),
      });
      return;
    }
    const whole = this.#unit({ place: block.place, text: block.text });
    const span = sliceSpan(whole, 0);
    const reason = block.kind === "aside" ? block.reason : furnitureReason(block.text);
    if (reason !== null) this.#leave(span, reason);
    else if (block.kind !== "aside") this.#queue.push({ span, block });
  }

  finish(): Outline {
    for (const [i, line] of this.#queue.entries()) {
      if ("rows" in line) {
        this.#tree.table(line.rows);
        this.#last = null;
      } else this.#line(line, i);
    }
    return { root: this.#tree.root, units: this.#units, left: this.#left };
  }

  /** Marks without width and signs of a program's own fonts (its bullets) are layout: blanks. */
  #unit({ place, text }: Unit): Span {
    const shown = text.replace(/[\u200b-\u200f\u2060\ufeff\ue000-\uf8ff]/gu, " ");
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
    if (block.kind === "heading") return this.#formatHeading(span, block.level, marker);
    if (marker !== null && ["part", "chapter", "section"].includes(marker.style)) return this.#numberedHeading(span, marker);
    const unnamed = this.#unnamed;
    this.#unnamed = null;
    if (unnamed !== null && marker === null && span.text.length <= 40) return this.#tree.rename(unnamed, span);
    if (this.#continues(span, marker, block, i)) return this.#extend(span);
    for (const [k, { span: segment, marker: own }] of splitInline(span, marker, this.#tree, this.#wrapped).entries()) {
      this.#segment(
        segment,
        own,
        k === 0 ? { ...line, span: segment } : { span: segment, block: { ...block, kind: "paragraph", strong: false } },
        i,
      );
    }
    this.#carryNumeral(i);
  }

  #segment(span: Span, marker: Marker | null, line: Line, i: number): void {
    if (marker !== null) {
      const body = sliceSpan(span, marker.length);
      this.#last = this.#tree.item(body, marker, span.pieces);
    } else {
      const rank = this.#headingRank(line, i);
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
    if (marker.style === "part") this.#page = 0;
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
    return { style: "list", number: block.ordinal ?? (this.#tree.expected("list") ?? 0) + 1, length: 0, form, bare: false };
  }

  /** Numbers without punctuation count where they go on with a list, or where the next one follows. */
  #isNumbering({ bare, style, number }: Marker, i: number): boolean {
    if (!bare || this.#tree.expected(style) === number) return true;
    const next = this.#nextMarker(style, i);
    return number === 1 && this.#tree.expected(style) === null && next?.number === 2 && (style !== "han" || !next.bare);
  }

  /** After 十、 a file that lost its 十 goes on with 一、 instead of 十一、. */
  #withLostTens(marker: Marker, i: number): Marker {
    const expected = this.#tree.expected(marker.style);
    if (marker.style !== "han" || expected === null || expected <= 10 || marker.number !== expected % 10) return marker;
    if (marker.number === 1 && this.#nextMarker("han", i)?.number !== expected + 1) return marker;
    return { ...marker, number: expected };
  }

  #nextMarker(style: MarkerStyle, i: number): Marker | null {
    for (const line of this.#queue.slice(i + 1, i + 60)) {
      if ("rows" in line) continue;
      const marker = markerAt(line.span.text);
      if (marker?.style === style) return marker;
    }
    return null;
  }

  #next(i: number): Line | { readonly rows: Node["rows"] } | null {
    const next = this.#queue.slice(i + 1).find((line) => "rows" in line || !/^\d{1,3}$/u.test(line.span.text));
    return next ?? null;
  }

  #continues(span: Span, marker: Marker | null, block: Line["block"], i: number): boolean {
    const last = this.#last;
    if (last === null || block.kind !== "paragraph") return false;
    const before = last.body.text;
    if (last.marker !== null && before === "") return marker === null;
    if (last.kind === "heading" || !this.#wrapped || isFinished(before)) return false;
    if (marker !== null) {
      const expected = this.#tree.expected(marker.style);
      return marker.number !== 1 && expected === null && before.length >= 2;
    }
    if (this.#headingRank({ span, block }, i) !== null) return false;
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
    for (const { span: segment, marker } of rest) this.#segment(segment, marker, { span: segment, block: plain }, this.#queue.length);
  }

  /** …×100% 十 ⏎ 一、大客户… */
  #carryNumeral(i: number): void {
    const next = this.#next(i);
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

  /** How an unnumbered line heads what follows, or null for a paragraph. */
  #headingRank({ span, block }: Line, i: number): number | null {
    const { text } = span;
    if (block.kind === "item" || /[。；！;!]$/u.test(text)) return null;
    if (isQuestion(text)) return ranks.question;
    if (isRequirements(text) || dutiesHeading(text)?.subject === "") return ranks.sub;
    if (endsAsHeading(text) || isOccupation(text)) return ranks.title;
    const bare = bareHeading(text);
    const plain = bare.length >= 2 && bare.length <= 30 && /\p{Script=Han}{2}/u.test(bare) && !/[，。；！？,;!?：:、]/u.test(bare);
    if (!plain || /[：:]$/u.test(text)) return null;
    if (block.kind === "paragraph" && block.strong) return ranks.title;
    const next = this.#next(i);
    if (next === null) return null;
    if ("rows" in next) return ranks.title;
    const following = markerAt(next.span.text) ?? (next.block.kind === "item" ? { number: next.block.ordinal ?? 1 } : null);
    if (following?.number === 1 && (isOffice(text) || bare.length <= 20)) return ranks.title;
    const startsParagraph = next.span.text.length >= 30 && /[。；]/u.test(next.span.text) && following === null;
    return startsParagraph && bare.length <= 20 && (this.#last === null || isFinished(this.#last.body.text)) ? ranks.title : null;
  }

  /** Page numbers: alone on a line, or left inside a line by whoever copied the text out of a printed page. */
  #withoutPageNumbers(span: Span, i: number): Span | null {
    const alone = /^\d{1,3}$/u.exec(span.text);
    if (alone !== null && this.#wrapped) {
      this.#page = Number(alone[0]);
      this.#pageBetween = true;
      this.#leave(span, "a number standing alone: a page number");
      return null;
    }
    if (!this.#wrapped) return span;
    const place = this.#page === 0 ? "^" : "(?:^|(?<=[\\p{Script=Han}，。；：、）,;:)]))";
    const within = new RegExp(`${place}${this.#page + 1} (?=[\\p{Script=Han}（(])`, "u").exec(span.text);
    const marker = markerAt(span.text);
    if (within === null || (within.index === 0 && marker !== null && this.#isNumbering(marker, i))) return span;
    this.#page++;
    const end = within.index + within[0].length;
    this.#leave(sliceSpan(span, within.index, end), "a page number inside the text");
    if (within.index === 0) this.#pageBetween = true;
    return joinSpans(sliceSpan(span, 0, within.index), sliceSpan(span, end));
  }
}

const plain: Line["block"] = { kind: "paragraph", text: "", strong: false, place: { unit: "line", number: 0 } };

/** Ends as a sentence or a clause of a list does. */
export function isFinished(text: string): boolean {
  return /[。！？；!?;：:…”"』」）)】.]$/u.test(text.trim());
}
