import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { WordFrequencies } from "../src/index/trie-lexicon.ts";

/** Part of the nodejieba package; its types do not name the path. */
const dictionary = join(
  dirname(createRequire(import.meta.url).resolve("nodejieba/package.json")),
  "submodules/cppjieba/dict/jieba.dict.utf8",
);

/** The general dictionary that comes with nodejieba: where a build discovers its words. */
export function generalDictionary(): WordFrequencies {
  const frequency = new Map<string, number>();
  let total = 0;
  let rarest = Number.POSITIVE_INFINITY;
  for (const line of readFileSync(dictionary, "utf8").split("\n")) {
    const [word, count] = line.split(" ");
    if (!word || !count) continue;
    const f = Number(count);
    frequency.set(word, f);
    total += f;
    rarest = Math.min(rarest, f);
  }
  return { frequency, total, rarest };
}
