import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { WordFrequencies } from "../src/index/trie-lexicon.ts";

/** Part of the nodejieba package; its types do not name the path. */
const dictionary = join(
  dirname(createRequire(import.meta.url).resolve("nodejieba/package.json")),
  "submodules/cppjieba/dict/jieba.dict.utf8",
);

/** The general dictionary that comes with nodejieba, `word frequency tag` a line: where a build discovers its words. */
export function generalDictionary(): WordFrequencies {
  const frequency = new Map<string, number>();
  let total = 0;
  let rarest = Number.POSITIVE_INFINITY;
  const text = readFileSync(dictionary, "utf8");
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const space = text.indexOf(" ", start);
    const f = Number.parseInt(text.slice(space + 1, end), 10);
    if (space > start && space < end && f > 0) {
      frequency.set(text.slice(start, space), f);
      total += f;
      rarest = Math.min(rarest, f);
    }
    start = end + 1;
  }
  return { frequency, total, rarest };
}
