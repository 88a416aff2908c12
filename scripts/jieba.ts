import { readFileSync } from "node:fs";
import nodejieba from "nodejieba";
import type { WordFrequencies } from "../src/index/trie-lexicon.ts";

/** The general dictionary that comes with nodejieba: where a build discovers its words. */
export function generalDictionary(): WordFrequencies {
  const frequency = new Map<string, number>();
  let total = 0;
  let rarest = Number.POSITIVE_INFINITY;
  for (const line of readFileSync(nodejieba.DEFAULT_DICT, "utf8").split("\n")) {
    const [word, count] = line.split(" ");
    if (!word || !count) continue;
    const f = Number(count);
    frequency.set(word, f);
    total += f;
    rarest = Math.min(rarest, f);
  }
  return { frequency, total, rarest };
}
