/** Both ends of a quantity; about: only said roughly. */
export type Ends = { readonly from: number; readonly to: number; readonly about: boolean };
export type Place = { readonly start: number; readonly end: number };

/** The next smaller or greater quantity, for "less than" and "more than". */
export const step = 1e-6;

type Bound = "most" | "least" | "below" | "nearly" | "above" | "reached" | "roughly" | "within" | "slightly";

/** Words in front of a number, tried in this order: 不超过 is not 超过. */
const before: readonly (readonly [Bound, RegExp])[] = [
  ["most", /(?:不超过|不高于|不大于|不多于|没超过|没有超过|未超过|小于(?:或)?等于|最多|至多|顶多|最高|<=|≤)$/u],
  ["least", /(?:不低于|不小于|不少于|大于(?:或)?等于|至少|最少|起码|最低|>=|≥)$/u],
  ["below", /(?:不满|不到|未满|不足|没满|没到|没有到|未到|还没到|还没满|小于|低于|少于|<)$/u],
  ["nearly", /(?:将近|接近|快要到|快要满|快到|快满|快要|快|近|奔)$/u],
  ["above", /(?:超过|高于|大于|多于|超出|年逾|年过|逾|超|>)$/u],
  ["reached", /(?:年满|已满|刚满|满)$/u],
  ["roughly", /(?:大约|大概|约莫|约|差不多|估计|大致)$/u],
];
/** Words between a comparison and its number. */
const filler = /(?:已经|已|有|是|都|才|刚|还|了|要|得|需)$/u;
const after: readonly (readonly [Bound, RegExp])[] = [
  ["least", /^(?:以上|及以上|之上|往上|朝上)/u],
  ["above", /^(?:以外|之外|开外)/u],
  ["most", /^(?:以下|及以下|之下|往下)/u],
  ["within", /^(?:以内|之内|以里|内)/u],
  ["roughly", /^(?:左右|上下|前后)/u],
  ["slightly", /^出头/u],
  ["reached", /^之间/u],
];

/** What the words around a number make of it; "不满90" ends just below 90. The place grows by those words. */
export function comparedWith(text: string, ends: Ends, place: Place): { ends: Ends; place: Place } {
  let head = text.slice(Math.max(0, place.start - 12), place.start);
  let { start, end } = place;
  let bound: Bound | null = null;
  let about = ends.about;
  for (let skipped = 0; ; ) {
    const found = before.find(([, words]) => words.test(head));
    const word = found?.[1].exec(head)?.[0] ?? filler.exec(head)?.[0];
    if (word === undefined) break;
    head = head.slice(0, -word.length);
    skipped += word.length;
    if (found === undefined) continue;
    start = place.start - skipped;
    if (found[0] === "roughly") about = true;
    else bound ??= found[0];
  }
  const tail = text.slice(end, end + 4);
  const found = after.find(([, words]) => words.test(tail));
  if (found !== undefined) {
    end += found[1].exec(tail)?.[0].length ?? 0;
    if (found[0] === "roughly") about = true;
    else if (bound === null || bound === "reached") bound = found[0];
  }
  return { ends: bounded({ ...ends, about }, bound), place: { start, end } };
}

function bounded(ends: Ends, bound: Bound | null): Ends {
  const { from, to } = ends;
  switch (bound) {
    case "most":
    case "within":
      return { ...ends, from: Number.NEGATIVE_INFINITY };
    case "least":
      return { ...ends, to: Number.POSITIVE_INFINITY };
    case "below":
      return { ...ends, from: from - step, to: from - step };
    case "nearly":
      return { from: from - step, to: from - step, about: true };
    case "above":
      return { ...ends, from: to + step, to: Number.POSITIVE_INFINITY };
    case "slightly":
      return { from, to: from + 0.3 * roundness(from), about: true };
    case "reached":
    case "roughly":
    case null:
      return ends;
  }
}

/** 90 → 10, 1200 → 100: the place in which somebody counts who says just over. */
function roundness(value: number): number {
  let place = 1;
  while (value !== 0 && value % (place * 10) === 0) place *= 10;
  return place;
}
