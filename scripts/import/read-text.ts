import type { Block, SourceDocument } from "./source-document.ts";

/** Plain text: a line is a paragraph; lines with tabs in the same places are the rows of a table. */
export function readText(file: string, text: string): SourceDocument {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029\u000b\u000c]/u)
    .map((content, i) => ({ content, place: { unit: "line", number: i + 1 } as const }))
    .filter(({ content }) => content.trim() !== "");
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    const columns = columnsOf(lines[i]?.content);
    let end = i;
    while (end < lines.length && columns > 1 && columnsOf(lines[end]?.content) === columns) end++;
    if (end - i >= 3) {
      const rows = lines.slice(i, end).map(({ content, place }) => ({ cells: content.split("\t").map((cell) => cell.trim()), place }));
      blocks.push({ kind: "table", rows });
      i = end;
    } else {
      const line = lines[i++];
      if (line !== undefined) blocks.push({ kind: "paragraph", text: line.content.trim(), strong: false, place: line.place });
    }
  }
  return { file, title: null, wrapped: true, blocks };
}

function columnsOf(line = ""): number {
  return line.trim().split("\t").length;
}
