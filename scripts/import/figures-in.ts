import type { Figure } from "../../src/kb/entry.ts";
import { numberOf } from "./marker.ts";

const number = String.raw`(?<!\d)\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|(?<!\d)\d{1,12}(?:\.\d{1,6})?|[一二两三四五六七八九十]{1,3}`;
const units =
  "个工作日|工作日|个自然日|个小时|小时|分钟|秒钟|秒|个月|年|天|日|周岁|周|岁|万元|亿元|元|%|％|‰|人次|人|名|次|份|台|套|倍|平方米|立方米|公里|米|吨|公斤|千克|户|亩|辆|分贝|条|件|笔|通|字|场|批次|学时|课时|只|处|℃";
const per = "(?:/(?:人|户|月|年|天|日|次|亩|吨|车|辆|套|平方米|小时|分钟))*";
const atMost = "(?:最高|最长|最多|累计|原则上)?不(?:得|能|应)?(?:超过|高于|高与|大于|多于|晚于|迟于)|至多|最多|最长|最高|最迟|≤";
const atLeast = "(?:最低|最少)?不(?:得|能|应)?(?:低于|少于|小于|早于)|至少|最少|最低|应?达到?|≥";
const exact =
  "为|是|罚款|处罚|处以|补贴|补助|发放|奖励|津贴|收费|收取|缴纳|缴存|一次性|提前|工作|共|设|约|每(?:次|月|年|天|日|周|人|户|季度)(?:每?(?:次|月|年|天|日|周|人|户))?|[:：]";
const stated = new RegExp(
  `(?<most>${atMost})?(?<least>${atLeast})?(?<lead>${exact})?\\s*(?<low>${number})(?:\\s*(?:${units})?\\s*[-–—~～至到]\\s*(?<high>${number}))?\\s*(?<unit>${units})(?<per>${per})(?<after>以内|之内|内|前|及以上|以上|及以下|以下|左右|上下)?`,
  "gu",
);
const clock = String.raw`(?<day>上午|早上|早|晨|中午|下午|晚上|晚|凌晨|次日早?晨?上?)?(?<h>[01]?\d|2[0-4])[:：∶](?<m>[0-5]\d)\s*(?<half>[AaPp][Mm])?`;
const clocks = new RegExp(`${clock}(?:\\s*[-–—~～至到]+\\s*${clock.replaceAll("?<", "?<to")})?`, "gu");
/** Units that are counted with Chinese numerals often enough to be read; 一分为二 is no figure. */
const spelled = /^(?:个工作日|工作日|个小时|小时|分钟|天|日|个月|年|周|次)$/u;

/** 200元以上500元以下 */
const spanned = new RegExp(`(?<low>${number})(?<unit>${units})(?:以上|至|到)(?<high>${number})\\k<unit>以下`, "gu");

/**
 * The numbers of a text that say of themselves what they mean: a bound, a range, or a price, with a unit.
 * The label is the clause they stand in, as written; what is not plain stays in the text alone.
 */
export function figuresIn(text: string): Figure[] {
  const spans = [...text.matchAll(spanned)];
  const inSpan = (m: RegExpMatchArray) =>
    spans.some((s) => m.index !== undefined && m.index < s.index + s[0].length && m.index + m[0].length > s.index);
  const found = [
    ...spans.flatMap((m) => toSpan(m, text) ?? []),
    ...[...text.matchAll(stated)].filter((m) => !inSpan(m)).flatMap((m) => toFigure(m, text) ?? []),
  ];
  const times = [...text.matchAll(clocks)].flatMap((m) => toTime(m, text) ?? []);
  return [...found, ...times];
}

function toFigure(match: RegExpMatchArray, text: string): Figure | null {
  const { most, least, lead, low = "", high, unit = "", per: each = "", after = "" } = match.groups ?? {};
  const at = match.index ?? 0;
  const before = text.slice(0, at + match[0].indexOf(low));
  // l5天 is a scanner's 15; 第3天, 2-3 and 10月3日 are no amounts.
  if (/[A-Za-z\d.]$/u.test(before) || (lead === undefined && most === undefined && least === undefined && /[第年月:：/-]$/u.test(before)))
    return null;
  if (!/^\d/u.test(low) && !spelled.test(unit)) return null;
  // 2014年 and 3月10日 are days, not amounts.
  if (unit === "年" && Number(low) > 1_000) return null;
  if (unit === "日" && !/内/u.test(after)) return null;
  // 15天前 is a moment seen from an event, 提前15天 says which.
  if (after === "前") return null;
  // 3人以上户 says for whom, not how much.
  if (/以[上下]/u.test(after) && /^(?:的|户|家庭|老人|人员|者|儿童|企业|单位)/u.test(text.slice(at + match[0].length))) return null;
  const value = amountOf(low);
  const upper = high === undefined ? null : amountOf(high);
  if (value === null || (high !== undefined && (upper === null || upper <= value))) return null;
  const bound = boundOf(most, least, after, lead);
  if (bound === null && upper === null && lead === undefined) return null;
  const rate = each !== "" ? each : /元$/u.test(unit) ? rateBefore(before) : unit === "次" ? timesBefore(before) : "";
  const label = clauseAt(text, at, match[0].length);
  const written = `${unit.replace("％", "%").replace(/^个/u, unit === "个月" ? "个" : "")}${rate}`;
  if (upper !== null) return { label, range: [value, upper], unit: written };
  return bound === null || bound === "exact" ? { label, value, unit: written } : { label, value, bound, unit: written };
}

function toSpan(match: RegExpMatchArray, text: string): Figure | null {
  const { low = "", high = "", unit = "" } = match.groups ?? {};
  const [from, to] = [amountOf(low), amountOf(high)];
  if (from === null || to === null || from >= to) return null;
  return { label: clauseAt(text, match.index ?? 0, match[0].length), range: [from, to], unit: unit.replace("％", "%") };
}

function boundOf(most: string | undefined, least: string | undefined, after: string, lead: string | undefined): Figure["bound"] | null {
  if (most !== undefined || /^(?:以内|之内|内|以下|及以下)$/u.test(after)) return "at-most";
  if (least !== undefined || /以上/u.test(after)) return "at-least";
  if (/左右|上下/u.test(after) || lead === "约") return "about";
  return lead === undefined ? null : "exact";
}

/** 每人每月补贴50元 → /人·月 is how a table writes it. */
function rateBefore(before: string): string {
  const each = /每(人|户|平方米|立方米|辆|车|吨|亩|班|课时)?(?:每?(月|年|天|日|次|季度|小时))?(?:[^每。；，,]{0,8})$/u.exec(before);
  if (each === null) return "";
  return [each[1], each[2]]
    .filter((x) => x !== undefined)
    .map((x) => `/${x}`)
    .join("");
}

/** 每周两次 → 次/周 */
function timesBefore(before: string): string {
  const each = /每(天|日|周|月|年|季度|学期)$/u.exec(before);
  return each === null ? "" : `/${each[1]}`;
}

function toTime(match: RegExpMatchArray, text: string): Figure | null {
  const g = match.groups ?? {};
  const from = hour(g["h"], g["m"], g["day"], g["half"]);
  const until = g["toh"] !== undefined;
  const behind = text.slice((match.index ?? 0) + match[0].length);
  const stands = until || /^(?:[前到至起在准于]|之前|以前)/u.test(behind) || (match.index ?? 0) <= 6;
  if (from === null || !stands || !isPlainHour(g["h"], g["day"] ?? g["half"])) return null;
  const label = clauseAt(text, match.index ?? 0, match[0].length);
  if (!until)
    return /^(?:前|之前|以前)/u.test(behind)
      ? { label, value: from, bound: "at-most", unit: "时刻" }
      : { label, value: from, unit: "时刻" };
  const said = hour(g["toh"], g["tom"], g["today"], g["tohalf"]);
  // 下午2:30至5:30: the second hour is of the same half of the day.
  const late = (g["today"] ?? g["tohalf"]) === undefined && said !== null && said < from && Number(g["toh"]) < 12;
  const to = late ? hour(g["toh"], g["tom"], "下午") : said;
  return to === null ? null : { label, range: [from, to], unit: "时刻" };
}

/** 5:30 without a word of the day may be morning or evening. */
function isPlainHour(hours = "", half: string | undefined): boolean {
  return half !== undefined || Number(hours) >= 6;
}

function hour(h = "", m = "", day = "", half = ""): string | null {
  const late = /下午|晚/u.test(day) || /p/iu.test(half);
  const hours = Number(h) + (late && Number(h) < 12 ? 12 : 0);
  return hours > 24 || (hours === 24 && m !== "00") ? null : `${String(hours).padStart(2, "0")}:${m}`;
}

function amountOf(written: string): number | null {
  return /^\d/u.test(written) ? Number(written.replaceAll(",", "")) : numberOf(written);
}

/** No clause is looked for farther away. */
const reach = 200;

/** The clause around a number; the one before it, too, where the number is all of it. */
function clauseAt(text: string, at: number, length: number): string {
  const before = text.slice(Math.max(0, at - reach), at);
  const start = at - before.length + Math.max(...[...before.matchAll(/[。；;，,！？]/gu)].map((m) => m.index + 1), 0);
  const rest = text.slice(at + length, at + length + reach);
  const end = at + length + (/[。；;，,！？]/u.exec(rest)?.index ?? rest.length);
  const clause = text.slice(start, end).trim();
  const short = start > 0 && clause.length <= length + 3 && length < 60;
  return short ? clauseAt(text, start - 1, end - start + 1) : clause.slice(0, 60);
}
