import type { Searchable } from "../index/searchable.ts";
import type { Entry } from "../kb/entry.ts";
import { wantsNumber } from "../kb/settings.ts";
import { tierLabel } from "../kb/tier-label.ts";
import { isTime } from "../kb/units.ts";
import { contextsOf, type Labelled } from "./figure-context.ts";
import { measuredIn } from "./measures.ts";
import { digitsIn, numberOf } from "./numerals.ts";
import { madeOnce } from "./remembered.ts";
import { type Labels, labelsOf, saidShares, tellingShares } from "./telling.ts";
import type { Query } from "./understand.ts";

/** Words that name the unit a question wants, and the units that fit. */
const unitHints: readonly (readonly [RegExp, RegExp])[] = [
  [/(?:多久|多长时间).{0,8}(?:一次|一回|一遍|一趟)/u, /次|周|月|天|日|年/u],
  [/几点|什么时候|啥时候|啥子时候|啥时间|何时|时间段|时段|班点|钟点|上下班|作息|(?:上班|下班|工作|值班)时间/u, /时刻/u],
  [/几个?钟头/u, /小时/u],
  [/几个?(?:工作日|天|日)/u, /天|日/u],
  [/几个?(?:礼拜|星期|周)/u, /周/u],
  [/多少钱|好多钱|几块|几万|罚/u, /元/u],
  [/百分之几|百分之多少|百分点|几成|比例|占比|百分比/u, /%/u],
  [/几回|几遍|几趟/u, /次/u],
  [/多大年纪|多大岁数/u, /岁/u],
];
/** Where neither says: any length of time. */
const lengthOfTime = [/多久|多长|好久|时限|期限/u, /秒|分钟|小时|天|日|周|月|年/u] as const;
/** 几份, 多少种, 好多个小时, 哪一项: the word after "how many" is the unit. 哪些, 哪几个, 哪一边 count nothing. */
const countedUnit = /(?:(?<!哪)几|多少|好多|哪(?!些|几|里|儿|一?[边侧面头]))[个一]?(\p{Script=Han}{1,2})/u;
/** Parts of the day, and the shifts that lie in them. */
const partsOfDay = [/上午|早上|早晨|清早|早班/u, /中午|中班/u, /下午/u, /晚上|晚间|夜里|夜班|晚班/u];
/** From when to when. */
const wantsRange = /时间段|时段|几点到.{0,4}几点|从几点|起止|班点|上下班/u;
/** Words at a label's end that name its measure. */
const measureWords =
  /(?:的?(?:期限?|时[间限长]|[天次人件份项条]数|[金数]额|额度|数量|比[例率]|占比|百分比|标准|要求|目标|平均值|上限|下限|最[高低长短多少大小]))+$/u;
const weekday = /(?:礼拜|周)(?=[一二三四五六日天])/gu;

const hintBonus = 0.3;
const kindBonus = 0.15;
/** For a figure that holds under the very number the question states, and against one that is that number. */
const conditionBonus = 0.3;
const statedMalus = 0.4;
const rangeBonus = 0.1;
/** For a figure of the part of the day that the question names, and against one of another. */
const dayBonus = 0.1;
/** For a figure whose label ends with what the question names: 新员工试用期 is a 试用期. */
const headBonus = 0.1;
/** For a figure whose own characters the question holds: a feather on the scales. */
const characterBonus = 0.05;
/** What stands around the number in the entry's text counts less than its label. */
const contextWeight = 0.4;

/** How near each figure of an entry (those of tables first) comes to what is asked; 0 and less is not near at all. */
export function figureScores(snapshot: Searchable, query: Query, entry: Entry): number[] {
  const { figures, names, contexts } = figuresOf(snapshot)(entry);
  if (figures.length === 0) return [];
  const shares = tellingShares(query, names);
  const around = tellingShares(query, contexts);
  const wanted = wantedBy(query);
  return figures.map((figure, i) => {
    const named = (shares[i] ?? 0) + contextWeight * (around[i] ?? 0) + ownCharacter(query, figure.own) + headFit(query, figure);
    return (
      named +
      unitFit(query, figure.stated, wanted.unit) +
      numberFit(query, wanted.times, figure) +
      (wanted.range && figure.stated.range ? rangeBonus : 0) +
      dayFit(wanted.day, figure.day)
    );
  });
}

const nothing = { idf: new Map<number, number>(), mass: 0 };

/** What share of a question each figure's name says, in the same order: VIP人工台应答超时率 says more of it than 人工台应答超时率. */
export function figuresSaid(snapshot: Searchable, query: Query, entry: Entry): number[] {
  return saidShares(query, figuresOf(snapshot)(entry).names, nothing);
}

type UnitHint = ((unit: string) => boolean) | null;
/** What a question says of the figure it wants: its unit, clock times it knows, whether two ends are asked for, and parts of the day. */
type Wanted = { readonly unit: UnitHint; readonly times: readonly string[]; readonly range: boolean; readonly day: readonly RegExp[] };

const wantedBy = madeOnce((query: Query): Wanted => {
  const { text } = query;
  return { unit: unitHint(query), times: clockTimesIn(text), range: wantsRange.test(text), day: partsOfDayIn(text) };
});

/** A figure, and what its name holds: numbers, parts of the day, the last characters of its label, characters of no other name. */
type Figure = {
  readonly stated: Labelled;
  readonly numbers: readonly string[];
  readonly day: readonly RegExp[];
  readonly head: string;
  readonly own: string;
};
type Figures = { readonly figures: readonly Figure[]; readonly names: Labels; readonly contexts: Labels };
/** Made once per entry held in memory; their masses are those of the snapshot. */
const figuresOf = madeOnce((snapshot: Searchable) => madeOnce((entry: Entry) => figuresIn(snapshot, entry)));

function figuresIn(snapshot: Searchable, entry: Entry): Figures {
  const tables = "tables" in entry ? entry.tables : [];
  const tiers = tables.flatMap((table) => table.tiers.map((tier) => ({ ...tier, label: tierLabel(tier, table) })));
  const stated = [...tiers, ...(entry.kind === "role" ? entry.limits : "figures" in entry ? entry.figures : [])];
  const names = stated.map(nameOf);
  const own = ownCharacters(names);
  const figures = stated.map((figure, i): Figure => {
    const name = names[i] ?? "";
    const head = headOf(figure.label);
    return { stated: figure, numbers: digitsIn(name), day: partsOfDayIn(name), head, own: own[i] ?? "" };
  });
  return { figures, names: labelsOf(snapshot, names), contexts: labelsOf(snapshot, contextsOf(entry, stated)) };
}

/** What a label measures, without what says that it is measured: 试用 of 新员工试用期, 应答 of 人工应答时限. */
function headOf(label: string): string {
  const bare = label.replace(/（.*?）/gu, "");
  const head = bare.replace(measureWords, "").slice(-2);
  return head.length === 2 ? head : bare.slice(-2);
}

/** True when the question wants a number. */
export function asksForNumber(query: Query): boolean {
  return wantsNumber(query.intent);
}

/** True when it wants a number of some unit, by its intent or by its words. */
export function wantsFigure(query: Query): boolean {
  return asksForNumber(query) || wantedBy(query).unit !== null;
}

function nameOf({ label, when }: Labelled): string {
  return `${label} ${when ?? ""}`.replace(weekday, "星期");
}

/** True for the units that fit what the question counts, null where it names none. What it states it does not ask for. */
function unitHint({ text, quantities }: Query): UnitHint {
  const asked = quantities.reduce((rest, q) => rest.replace(q.said, " "), text);
  const known = unitHints.find(([words]) => words.test(asked))?.[1];
  if (known) return (unit) => known.test(unit);
  const counted = countedUnit.exec(asked)?.[1];
  if (counted === undefined) return lengthOfTime[0].test(asked) ? (unit) => lengthOfTime[1].test(unit) : null;
  return (unit) => unit.startsWith(counted) || unit.startsWith(counted.charAt(0)) || unit.endsWith(counted);
}

function unitFit(query: Query, { unit }: Labelled, hint: UnitHint): number {
  if (hint?.(unit)) return hintBonus;
  if (!asksForNumber(query)) return 0;
  return isTime(unit) === (query.intent === "duration") ? kindBonus : -kindBonus;
}

/** 干满七小时, 下午四点走: what holds after seven hours, or at four, is asked for, not the hours themselves. */
function numberFit({ quantities }: Query, times: readonly string[], { stated, numbers }: Figure): number {
  let fit = 0;
  for (const time of times) {
    if (numbers.includes(time)) fit = conditionBonus;
    if (stated.value === time) return -statedMalus;
  }
  for (const quantity of quantities) {
    const { from, to } = quantity;
    // 多久一次: one of something is a way of speaking.
    if (from !== to || from === 1) continue;
    if (numbers.includes(String(from))) fit = Math.max(fit, conditionBonus);
    if (stated.value === measuredIn(quantity, stated.unit)?.from) return -statedMalus;
  }
  return fit;
}

/** Of each name the characters that no other holds: 男 and 女 of two conditions. */
function ownCharacters(names: readonly string[]): string[] {
  return names.map((name, i) =>
    [...new Set(name)].filter((c) => /\p{Script=Han}/u.test(c) && !names.some((n, k) => k !== i && n.includes(c))).join(""),
  );
}

function ownCharacter({ text }: Query, own: string): number {
  const said = [...own].filter((c) => text.includes(c)).length;
  return own === "" ? 0 : (characterBonus * said) / own.length;
}

function headFit({ text }: Query, { head }: Figure): number {
  return text.includes(head) ? headBonus : 0;
}

function partsOfDayIn(text: string): RegExp[] {
  return partsOfDay.filter((part) => part.test(text));
}

function dayFit(named: readonly RegExp[], held: readonly RegExp[]): number {
  if (named.length === 0 || held.length === 0) return 0;
  return named.some((part) => held.includes(part)) ? dayBonus : -2 * dayBonus;
}

const clock = /(上午|早上|中午|下午|晚上|傍晚|夜里)?(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点钟?(半)?|[:：](\d\d))/gu;

/** 下午四点半 → 16:30, 8:00 → 08:00. */
function clockTimesIn(text: string): string[] {
  return [...text.matchAll(clock)].flatMap(([, part = "", hour = "", half, minutes]) => {
    const number = numberOf(hour);
    if (number === null || number > 24) return [];
    const later = /下午|晚上|傍晚|夜里/u.test(part) && number < 12 ? 12 : 0;
    return `${String(number + later).padStart(2, "0")}:${minutes ?? (half === undefined ? "00" : "30")}`;
  });
}
