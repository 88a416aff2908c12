import nzh from "nzh";
import type { TierTable } from "../kb/entry.ts";

/** A quantity a question states: 九十二岁 → { value: 92, dimension: "age" }. */
export type Quantity = {
  readonly value: number;
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
const withUnit = new RegExp(`(${numeral})(来|多|几)?(${unitNames})`, "gu");
const bare = /\d+(?:\.\d+)?/gu;
const digits = "零一二三四五六七八九";

/** All quantities of a normalized text, in order. Numbers that are part of a longer code (12345, 1860) are left alone. */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = [];
  for (const match of text.matchAll(withUnit)) {
    const [whole, written = "", , unit = ""] = match;
    const known = units[unit];
    const value = numberOf(written);
    if (known === undefined || value === null) continue;
    found.push({
      value: value * (known.factor ?? 1),
      dimension: known.dimension,
      unit,
      start: match.index,
      end: match.index + whole.length,
    });
  }
  for (const match of text.matchAll(bare)) {
    const end = match.index + match[0].length;
    if (match[0].length > 3 || found.some((q) => match.index < q.end && end > q.start)) continue;
    found.push({ value: Number(match[0]), dimension: null, unit: "", start: match.index, end });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** 92, 九十二, 一百零三, 八万, 二点五 → the number. */
export function numberOf(written: string): number | null {
  if (/^\d/u.test(written)) return Number(written);
  const plain = written.replaceAll("两", "二").replaceAll("〇", "零");
  if (/^[零一二三四五六七八九]{2,}$/u.test(plain)) return Number([...plain].map((d) => digits.indexOf(d)).join(""));
  const value = Number(nzh.cn.decodeS(plain));
  return Number.isFinite(value) ? value : null;
}
