import nzh from "nzh";
import type { TierTable } from "../kb/entry.ts";

/** A quantity a question states: 九十二岁 → from 92 to 92, age; 95岁以上 → from 95 on. */
export type Quantity = {
  /** Both ends belong to it; infinite where the question leaves it open. */
  readonly from: number;
  readonly to: number;
  /** What it measures; null for a bare number. */
  readonly dimension: TierTable["dimension"] | "percent" | null;
  /** The unit as written, "" for a bare number. */
  readonly unit: string;
  /** Where it stands in the normalized text. */
  readonly start: number;
  readonly end: number;
};

/** Unit as written → what it measures, and how many of the base unit it is. */
const units: Record<string, { dimension: Quantity["dimension"]; factor?: number }> = {
  岁: { dimension: "age" },
  周岁: { dimension: "age" },
  虚岁: { dimension: "age" },
  元: { dimension: "amount" },
  块: { dimension: "amount" },
  块钱: { dimension: "amount" },
  万: { dimension: "amount", factor: 10_000 },
  万元: { dimension: "amount", factor: 10_000 },
  万块: { dimension: "amount", factor: 10_000 },
  天: { dimension: "days" },
  日: { dimension: "days" },
  个工作日: { dimension: "days" },
  小时: { dimension: "hours" },
  个小时: { dimension: "hours" },
  级: { dimension: "level" },
  人: { dimension: "count" },
  个人: { dimension: "count" },
  次: { dimension: "count" },
  "%": { dimension: "percent" },
};

const numeral = String.raw`\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+(?:万[〇零一二两三四五六七八九十百千]*)?(?:点[〇零一二三四五六七八九]+)?`;
const unitNames = Object.keys(units)
  .sort((a, b) => b.length - a.length)
  .join("|");
/** 90岁, 90到94岁, 超过90岁, 90岁以上, 虚岁九十二: before, number, to number, unit, after. */
const stated = new RegExp(
  `(不超过|不高于|不大于|不多于|最多|至多|不低于|不小于|不少于|不满|不到|未满|不足|小于|低于|少于|超过|高于|大于|多于|至少|最少|满)?(${numeral})(?:(?:${unitNames})?(?:到|至|-|–|~)(${numeral}))?(?:来|多|几)?(${unitNames})(以上|及以上|往上|以下|及以下|以内)?`,
  "gu",
);
const ageFirst = new RegExp(`(虚岁|周岁|年龄|年纪)(?:是|有|为|已|都)?(${numeral})`, "gu");
const bare = /\d+(?:\.\d+)?/gu;
const digits = "零一二三四五六七八九";
/** The next smaller or greater quantity, for "less than" and "more than". */
const step = 1e-6;

/** All quantities of a normalized text, in order. Numbers that are part of a longer code (12345, 1860) are left alone. */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = [];
  const add = (quantity: Quantity) => {
    if (!found.some((q) => quantity.start < q.end && quantity.end > q.start)) found.push(quantity);
  };
  for (const match of text.matchAll(stated)) {
    const [whole, before = "", first = "", second, unit = "", after = ""] = match;
    const known = units[unit];
    const vague = second === undefined ? vagueNumber(first) : null;
    const low = vague ? vague[0] : numberOf(first);
    const high = vague ? vague[1] : second === undefined ? low : numberOf(second);
    if (known === undefined || low === null || high === null) continue;
    const factor = known.factor ?? 1;
    const range = interval(before, low * factor, high * factor, after);
    add({ ...range, dimension: known.dimension, unit, start: match.index, end: match.index + whole.length });
  }
  for (const match of text.matchAll(ageFirst)) {
    const value = numberOf(match[2] ?? "");
    if (value !== null)
      add({ from: value, to: value, dimension: "age", unit: match[1] ?? "", start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(bare)) {
    const value = Number(match[0]);
    if (match[0].length <= 3)
      add({ from: value, to: value, dimension: null, unit: "", start: match.index, end: match.index + match[0].length });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** What the words around a number make of it; "不满90" ends just below 90. */
function interval(before: string, low: number, high: number, after: string): Pick<Quantity, "from" | "to"> {
  if (/不超过|不高于|不大于|不多于|最多|至多/u.test(before)) return { from: Number.NEGATIVE_INFINITY, to: high };
  if (/不低于|不小于|不少于/u.test(before)) return { from: low, to: Number.POSITIVE_INFINITY };
  if (/不满|不到|未满|不足|小于|低于|少于/u.test(before)) return { from: low - step, to: low - step };
  if (/超过|高于|大于|多于/u.test(before)) return { from: high + step, to: Number.POSITIVE_INFINITY };
  if (/至少|最少/u.test(before) || /以上|往上/u.test(after)) return { from: low, to: Number.POSITIVE_INFINITY };
  if (/以下|以内/u.test(after)) return { from: Number.NEGATIVE_INFINITY, to: high };
  return { from: low, to: high };
}

/** 两三 → 2…3, 八九十 → 80…90, 十五六 → 15…16: two neighbouring digits are a guess, not a number. */
function vagueNumber(written: string): [number, number] | null {
  const [, tens = "", one = "", next = "", ten = ""] =
    /^([二三四五六七八九]?十)?([一二两三四五六七八九])([一二两三四五六七八九])(十)?$/u.exec(written) ?? [];
  const low = one === "" ? null : numberOf(one);
  const high = next === "" ? null : numberOf(next);
  if (low === null || high !== low + 1 || (tens !== "" && ten !== "")) return null;
  const base = tens === "" ? 0 : (numberOf(tens) ?? 0);
  const factor = ten === "" ? 1 : 10;
  return [base + low * factor, base + high * factor];
}

/** 92, 九十二, 一百零三, 八万, 二点五 → the number. */
export function numberOf(written: string): number | null {
  if (/^\d/u.test(written)) return Number(written);
  const plain = written.replaceAll("两", "二").replaceAll("〇", "零");
  if (/^[零一二三四五六七八九]{2,}$/u.test(plain)) return Number([...plain].map((d) => digits.indexOf(d)).join(""));
  const value = Number(nzh.cn.decodeS(plain));
  return Number.isFinite(value) ? value : null;
}
