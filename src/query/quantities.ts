import { comparedWith, type Ends, type Place, step } from "./comparisons.ts";
import { withoutDates } from "./dates.ts";
import { type Dimension, type Measure, measureNames, measures } from "./measures.ts";
import { numberOf, numeral, stepOf, vagueNumberOf } from "./numerals.ts";

/** A quantity a question states: 九十二岁 → from 92 to 92, age; 95岁以上 → from 95 on. */
export type Quantity = {
  /** Both ends belong to it, in the dimension's own unit (years, yuan, days, hours, months, percent); infinite where left open. */
  readonly from: number;
  readonly to: number;
  /** What it measures; null for a bare number, "other" for what no table speaks of. */
  readonly dimension: Dimension | null;
  /** The unit as written, "" for a bare number; 虚岁 for every way to say that. */
  readonly unit: string;
  /** True where the number is only said roughly: 90岁左右. */
  readonly about: boolean;
  /** As said, number and unit. */
  readonly said: string;
  /** Where it stands in the normalized text. */
  readonly start: number;
  readonly end: number;
};

const unitNames = measureNames;
const number = new RegExp(`(?<![第\\d.a-z〇零一二两三四五六七八九十百千万亿]|\\d,)(?:${numeral})`, "gu");
/**
 * What follows a number: 多 · (岁)到 94 · 个半 · 岁 · 半 · 多. "个" stands between a number and some units.
 *
 *     90 岁 到 94 岁 以上        三 个半 小时        八 万 多 元
 */
const rest = new RegExp(
  `(?<more>多|几|余|来)?(?:(?:${unitNames})?(?:到|至|-{1,2}|–|—|~|或者?|和(?=.{1,8}之间))(?<to>${numeral}))?(?<more2>多|几|余|来)?(?<half>个半)?(?:个(?=(?:${unitNames})))??(?<unit>${unitNames})(?<half2>半(?!个|天|年|夜))?(?<more3>多|余|几(?![个位名天]))?`,
  "uy",
);
const halfUnit = new RegExp(`(?<!一|大|[\\d${"〇零一二两三四五六七八九十百千万"}个岁天年月时])半个?(?<unit>${unitNames})(?!价)`, "gu");
const shareOf = new RegExp(`(百|千)分之(${numeral})`, "gu");
/** 虚岁九十二, 今年52, 年纪有88: no unit behind the number. */
const ageFirst = new RegExp(
  `(虚岁|周岁|毛岁|虚|年龄|年纪|岁数|高龄|今年)(?:是|有|为|已经|已|都|快|到了|满)*(${numeral})(?![\\d年月日号点时:%.]|个?(?:${unitNames}))`,
  "gu",
);
const decade = new RegExp(`(年逾|年过|过了)?(${numeral})旬`, "gu");
/** 九十二了, 八十八的老人: an age said without its unit. */
const bareWords =
  /(?<![第〇零一二两三四五六七八九十百千万])(?:[二三四五六七八九]十[一二三四五六七八九]?|一百(?:零[一二三四五六七八九]|[一二]十[一二三四五六七八九]?)?)(?=了|的|老人|老太|老头|[,，。?!\s]|$)/gu;
const bare = /(?<![第\d.a-z:/-]|\d,)\d{1,3}(?:\.\d+)?(?![\d.,a-z:%/-])/gu;
/** What follows a number that is a name: 3号楼, 5单元, 101室. */
const named =
  /^(?:号|栋|幢|单元|室|层|楼|路|弄|巷|组|队|期|章|节|线|班|村|社|街|区|中学?|小学|热线|平台|系统|年|月|点|时|后的|工地|医院|派出所)/u;
const scaled = /[百千万亿w]$/u;
const sum = /[\d一二两三四五六七八九].*(?:[万亿w]|万[一二三四五六七八九])$/u;
const telephone = /(?:打|拨|报|叫|找|电话)$/u;

/** What every quantity is written with. */
const countedWith = /[\d〇零一二两三四五六七八九十百千万亿几半俩仨廿卅壹贰叁肆伍陆柒捌玖拾佰仟]/u;

/** All quantities of a normalized text, in order. Numbers that are part of a longer code (12345, 1860), dates and times of day are left alone. */
export function quantitiesIn(original: string): Quantity[] {
  if (!countedWith.test(original)) return [];
  const text = withoutDates(original);
  const found: Quantity[] = [];
  const taken = new Uint8Array(text.length);
  const add = (ends: Ends, dimension: Quantity["dimension"], unit: string, { start, end }: Place) => {
    if (taken.subarray(start, end).includes(1)) return;
    taken.fill(1, start, end);
    found.push({ ...ends, dimension, unit, said: original.slice(start, end), start, end });
  };
  // Most texts hold none of the rarer signs.
  const all = (pattern: RegExp, sign: RegExp) => (sign.test(text) ? text.matchAll(pattern) : []);
  for (const match of all(shareOf, /分之/u)) {
    const value = numberOf(match[2] ?? "");
    if (value === null) continue;
    const { ends, place } = comparedWith(text, just(match[1] === "千" ? value / 10 : value), placeOf(match));
    add(ends, "percent", "%", place);
  }
  for (const match of text.matchAll(number)) {
    const stated = statedAt(text, match.index, match[0]);
    if (stated !== null) add(stated.ends, stated.measure.dimension, stated.unit, stated.place);
  }
  for (const match of all(halfUnit, /半/u)) {
    const unit = match.groups?.["unit"] ?? "";
    const measure = measures.get(unit);
    if (measure === undefined || measure.dimension === "count") continue;
    const { ends, place } = comparedWith(text, just(measure.factor / 2), placeOf(match));
    add(ends, measure.dimension, unit, place);
  }
  for (const match of all(decade, /旬/u)) {
    const value = numberOf(match[2] ?? "") ?? 99;
    if (value > 12) continue;
    add({ from: value * 10 + (match[1] === undefined ? 0 : step), to: value * 10 + 10 - step, about: false }, "age", "旬", placeOf(match));
  }
  for (const match of text.matchAll(ageFirst)) {
    const value = numberOf(match[2] ?? "");
    if (value !== null && value < 130) add(just(value), "age", nominal(match[1] ?? ""), placeOf(match));
  }
  for (const match of all(bareWords, /[十百]/u)) add(just(numberOf(match[0]) ?? 0), null, "", placeOf(match));
  for (const match of text.matchAll(bare)) {
    const place = placeOf(match);
    if (
      named.test(text.slice(place.end, place.end + 4)) ||
      (telephone.test(text.slice(Math.max(0, place.start - 2), place.start)) && match[0].length === 3)
    )
      continue;
    const compared = comparedWith(text, just(Number(match[0])), place);
    add(compared.ends, null, "", compared.place);
  }
  return joined(
    found.sort((a, b) => a.start - b.start),
    original,
  );
}

/** The quantity whose number stands at `start`, with what compares it; null where no unit follows. */
function statedAt(text: string, start: number, written: string): { ends: Ends; measure: Measure; unit: string; place: Place } | null {
  rest.lastIndex = start + written.length;
  const match = rest.exec(text);
  if (match === null) return sumAt(text, start, written);
  const { more, more2, more3, to, half, half2, unit = "" } = match.groups ?? {};
  const measure = measures.get(unit);
  // 3万到5万: the last 万 is the number's as the first one is.
  const shared = to !== undefined && scaled.test(written) && unit.startsWith("万") ? "万" : "";
  const [low, high] = vagueNumberOf(written) ?? rangeOf(written, to === undefined ? written : to + shared);
  if (measure === undefined || low === null || high === null || low > high) return null;
  const extra = half !== undefined || half2 !== undefined ? 0.5 : 0;
  const vague = more ?? more2 ?? more3 ?? /^个([多来])/u.exec(unit)?.[1];
  const open = vague === undefined || vague === "来" ? 0 : ((more ?? more2) ? stepOf(to ?? written, high) : 1) - step;
  const inBase = (n: number) => Number((n * (shared === "" ? measure.factor : 1)).toPrecision(15));
  const ends = { from: inBase(low + extra), to: inBase(high + extra + open), about: vague === "来" };
  const compared = comparedWith(text, ends, { start, end: start + written.length + match[0].length });
  return { ...compared, measure, unit: nominal(unit) };
}

/** 8万, 3万多: a sum of money, though no 元 follows. */
function sumAt(text: string, start: number, written: string): { ends: Ends; measure: Measure; unit: string; place: Place } | null {
  if (!sum.test(written)) return null;
  const [low, high] = vagueNumberOf(written) ?? rangeOf(written, written);
  const measure = measures.get("万");
  if (low === null || high === null || measure === undefined) return null;
  const end = start + written.length;
  const more = /^[多几余]/u.test(text.charAt(end));
  const ends = { from: low, to: more ? high + stepOf(written, high) - step : high, about: false };
  return { ...comparedWith(text, ends, { start, end: more ? end + 1 : end }), measure, unit: "万" };
}

/** 90…94; and 3…5万, where the scale is said but once. */
function rangeOf(first: string, last: string): readonly [number | null, number | null] {
  const low = numberOf(first);
  const high = numberOf(last);
  const scale = scaled.exec(last)?.[0];
  if (low === null || high === null || scale === undefined || scaled.test(first)) return [low, high];
  const factor = numberOf(`1${scale}`) ?? 1;
  return [low < high / factor ? low * factor : low, high];
}

/** 90岁以上95岁以下, 满80不满90岁: two ends said one after the other are one range. */
function joined(quantities: readonly Quantity[], text: string): Quantity[] {
  const all: Quantity[] = [];
  for (const next of quantities) {
    const last = all.at(-1);
    const together = last !== undefined && /^[、,，且并和与但而]?$/u.test(text.slice(last.end, next.start));
    const opens = last?.to === Number.POSITIVE_INFINITY || /^(?:年|已)?满/u.test(last?.said ?? "");
    const closes = next.from === Number.NEGATIVE_INFINITY || /^(?:不满|未满|不到|不足)/u.test(next.said);
    const alike = last?.dimension === next.dimension || last?.dimension === null;
    if (together && opens && closes && alike && last.from < next.to) {
      const { from, start } = last;
      all[all.length - 1] = { ...next, from, start, said: text.slice(start, next.end), about: last.about || next.about };
    } else all.push(next);
  }
  return all;
}

function just(value: number): Ends {
  return { from: value, to: value, about: false };
}

/** Every way to count years as they are counted from birth as the first. */
function nominal(unit: string): string {
  return unit === "虚" || unit === "毛岁" ? "虚岁" : unit;
}

function placeOf(match: RegExpExecArray): Place {
  return { start: match.index, end: match.index + match[0].length };
}
