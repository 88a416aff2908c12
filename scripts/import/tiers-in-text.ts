import type { Tier, TierTable } from "../../src/kb/entry.ts";
import { checkTiers } from "../../src/kb/tiers.ts";
import { normalizeText } from "../../src/text/normalize.ts";

type Range = {
  readonly from: number | null;
  readonly to: number | null;
  readonly dimension: TierTable["dimension"];
  readonly unit: string;
};
type Amount = { readonly value: number; readonly unit: string };
type Measure = { readonly dimension: TierTable["dimension"]; readonly unit: string; readonly factor?: number };

/** Unit as written → what it measures, and the unit in which a table's ends are given. */
const measures: Readonly<Record<string, Measure>> = {
  周岁: { dimension: "age", unit: "岁" },
  岁: { dimension: "age", unit: "岁" },
  亿元: { dimension: "amount", unit: "元", factor: 100_000_000 },
  万元: { dimension: "amount", unit: "元", factor: 10_000 },
  万: { dimension: "amount", unit: "元", factor: 10_000 },
  元: { dimension: "amount", unit: "元" },
  个工作日: { dimension: "days", unit: "工作日" },
  工作日: { dimension: "days", unit: "工作日" },
  天: { dimension: "days", unit: "天" },
  日: { dimension: "days", unit: "天" },
  个小时: { dimension: "hours", unit: "小时" },
  小时: { dimension: "hours", unit: "小时" },
  级: { dimension: "level", unit: "级" },
  个月: { dimension: "count", unit: "个月" },
  平方米: { dimension: "count", unit: "平方米" },
  年: { dimension: "count", unit: "年" },
  人: { dimension: "count", unit: "人" },
  户: { dimension: "count", unit: "户" },
  次: { dimension: "count", unit: "次" },
  件: { dimension: "count", unit: "件" },
  吨: { dimension: "count", unit: "吨" },
};
const unitNames = Object.keys(measures).join("|");
const number = String.raw`(\d+(?:\.\d+)?)`;
const unit = `(${unitNames})?`;
const between = new RegExp(`^${number}${unit}(?:[-–—~～至到]+)${number}${unit}(?:以内|之间|\\(含\\))?$`, "u");
const bounds = new RegExp(
  `(不满|不足|未满|小于|低于|少于|<|不超过|不高于|≤|不低于|不少于|≥|超过|大于|高于|多于|>|已?满)?${number}${unit}(及以上|以上|起|及以下|以下|以内|内)?`,
  "gu",
);

/** 90-94岁 · 95岁以上 · 不满60岁 · 百岁老人 · 5 in a column headed 万元 → both ends inclusive, null for an open one; null for what is no range. */
export function rangeIn(written: string, columnUnit = ""): Range | null {
  const text = normalizeText(written)
    .replace(/[\s,，]+/gu, "")
    .replace(/\(含(?:本数)?\)/gu, "")
    .replace(/(?:的)?(?:老人|人员|对象|家庭|群众)$/u, "");
  if (text.includes("不含")) return null;
  if (/^百岁(?:及?以上)?$/u.test(text)) return { from: 100, to: null, dimension: "age", unit: "岁" };
  const pair = between.exec(text);
  const last = pair?.[4] ?? columnUnit;
  if (pair !== null) return rangeOf(measured(pair[1], pair[2] ?? last), measured(pair[3], last), measures[last]);
  const found = [...text.matchAll(bounds)];
  if (found.length === 0 || found.length > 2 || found.map((m) => m[0]).join("") !== text) return null;
  const shared = found.at(-1)?.[3] ?? columnUnit;
  const measure = measures[shared];
  const ends = found.map(([, before = "", value, own, after = ""]) => endOf(before, measured(value, own ?? shared), after, measure));
  if (ends.some((end) => end === null)) return null;
  const from = ends.find((end) => end?.from != null)?.from ?? null;
  const to = ends.find((end) => end?.to != null)?.to ?? null;
  return rangeOf(from, to, measure);
}

function rangeOf(from: number | null, to: number | null, measure: Measure | undefined): Range | null {
  if (measure === undefined || (from === null && to === null) || (from !== null && to !== null && from > to)) return null;
  return { from, to, dimension: measure.dimension, unit: measure.unit };
}

function measured(value = "", unit: string): number {
  return Number((Number(value) * (measures[unit]?.factor ?? 1)).toPrecision(12));
}

/** One bound of a range; what lies beyond an exclusive one is the next whole unit, for money the next cent. */
function endOf(
  before: string,
  value: number,
  after: string,
  measure: Measure | undefined,
): { from: number | null; to: number | null } | null {
  const step = measure?.dimension === "amount" ? 0.01 : 1;
  const next = (by: number) => Number((value + by).toFixed(2));
  if (/^(?:不满|不足|未满|小于|低于|少于|<)$/u.test(before)) return { from: null, to: next(-step) };
  if (/^(?:不超过|不高于|≤)$/u.test(before) || /以下|内/u.test(after)) return { from: null, to: value };
  if (/^(?:超过|大于|高于|多于|>)$/u.test(before)) return { from: next(step), to: null };
  if (before !== "" || /以上|起/u.test(after)) return { from: value, to: null };
  return { from: value, to: value };
}

/** 50元/月 · 每人每月100元 · 1.5万元 · 80% → value and unit; null for what is no plain amount. */
export function amountIn(written: string, unit = ""): Amount | null {
  const text = written.replace(/\s+/gu, "").replaceAll(",", "").replaceAll("，", "");
  const match = /^(?:每?人?每?(月|年|天|次|户)?)?(?:补贴|补助|发放|约|不超过)?(\d+(?:\.\d+)?)(.*)$/u.exec(text);
  if (match === null) return null;
  const said = (match[3] ?? "").replace(/^％$/u, "%");
  if (
    !/^(?:元|万元|亿元|%|天|日|个?工作日|小时|分钟|个月|月|年|次|人|份|倍|分|倍|块)?(?:\/[\p{Script=Han}·]{1,8})*(?:·[\p{Script=Han}])?$/u.test(
      said,
    )
  )
    return null;
  const rate = match[1] !== undefined && !said.includes("/") ? `/${match[1]}` : "";
  const whole = `${said || unit}${said === "" && unit.includes("/") ? "" : rate}`.replace(/^块/u, "元");
  return whole === "" ? null : { value: Number(match[2]), unit: whole };
}

const step =
  /(?<range>(?:\d+(?:\.\d+)?\s*(?:周?岁|万?元|天|日|小时|级|人)?\s*[-–—~～至到]\s*\d+(?:\.\d+)?\s*(?:周?岁|万?元|天|日|小时|级|人)(?:以内)?|(?:不满|不足|超过)?\d+(?:\.\d+)?\s*(?:周?岁|万?元|天|日|小时|级|人)\s*(?:及?以上|及?以下|以内)|百岁)(?:的?老人|以上老人)?)[^\d。；;]{0,16}?(?<amount>\d[\d,]*(?:\.\d+)?\s*(?:万元|元|%)(?:\s*\/\s*(?:人|户|月|年|天|次)){0,2})/gu;

/** A rule that gives several ranges and an amount for each, in running text → a tier table; null where there is none. */
export function tiersInText(text: string): TierTable | null {
  const steps = [...text.matchAll(step)].flatMap((m) => {
    const range = rangeIn(m.groups?.["range"] ?? "");
    const amount = amountIn(m.groups?.["amount"] ?? "");
    return range === null || amount === null
      ? []
      : [{ ...range, ...amount, rangeUnit: range.unit, label: (m.groups?.["range"] ?? "").trim(), at: m.index, said: m[0] }];
  });
  const [first] = steps;
  if (first === undefined || steps.length < 2 || steps.some((s) => s.dimension !== first.dimension)) return null;
  const before =
    text
      .slice(0, first.at)
      .split(/[。；;\n]/u)
      .at(-1) ?? "";
  const label = before
    .replace(/(?:分别)?(?:为|是|如下)?[:：]?\s*(?:[A-Za-z①-⑳]|[(（]?[一1][)）]?)?[:：.、]?\s*$/u, "")
    .replace(/[，,：:\s]+$/u, "");
  const tiers = steps.map(
    ({ label: name, from, to, value, unit, said }): Tier => ({ label: name, from, to, value, unit: each(unit, `${before}${said}`) }),
  );
  return soundTable({ label: label.replace(/^(?:对|给|向|为)/u, "") || "标准", dimension: first.dimension, unit: first.rangeUnit, tiers });
}

/** 每人每月……50元: the rate stands before the amounts. */
function each(unit: string, before: string): string {
  const rate = /每(?:人|户)?每?(月|年|天|次)/u.exec(before);
  return rate === null || unit.includes("/") || !/元$/u.test(unit) ? unit : `${unit}/${rate[1]}`;
}

/** The tiers in ascending order; null where two of them hold the same case, which only the office can decide. */
export function soundTable(table: TierTable): TierTable | null {
  const tiers = [...table.tiers].sort((a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY));
  let sound = true;
  const sorted = { ...table, tiers };
  checkTiers(sorted, [], (_class, _path, _message, _remedy, severity = "error") => {
    if (severity === "error") sound = false;
  });
  return sound ? sorted : null;
}
