import { readFileSync, writeFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { type BenchDocument, documentsIn } from "./documents.ts";
import type { Engine } from "./engine.ts";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** The default tokenizer leaves a Chinese sentence whole; everything else is as MiniSearch has it. */
const options = {
  fields: ["title", "text"],
  tokenize: (text: string) => Array.from(segmenter.segment(text)).flatMap((s) => (s.isWordLike ? s.segment : [])),
};

export const minisearch: Engine = {
  label: "MiniSearch (ICU words)",
  package: "minisearch",

  async build(documents, index) {
    const search = new MiniSearch<BenchDocument>(options);
    for await (const document of documentsIn(documents)) search.add(document);
    writeFileSync(index, JSON.stringify(search));
  },

  async load(index) {
    const search = MiniSearch.loadJSON<BenchDocument>(readFileSync(index, "utf8"), options);
    return {
      search: (query, k) =>
        search
          .search(query)
          .slice(0, k)
          .map((hit) => String(hit.id)),
    };
  },
};
