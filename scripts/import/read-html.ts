import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";
import { type Cell, layoutTable } from "./html-table.ts";
import type { Block, SourceDocument } from "./source-document.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Elements that begin a paragraph of their own; all others run on in the line. */
const breaking = new Set(
  "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);
const code = new Set(["script", "style", "template", "noscript", "svg", "iframe", "object", "select", "textarea"]);
const furniture = new Set(["nav", "footer", "button", "form"]);

/** A web page, or what another format was turned into, as plain blocks. No markup survives. */
export function readHtml(file: string, html: string): SourceDocument {
  const blocks: Block[] = [];
  const page = parse(html);
  const walker = new Walker(blocks);
  walker.children(page, {});
  return { file, title: titleOf(page), wrapped: false, blocks };
}

/** What the elements around a text make of it; only the first paragraph of a list item is the item. */
type Around = { readonly item?: Item; readonly depth?: number; readonly level?: number; readonly aside?: string };
type Item = { readonly ordinal: number | null; readonly depth: number; begun: boolean };

class Walker {
  readonly #blocks: Block[];
  #count = 0;

  constructor(blocks: Block[]) {
    this.#blocks = blocks;
  }

  /** Children of an element: runs of text and inline elements become paragraphs, the others are walked into. */
  children(parent: DefaultTreeAdapterTypes.ParentNode, around: Around): void {
    let run: Node[] = [];
    for (const node of parent.childNodes) {
      if (!isElement(node) || !isBreaking(node)) run.push(node);
      else {
        this.#paragraph(run, around);
        run = [];
        this.#element(node, around);
      }
    }
    this.#paragraph(run, around);
  }

  #element(element: Element, around: Around): void {
    const name = element.tagName;
    const heading = /^h([1-6])$/u.exec(name);
    if (name === "head") return;
    if (isHidden(element)) this.children(element, { ...around, aside: "hidden on the page" });
    else if (around.aside === undefined && furniture.has(name))
      this.children(element, { ...around, aside: `<${name}>: belongs to the page, not to its text` });
    else if (heading !== null) this.children(element, { ...around, level: Number(heading[1]) });
    else if (name === "ol" || name === "ul") this.#list(element, around);
    else if (name === "table") this.#table(element, around);
    else this.children(element, around);
  }

  #list(list: Element, around: Around): void {
    const depth = (around.depth ?? -1) + 1;
    let ordinal = Number(attribute(list, "start") ?? 1);
    for (const item of list.childNodes.filter(isElement)) {
      if (item.tagName !== "li") this.#element(item, { ...around, depth });
      else this.children(item, { ...around, depth, item: { ordinal: list.tagName === "ol" ? ordinal++ : null, depth, begun: false } });
    }
  }

  #table(table: Element, around: Around): void {
    const rows = around.aside === undefined ? layoutTable(table, (cell) => textOf(cell.childNodes)) : null;
    if (rows === null) {
      this.children(table, around);
      return;
    }
    const numbered = rows.filter((cells) => cells.some((cell) => cell !== "")).map((cells: Cell[]) => ({ cells, place: this.#place() }));
    if (numbered.length > 0) this.#blocks.push({ kind: "table", rows: numbered });
  }

  /** A run of inline nodes; each line of it (<br>) is a paragraph. */
  #paragraph(run: readonly Node[], { item, level, aside }: Around): void {
    const lines = textOf(run)
      .split("\n")
      .map((line) => line.trim());
    const strong = run.every((node) => isBold(node) || textOf([node]).trim() === "");
    for (const text of lines.filter((line) => line !== "")) {
      const place = this.#place();
      if (aside !== undefined) this.#blocks.push({ kind: "aside", text, reason: aside, place });
      else if (level !== undefined) this.#blocks.push({ kind: "heading", text, level, place });
      else if (item !== undefined && !item.begun) {
        item.begun = true;
        this.#blocks.push({ kind: "item", text, ordinal: item.ordinal, depth: item.depth, place });
      } else this.#blocks.push({ kind: "paragraph", text, strong, place });
    }
  }

  #place() {
    return { unit: "paragraph", number: ++this.#count } as const;
  }
}

function isElement(node: Node): node is Element {
  return defaultTreeAdapter.isElementNode(node);
}

/** An inline element around a paragraph (a link around a block) is one, too. */
function isBreaking(element: Element): boolean {
  return (
    breaking.has(element.tagName) ||
    furniture.has(element.tagName) ||
    element.childNodes.some((node) => isElement(node) && isBreaking(node))
  );
}

function isBold(node: Node): boolean {
  return (
    isElement(node) && (/^(?:b|strong)$/u.test(node.tagName) || /font-weight:\s*(?:bold|[6-9]00)/iu.test(attribute(node, "style") ?? ""))
  );
}

function isHidden(element: Element): boolean {
  return attribute(element, "hidden") !== null || /display:\s*none/iu.test(attribute(element, "style") ?? "");
}

function attribute(element: Element, name: string): string | null {
  return element.attrs.find((a) => a.name === name)?.value ?? null;
}

/** The text of nodes as a reader sees it: blanks folded, <br> a line end. */
function textOf(nodes: readonly Node[]): string {
  return rawText(nodes)
    .replace(/[^\S\n\u0000]+/gu, " ")
    .replace(/ ?\u0000 ?/gu, "\n");
}

function rawText(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (defaultTreeAdapter.isTextNode(node)) return node.value.replace(/[\s\u0000]+/gu, " ");
      if (!isElement(node) || code.has(node.tagName)) return "";
      if (node.tagName === "br") return "\u0000";
      const inner = rawText(node.childNodes);
      return breaking.has(node.tagName) ? `\u0000${inner}\u0000` : inner;
    })
    .join("");
}

function titleOf(page: DefaultTreeAdapterTypes.Document): string | null {
  const find = (node: DefaultTreeAdapterTypes.ParentNode): Element | null => {
    for (const child of node.childNodes) {
      if (!isElement(child)) continue;
      const found = child.tagName === "title" ? child : find(child);
      if (found !== null) return found;
    }
    return null;
  };
  const title = find(page);
  return title === null ? null : textOf(title.childNodes).trim() || null;
}
