import type { Searchable } from "../index/searchable.ts";
import { normalizeText } from "../text/normalize.ts";
import { segment, separators } from "../text/segment.ts";
import { LongestMatch } from "./longest-match.ts";
import { madeOnce } from "./remembered.ts";

/** Regional words and the standard ones that they mean. */
const standardWords = madeOnce(
  ({ vocabulary }: Searchable) =>
    new LongestMatch(vocabulary.dialects.flatMap(({ say, means }) => say.map((s) => [normalizeText(s), normalizeText(means)] as const))),
);

/**
 * A normalized text with the words of regions (啷个, 咋, 邊個) replaced by standard ones, the longest at
 * each place. What lies across words of general language is none of them: 路边|个体户 holds no 边个.
 */
export function inStandardWords(snapshot: Searchable, text: string): string {
  const standardOf = standardWords(snapshot);
  const whole = (_text: string, start: number, end: number) => isWhole(snapshot, text, start, end);
  let standard = "";
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const found = standardOf.at(text, at, whole);
    if (found !== null) {
      standard += text.slice(from, at) + found.value;
      from = at + found.text.length;
    }
    at += found?.text.length ?? 1;
  }
  return from === 0 ? text : standard + text.slice(from);
}

/** Longest clause that is cut to see whether a stretch is words of it. */
const longestClause = 120;

/** True where a text is cut before and behind a stretch. No word crosses the end of a clause. */
function isWhole({ lexicon }: Searchable, text: string, start: number, end: number): boolean {
  let from = start;
  while (from > 0 && start - from < longestClause && !separators.has(text.charCodeAt(from - 1))) from--;
  let to = end;
  while (to < text.length && to - end < longestClause && !separators.has(text.charCodeAt(to))) to++;
  const cuts = segment(text.slice(from, to), lexicon);
  return (start === from || cuts.includes(start - from)) && cuts.includes(end - from);
}
