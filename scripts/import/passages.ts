import { plainLine } from "./draft.ts";
import { bodyIn } from "./headings.ts";
import { headsOthers, type Node } from "./outline.ts";
import { type Piece, squeeze } from "./span.ts";

/** A sentence or an item as an entry holds it, and where it comes from. */
export type Passage = { readonly text: string; readonly pieces: readonly Piece[] };

export function piecesOf(node: Node): Piece[] {
  return [...node.pieces, ...node.children.flatMap(piecesOf)];
}

export function textOf({ body }: Node): string {
  return squeeze(body.text);
}

/**
 * Items and paragraphs as one list of statements. A short item that only heads its sub-items is put before each of
 * them (施工准备：组织图纸会审); an unnumbered paragraph gives as many statements as it has sentences set apart by blanks.
 */
export function statementsOf(nodes: readonly Node[], heading = ""): Passage[] {
  return nodes.flatMap((node): Passage[] => {
    if (node.kind === "table") return [];
    const text = textOf(node);
    if (node.kind === "text") return sentencesOf(node).map((p) => ({ ...p, text: `${heading}${p.text}` }));
    if (text === "") return statementsOf(node.children, heading);
    const label = isLabel(node) ? `${heading}${text.replace(/[。：:；;，,]+$/u, "")}：` : heading;
    const own = { text: `${heading}${text}`, pieces: node.pieces };
    if (node.children.length === 0) return [own];
    if (label === heading) return [own, ...statementsOf(node.children, "")];
    const [first, ...rest] = statementsOf(node.children, label);
    return first === undefined ? [own] : [{ ...first, pieces: [...node.pieces, ...first.pieces] }, ...rest];
  });
}

/** 施工准备工作： heads what stands under it; a sentence with more behind it does not. */
function isLabel(node: Node): boolean {
  const text = node.body.text.trim();
  if (node.kind === "heading" || (/[：:]$/u.test(text) && text.length <= 20)) return true;
  return headsOthers(node) && (!/[。；;]$/u.test(text) || node.children.filter((c) => c.kind === "item").length > 1);
}

/** 负责教学。 负责科研。 → two; each keeps its place. */
function sentencesOf(node: Node): Passage[] {
  const parts = node.body.text.split(/(?<=[。；;])\s+(?=\S)/u);
  const pieces = node.pieces;
  return parts.map((part) => ({ text: squeeze(part), pieces })).filter((p) => p.text !== "");
}

/** Content as Markdown, its lists nested as they stand. */
export function markdownOf(nodes: readonly Node[], depth = 0): string {
  const blocks: string[] = [];
  for (const node of nodes) {
    if (node.kind === "table") continue;
    const text = plainLine(textOf(node));
    const inner = markdownOf(node.children, node.kind === "item" ? depth + 1 : depth);
    if (node.kind === "item") blocks.push(`${"  ".repeat(depth)}- ${text}${inner === "" ? "" : `\n${inner.replace(/\n\n/gu, "\n")}`}`);
    else if (node.kind === "heading") blocks.push(`**${text}**`, inner);
    else blocks.push(depth > 0 ? `${"  ".repeat(depth)}- ${text}` : text);
  }
  return blocks
    .filter((b) => b !== "")
    .reduce(
      (all, block) => `${all}${all === "" ? "" : /^\s*- /u.test(block) && /(?:^|\n)\s*- [^\n]*$/u.test(all) ? "\n" : "\n\n"}${block}`,
      "",
    );
}

/** True where there is something to read, not only names and numbers. */
export function holdsSentence(nodes: readonly Node[]): boolean {
  return nodes.some(
    (n) =>
      n.kind !== "table" &&
      (/[，。；：！？,;:]/u.test(n.body.text) ||
        (n.body.text.length >= 16 && bodyIn(n.body.text) !== n.body.text) ||
        holdsSentence(n.children)),
  );
}
