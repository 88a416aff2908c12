import { bareHeading, dutiesHeading, endsAsHeading, isOccupation, isOffice } from "./headings.ts";
import type { Marker, MarkerStyle } from "./marker.ts";
import { joinSpans, type Piece, type Span } from "./span.ts";

/** A heading, an item of a list, a paragraph or a table, and what stands under it. */
export type Node = {
  readonly kind: "root" | "heading" | "item" | "text" | "table";
  /** Headings: see `ranks`; 0 for the root. */
  readonly rank: number;
  readonly marker: Marker | null;
  /** Without its numbering. */
  body: Span;
  /** Numbering included. */
  pieces: readonly Piece[];
  /** Items: which list it belongs to; a list that begins again at 1 is another one. */
  readonly list: number;
  readonly children: Node[];
  readonly rows: readonly TableRow[];
};
export type TableRow = { readonly cells: readonly string[]; readonly pieces: readonly Piece[] };

/** Smaller stands above. A heading the program calls one has 10 × its level + 2. */
export const ranks = { part: 10, chapter: 20, section: 30, title: 70, sub: 75, question: 80 } as const;
const lowest = ranks.title;

type Open = { readonly node: Node; readonly style: MarkerStyle | null; last: number; form: string };

/**
 * Builds the tree of a document line by line:
 *
 *     第三篇 麻醉科人员岗位职责        part
 *     └ 二线医生                      title: closes the lists and the title before it
 *       ├ 一、主持晨会                item of the list 一、
 *       │ └ 1、……                     item of a list inside it
 *       └ 二、……                      found again below: closes what stands deeper
 */
export class OutlineBuilder {
  readonly root: Node = node("root", { text: "", pieces: [] });
  readonly #open: Open[] = [{ node: this.root, style: null, last: 0, form: "" }];
  #lists = 0;

  /** The number that would continue the innermost open list of a style; null where none is open. */
  expected(style: MarkerStyle, form?: string): number | null {
    const open = this.#open.findLast((o) => o.style === style && (form === undefined || o.form === form));
    return open === undefined ? null : open.last + 1;
  }

  /** What text that begins no node of its own would belong to. */
  get innermost(): Node {
    return this.#top.node;
  }

  heading(body: Span, rank: number, marker: Marker | null = null, pieces: readonly Piece[] = body.pieces): Node {
    while (!this.#takes(rank)) this.#open.pop();
    return this.#push(node("heading", body, { rank, marker, pieces }), null);
  }

  item(body: Span, marker: Marker, pieces: readonly Piece[]): Node {
    const at = this.#listOf(marker);
    const open = at === null ? null : (this.#open[at] ?? null);
    const restarts = open !== null && marker.number === 1 && open.last >= 1;
    const list = open === null || restarts ? ++this.#lists : open.node.list;
    if (at !== null) this.#open.length = at;
    // A list whose beginning is elsewhere is no part of a sentence: it belongs to what heads this passage.
    else if (marker.number > 1) while (this.#top.node.kind === "item" && !beginsSection(this.#top.node)) this.#open.pop();
    return this.#push(node("item", body, { marker, pieces, list }), marker);
  }

  text(body: Span): Node {
    const added = node("text", body);
    this.#top.node.children.push(added);
    return added;
  }

  table(rows: readonly TableRow[]): void {
    this.#top.node.children.push(node("table", { text: "", pieces: rows.flatMap((r) => r.pieces) }, { rows }));
  }

  /** More of a node's own text, from the next line. */
  extend(target: Node, more: Span): void {
    const gap = /[\p{Script=Han}\p{P}]$/u.test(target.body.text) || /^[\p{Script=Han}\p{P}]/u.test(more.text) ? "" : " ";
    target.body = joinSpans(target.body, { text: gap, pieces: [] }, more);
    target.pieces = [...target.pieces, ...more.pieces];
  }

  /** The name of a chapter whose number stood alone on its line. */
  rename(target: Node, name: Span): void {
    target.body = name;
    target.pieces = [...target.pieces, ...name.pieces];
  }

  get #top(): Open {
    const top = this.#open.at(-1);
    if (top === undefined) throw new Error("the root is never closed");
    return top;
  }

  #push(added: Node, marker: Marker | null): Node {
    this.#top.node.children.push(added);
    this.#open.push({ node: added, style: marker?.style ?? null, last: marker?.number ?? 0, form: marker?.form ?? "" });
    return added;
  }

  /** Whether the innermost open node is where a heading of this rank belongs. */
  #takes(rank: number): boolean {
    const { node } = this.#top;
    if (node.kind === "root") return true;
    if (node.kind === "item") return rank >= lowest && mayHold(node, rank);
    return node.rank < rank;
  }

  /** (1) under an item that has nothing under it yet begins a list there; (二) under a post's heading does not go on with (十四). */
  #beginsInside({ number }: Marker, { last }: Open, at: number): boolean {
    const inner = this.#open.slice(at + 1);
    if (number === 1) return inner.length > 0 && this.#top.node.children.length === 0;
    return number !== last + 1 && inner.some((o) => o.node.kind === "item" && headsDuties(o.node));
  }

  /**
   * Where the list that a marker goes on with is open. A heading without number hides the lists outside it
   * from a list that begins, but not from one that goes on.
   */
  #listOf(marker: Marker): number | null {
    const same = (o: Open) => o.style === marker.style && (o.form === marker.form || marker.number === o.last + 1);
    for (let i = this.#open.length - 1; i > 0; i--) {
      const open = this.#open[i];
      if (open === undefined) continue;
      if (same(open)) return this.#beginsInside(marker, open, i) ? null : i;
      if (open.node.kind === "heading" && (marker.number === 1 || open.node.rank < lowest)) return null;
    }
    return null;
  }
}

/** An item under which headings without a number stand: itself a heading, with nothing under it but such headings. */
function mayHold(item: Node, rank: number): boolean {
  const { text } = item.body;
  const named = endsAsHeading(text) || isOffice(text) || isOccupation(text);
  const heads = rank === ranks.question ? headsOthers(item) && !/[。；;]$/u.test(text) : named;
  // What somebody must bring along stands behind the duties of a post.
  if (rank === ranks.sub && headsDuties(item)) return true;
  return heads && item.children.every((c) => c.kind === "text" || (c.kind === "heading" && c.rank >= rank));
}

/** A heading with its list still to come, even where the numbers run on from the section before: 二、判断题 3. …… */
function beginsSection(item: Node): boolean {
  return headsDuties(item) || (item.children.length === 0 && headsOthers(item) && !/[。；;]$/u.test(item.body.text));
}

function headsDuties({ body }: Node): boolean {
  return dutiesHeading(body.text) !== null || isOccupation(body.text);
}

/** An item that is a heading by its form: short, and no sentence. */
export function headsOthers({ body }: Node): boolean {
  const bare = bareHeading(body.text);
  return bare.length > 0 && bare.length <= 30 && !/[。；;！!？?，,：:]/u.test(bare);
}

export function node(kind: Node["kind"], body: Span, more: Partial<Node> = {}): Node {
  return { kind, rank: 0, marker: null, body, pieces: body.pieces, list: 0, children: [], rows: [], ...more };
}
