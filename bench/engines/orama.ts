import { readFileSync, writeFileSync } from "node:fs";
import { create, insert, load, save, search } from "@orama/orama";
import { createTokenizer } from "@orama/tokenizers/mandarin";
import { documentsIn } from "./documents.ts";
import type { Engine } from "./engine.ts";

const empty = () => create({ schema: { title: "string", text: "string" } as const, components: { tokenizer: createTokenizer() } });

export const orama: Engine = {
  label: "Orama (Mandarin)",
  package: "@orama/orama",

  async build(documents, index) {
    const base = empty();
    for await (const document of documentsIn(documents)) await insert(base, document);
    writeFileSync(index, JSON.stringify(save(base)));
  },

  async load(index) {
    const base = empty();
    load(base, JSON.parse(readFileSync(index, "utf8")));
    return { search: async (term, limit) => (await search(base, { term, limit })).hits.map((hit) => hit.id) };
  },
};
