/**
 * What the segmenter needs from a lexicon: the words that start at a place, with their
 * natural-log probabilities. Two lexicons implement it: the one in a snapshot and the
 * one a build grows.
 */
export interface WordSource {
  /**
   * Calls `found(end, logProbability)` for every word text[start..end), shortest first.
   * `end` is at most `limit`.
   */
  wordsFrom(text: string, start: number, limit: number, found: (end: number, logProbability: number) => void): void;
  /** What an unknown character costs: the log-probability of the rarest word. */
  readonly unknown: number;
}

/** Characters that no word crosses. Each of them is a piece of its own, as in jieba. */
export const separators: ReadonlySet<number> = new Set(Array.from(" \t\n，。", (c) => c.charCodeAt(0)));

/**
 * Cuts text into words: the path of maximum probability over the lexicon, right to left,
 * the shorter word winning a tie (as cppjieba's MPSegment does; no HMM, which would glue
 * 多归 out of 老鼠多归哪个部门).
 *
 *     流 浪 狗 归 谁 管
 *     └──┘ ─  ─ ── ─      best[i] = max over words w at i of log p(w) + best[i + |w|]
 *
 * Law: the returned ends cut the text into pieces that join back to it.
 * @returns the UTF-16 end of every piece, ascending.
 */
export function segment(text: string, lexicon: WordSource): number[] {
  const ends: number[] = [];
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !separators.has(text.charCodeAt(i))) continue;
    bestPath(text, from, i, lexicon, ends);
    if (i < text.length) ends.push(i + 1);
    from = i + 1;
  }
  return ends;
}

/** The pieces themselves. */
export function cut(text: string, lexicon: WordSource): string[] {
  let start = 0;
  return segment(text, lexicon).map((end) => {
    const piece = text.slice(start, end);
    start = end;
    return piece;
  });
}

function bestPath(text: string, from: number, to: number, lexicon: WordSource, ends: number[]): void {
  const length = to - from;
  const best = new Float64Array(length + 1);
  const next = new Int32Array(length);
  let single = 0;
  let bestEnd = 0;
  let bestScore = 0;
  let sawSingle = false;
  const weigh = (end: number, logProbability: number) => {
    const score = logProbability + (best[end - from] ?? 0);
    if (end === single && !sawSingle) sawSingle = true;
    else if (score <= bestScore) return;
    bestScore = score;
    bestEnd = end;
  };
  for (let i = length - 1; i >= 0; i--) {
    const start = from + i;
    single = start + widthAt(text, start);
    bestEnd = Math.min(single, to);
    bestScore = lexicon.unknown + (best[bestEnd - from] ?? 0);
    sawSingle = false;
    lexicon.wordsFrom(text, start, to, weigh);
    best[i] = bestScore;
    next[i] = bestEnd;
  }
  for (let i = from; i < to; ) {
    const end = next[i - from] ?? to;
    ends.push(end);
    i = end;
  }
}

/** UTF-16 length of the code point at `i`. */
export function widthAt(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  return unit >= 0xd800 && unit <= 0xdbff && (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
}
