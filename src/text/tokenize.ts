import { segment, type WordSource, widthAt } from "./segment.ts";

/**
 * Which text produced a term. `word`: a piece of the cut; `part`: a shorter word inside a
 * longer one (search mode); `bigram`: two neighbouring characters that are not a word.
 */
export type TokenKind = "word" | "part" | "bigram";
/** A term at its place in the normalized text: `text.slice(start, end)`. */
export type Token = { readonly start: number; readonly end: number; readonly kind: TokenKind };

const han = /\p{Script=Han}/u;
const runs = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
/** Parts of a word are two or three characters long, as in jieba's search mode. */
const partLengths = [2, 3] as const;

/**
 * All terms of a normalized text, for documents and questions alike.
 *
 *     跨 省 投 诉 处 理          words    跨省 投诉处理
 *     └──┘ └────────┘          parts    投诉 处理
 *        省投  诉处              bigrams  the pairs that are neither
 *
 * Latin letters and digits stay together as one word (1860, vip), whatever the cut says.
 */
export function tokenize(text: string, lexicon: WordSource): Token[] {
  const tokens: Token[] = [];
  const taken = new Set<number>();
  let start = 0;
  for (const end of segment(text, lexicon)) {
    hanWord(text, start, end, lexicon, tokens, taken);
    start = end;
  }
  for (const run of text.matchAll(runs)) {
    const from = run.index;
    const to = from + run[0].length;
    if (han.test(run[0])) bigrams(text, from, to, tokens, taken);
    else tokens.push({ start: from, end: to, kind: "word" });
  }
  return tokens;
}

/** A word of the cut that holds a Han character, and the shorter words inside it. */
function hanWord(text: string, start: number, end: number, lexicon: WordSource, tokens: Token[], taken: Set<number>) {
  if (!han.test(text.slice(start, end))) return;
  tokens.push({ start, end, kind: "word" });
  if (end === pairEnd(text, start)) taken.add(start);
  if (end - start <= 2) return;
  for (let at = start; at < end - 1; at++) {
    lexicon.wordsFrom(text, at, end, (partEnd) => {
      const length = partEnd - at;
      if (length >= end - start || !partLengths.some((n) => n === length) || !han.test(text.slice(at, partEnd))) return;
      tokens.push({ start: at, end: partEnd, kind: "part" });
      if (partEnd === pairEnd(text, at)) taken.add(at);
    });
  }
}

function bigrams(text: string, from: number, to: number, tokens: Token[], taken: ReadonlySet<number>) {
  for (let at = from; at < to - 1; ) {
    const end = pairEnd(text, at);
    if (end > to) break;
    if (!taken.has(at)) tokens.push({ start: at, end, kind: "bigram" });
    at += widthAt(text, at);
  }
}

/** Where the pair of characters that begins at `at` ends. */
function pairEnd(text: string, at: number): number {
  const second = at + widthAt(text, at);
  return second + widthAt(text, second);
}
