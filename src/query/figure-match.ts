import type { Searchable } from "../index/searchable.ts";
import { isTime } from "../kb/units.ts";
import { tellingShares } from "./telling.ts";
import type { Query } from "./understand.ts";

/** What a figure says it is. */
export type Labelled = { readonly label: string; readonly when?: string | null | undefined; readonly unit: string };

/** Words that name the unit a question wants, and the units that fit. */
const unitHints: readonly (readonly [RegExp, RegExp])[] = [
  [/几点|什么时候|啥时候|啥子时候|何时|时间段|班点/u, /时刻/u],
  [/几个?钟头/u, /小时/u],
  [/几个?(?:工作日|天|日)/u, /天|日/u],
  [/几个?(?:礼拜|星期|周)/u, /周/u],
  [/多少钱|好多钱|几块|几万|罚/u, /元/u],
  [/百分之|几成|比例|占比/u, /%/u],
  [/几回|几遍/u, /次/u],
  [/多大年纪/u, /岁/u],
];
/** 几份, 多少种, 好多个小时: the word after "how many" is the unit. */
const countedUnit = /(?:几|多少|好多)个?(\p{Script=Han}{1,2})/u;

/** How near each figure of an entry comes to what is asked; 0 and less is not near at all. */
export function figureScores(snapshot: Searchable, query: Query, figures: readonly Labelled[]): number[] {
  const shares = tellingShares(
    snapshot,
    query,
    figures.map((f) => `${f.label} ${f.when ?? ""}`),
  );
  const hint = unitHint(query.text);
  return figures.map((figure, i) => (shares[i] ?? 0) + unitFit(query, figure, hint));
}

/** True when the question wants a number. */
export function asksForNumber(query: Query): boolean {
  return query.intent === "amount" || query.intent === "duration";
}

const hintBonus = 0.3;
const kindBonus = 0.15;

/** True for the units that fit what the question counts, null where it names none. */
function unitHint(text: string): ((unit: string) => boolean) | null {
  const known = unitHints.find(([words]) => words.test(text))?.[1];
  if (known) return (unit) => known.test(unit);
  const counted = countedUnit.exec(text)?.[1];
  if (counted === undefined) return null;
  return (unit) => unit.startsWith(counted) || unit.startsWith(counted.charAt(0)) || unit.endsWith(counted);
}

function unitFit(query: Query, { unit }: Labelled, hint: ((unit: string) => boolean) | null): number {
  if (hint?.(unit)) return hintBonus;
  if (!asksForNumber(query)) return 0;
  return isTime(unit) === (query.intent === "duration") ? kindBonus : -kindBonus;
}
