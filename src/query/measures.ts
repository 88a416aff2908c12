import type { TierTable } from "../kb/entry.ts";

/** What a quantity measures; "other": something no table of a knowledge base speaks of (50平方米). */
export type Dimension = TierTable["dimension"] | "percent" | "months" | "other";
/** One unit: how many of the dimension's own it is (years, yuan, days, hours, months, percent). `like`: what it counts, where that matters. */
export type Measure = { readonly dimension: Dimension; readonly factor: number; readonly like: string };

const table: readonly (readonly [dimension: Dimension, factor: number, names: string])[] = [
  ["age", 1, "岁 周岁 虚岁 毛岁 实岁 足岁 岁数"],
  ["amount", 1, "元 块 块钱 圆 元钱 元人民币 块大洋"],
  ["amount", 10_000, "万 万元 万块 万块钱 万元钱 万圆"],
  ["amount", 100_000_000, "亿 亿元"],
  ["amount", 0.1, "角 毛 毛钱 角钱"],
  ["amount", 0.01, "分钱"],
  ["days", 1, "天 日 个工作日 工作日 个自然日 自然日 个日历日 天时间 个昼夜 个白天 个晚上"],
  ["days", 7, "周 个周 星期 个星期 礼拜 个礼拜 个多星期 个多礼拜"],
  ["hours", 1, "小时 个小时 钟头 个钟头 个钟 个多小时 个多钟头 h"],
  ["hours", 1 / 60, "分钟 min"],
  ["hours", 1 / 4, "刻钟"],
  ["hours", 1 / 3600, "秒 秒钟"],
  ["months", 1, "个月 个月份 个多月 个来月"],
  ["months", 3, "个季度"],
  ["months", 12, "年 周年 个年头 年时间"],
  ["percent", 1, "% 个百分点 百分点"],
  ["percent", 0.1, "‰"],
  ["percent", 10, "成"],
  ["level", 1, "级"],
];
/** Counted things: names of one line count the same. */
const counted = [
  "人 个人 名 位 口人 口",
  "次 回 遍 趟",
  "份",
  "件",
  "条",
  "张",
  "户 户人家",
  "台",
  "只",
  "辆",
  "套",
  "页",
  "倍",

  "家",
  "栋",
  "项",
  "种",
  "声",
  "字",
];
const foreign =
  "平方米 平米 平方 个平方 m2 亩 公顷 平方公里 立方米 立方 吨 公斤 千克 斤 克 公里 千米 里路 米 厘米 公分 毫米 毫升 度电 伏 瓦 美元 美金 港币 港元 欧元 日元 英镑 分贝 英寸 mb gb";

/** Unit as written → what it measures. */
export const measures: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ...table.flatMap(([dimension, factor, names]) => names.split(" ").map((name) => [name, { dimension, factor, like: dimension }] as const)),
  ...counted.flatMap((names) =>
    names.split(" ").map((name) => [name, { dimension: "count", factor: 1, like: names.split(" ")[0] ?? name }] as const),
  ),
  ...foreign.split(" ").map((name) => [name, { dimension: "other", factor: 1, like: name }] as const),
]);
/** Characters after which a short unit is the beginning of a word: 一年级, 三人行, 两天气. */
const wordsOn: Readonly<Record<string, string>> = {
  年: "级纪龄代",
  天: "气然桥线",
  日: "常本历期报子",
  周: "围边到末一二三四五六日",
  人: "民员均行工次",
  次: "日要数序",
  家: "庭里长人",
  条: "件例款",
  度: "假",
};

/** The names as alternatives of a regular expression, the longest first. */
export const measureNames: string = [...measures.keys()]
  .sort((a, b) => b.length - a.length)
  .map((name) => (wordsOn[name] === undefined ? name : `${name}(?![${wordsOn[name]}])`))
  .join("|");

/** A quantity's ends in a table's unit (15万 in 万元: 15), or null where that measures something else. */
export function measuredIn(
  {
    from,
    to,
    dimension,
    unit,
  }: { readonly from: number; readonly to: number; readonly dimension: Dimension | null; readonly unit: string },
  tableUnit: string,
): { readonly from: number; readonly to: number } | null {
  const measure = measures.get(tableUnit);
  if (measure === undefined || measure.dimension !== dimension) return null;
  if (dimension === "count" && measures.get(unit)?.like !== measure.like) return null;
  const inUnit = (value: number) => (Number.isFinite(value) ? Number((value / measure.factor).toPrecision(15)) : value);
  return { from: inUnit(from), to: inUnit(to) };
}
