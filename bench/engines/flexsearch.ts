import { readFileSync, writeFileSync } from "node:fs";
import { Charset, Index } from "flexsearch";
import { documentsIn } from "./documents.ts";
import type { Engine } from "./engine.ts";

/** Single characters, and pairs of them (`context`), by which it ranks: without, it finds half as much. */
const empty = () => new Index({ encoder: Charset.CJK, context: true });

/** Its keys and values, one a line, after a line with the documents' ids. */
export const flexsearch: Engine = {
  label: "FlexSearch (CJK)",
  package: "flexsearch",

  async build(documents, index) {
    const search = empty();
    const ids: string[] = [];
    for await (const { id, title, text } of documentsIn(documents)) search.add(ids.push(id) - 1, `${title}\n${text}`);
    const lines = [JSON.stringify(ids)];
    await search.export(async (key, value) => {
      lines.push(JSON.stringify([key, value]));
    });
    writeFileSync(index, lines.join("\n"));
  },

  async load(index) {
    const [first = "[]", ...lines] = readFileSync(index, "utf8").split("\n");
    const ids = JSON.parse(first) as string[];
    const search = empty();
    for (const line of lines) search.import(...(JSON.parse(line) as [string, string]));
    // Without `suggest` every character of a question must occur in a document, and few questions find any.
    return { search: (query, limit) => search.search(query, { limit, suggest: true }).map((n) => ids[Number(n)] ?? "") };
  },
};
