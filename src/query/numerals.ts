import nzh from "nzh";
import { Remembered } from "./remembered.ts";

const digits = "零一二三四五六七八九";
/** Other ways to write the same: bank numerals, 廿, and the 俩 that holds its own 个. */
const plainForms: Readonly<Record<string, string>> = {
  ...{ 〇: "零", 两: "二", 俩: "二", 仨: "三", 廿: "二十", 卅: "三十" },
  ...{ 壹: "一", 贰: "二", 叁: "三", 肆: "四", 伍: "五", 陆: "六", 柒: "七", 捌: "八", 玖: "九", 拾: "十", 佰: "百", 仟: "千" },
};
const tenfold: Readonly<Record<string, string>> = { 亿: "千万", 万: "千", 千: "百", 百: "十" };
const scales: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 10_000, w: 10_000, 亿: 100_000_000 };

const one = "一二两三四五六七八九";
/** 10,000 · 1.5 · 1.5万 · 3千 */
const arabic = String.raw`(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,9})?(?:[百千万亿]|w(?![a-z]))?`;
/** 九十二 · 一百零三 · 八万 · 一万五 · 二点五 · 廿五 · 叁仟 */
const chinese = `[〇零${one}俩仨廿卅十百千壹贰叁肆伍陆柒捌玖拾佰仟][〇零${one}十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]{0,15}(?:点[〇零${one}]{1,9}万?)?`;
/** The numbers and clock times that a text states in digits: 30, 8.5, 08:00. */
export function digitsIn(text: string): readonly string[] {
  return text.match(/\d+(?:[.:]\d+)?/gu) ?? [];
}

/** A number as written, digits or characters; no longer than a number is. */
export const numeral = `${arabic}|${chinese}`;

/** 92, 10,000, 1.5万, 九十二, 一百零三, 八万, 一万五, 二点五, 二〇一四 → the number; null where it is none. */
export function numberOf(written: string): number | null {
  return numbers.get(written);
}

const numbers = new Remembered(readNumber);

function readNumber(written: string): number | null {
  if (/^\d/u.test(written)) {
    const [, number = "", scale = ""] = /^([\d,.]+)(.?)$/u.exec(written) ?? [];
    return exact(Number(number.replaceAll(",", "")) * (scales[scale] ?? 1));
  }
  const plain = written.replace(/./gu, (c) => plainForms[c] ?? c);
  if (/^[零一二三四五六七八九]{2,}$/u.test(plain)) return Number([...plain].map((d) => digits.indexOf(d)).join(""));
  const fraction = /^(.*点.*)万$/u.exec(plain);
  if (fraction) return exact(Number(nzh.cn.decodeS(fraction[1] ?? "")) * 10_000);
  // 一万五 is 一万五千, 三百二 is 三百二十; 一百零二 is what it says.
  const whole = plain.replace(/(?<=([亿万千百]))[一二三四五六七八九]$/u, (digit, scale: string) => digit + (tenfold[scale] ?? ""));
  const value = Number(nzh.cn.decodeS(whole));
  return Number.isFinite(value) ? value : null;
}

/** 两三 → 2…3, 八九十 → 80…90, 十五六 → 15…16, 一百二三十 → 120…130, 三五千 → 3000…5000: two neighbouring digits are a guess, not a number. */
export function vagueNumberOf(written: string): readonly [number, number] | null {
  const [, before = "", low = "", high = "", scale = ""] =
    /^([二三四五六七八九]?十|[一二两三四五六七八九]百)?([一二两三四五六七八九])([二两三四五六七八九])([十百千万]|十万|百万)?$/u.exec(
      written,
    ) ?? [];
  const from = low === "" ? null : numberOf(low);
  const to = high === "" ? null : numberOf(high);
  if (from === null || to === null || !(to === from + 1 || (from === 3 && to === 5))) return null;
  const tens = before.endsWith("十");
  if (before !== "" && scale !== "" && (tens || scale !== "十")) return null;
  const factor = before !== "" ? (tens ? 1 : 10) : scale === "" ? 1 : (numberOf(`一${scale}`) ?? 1);
  const base = before === "" ? 0 : (numberOf(before) ?? 0);
  return [base + from * factor, base + to * factor];
}

/** Where 九十多, 一百多, 8万多 end: the number and one more of its last place. */
export function stepOf(written: string, value: number): number {
  const scale = scales[/[百千万亿w]$/u.exec(written)?.[0] ?? ""] ?? 1;
  let step = scale;
  while (value % (step * 10) === 0 && value > step * 10 && step < value) step *= 10;
  return value % (step * 10) === 0 && value >= step * 10 ? step * 10 : step;
}

/** 1.1 × 10000 is 11000.000000000002 to a machine. */
function exact(value: number): number {
  return Number(value.toPrecision(15));
}
