import { marked } from "marked";
import { readHtml } from "./read-html.ts";
import type { Block, SourceDocument } from "./source-document.ts";

const frontMatter = /^---[ \t]*\n[\s\S]*?^---[ \t]*(?:\n|$)/mu;

/** Markdown is read as the page it describes; front matter is left aside and said so. */
export function readMarkdown(file: string, text: string): SourceDocument {
  const source = text.replaceAll("\r\n", "\n");
  const front = source.startsWith("---") ? (frontMatter.exec(source)?.[0] ?? "") : "";
  const page = readHtml(file, marked.parse(source.slice(front.length), { async: false, gfm: true, breaks: true }));
  const lines = front.split("\n").map((line, i) => ({ line: line.trim(), number: i + 1 }));
  const aside = lines
    .filter(({ line }) => line !== "" && line !== "---")
    .map(({ line, number }): Block => ({ kind: "aside", text: line, reason: "front matter of the file", place: { unit: "line", number } }));
  return { ...page, wrapped: true, blocks: [...aside, ...page.blocks] };
}
