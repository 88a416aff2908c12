import type { Snapshot } from "../index/snapshot.ts";
import { isTime } from "../kb/units.ts";
import { contentOf } from "./content.ts";
import { type Shingles, shinglesOf } from "./shingles.ts";
import type { Query } from "./understand.ts";

/** What a figure says it is. */
export type Labelled = { readonly label: string; readonly when?: string | null | undefined; readonly unit: string };

/** Words that name the unit a question wants, and the units that fit. */
const unitHints: readonly (readonly [RegExp, RegExp])[] = [
  [/几秒|多少秒/u, /秒/u],
  [/几分钟|多少分钟/u, /分钟/u],
  [/几个?(?:小时|钟头)|多少小时/u, /小时/u],
  [/几个?工作日|几天|几日|多少天/u, /天|日/u],
  [/几个?(?:月|礼拜|星期|周)|多少个月/u, /月|周/u],
  [/几年|多少年/u, /年/u],
  [/几点|什么时候|啥时候|啥子时候|何时/u, /时刻/u],
  [/多少钱|好多钱|几块|几元|多少元|几万|罚|补贴/u, /元/u],
  [/百分之|几成|比例|占比|率/u, /%/u],
  [/几次|多少次|几回|几遍/u, /次/u],
  [/几个?人|多少人|几名/u, /人|名/u],
  [/几岁|多大年纪|多少岁/u, /岁/u],
];

/** How near each figure of an entry comes to what is asked; 0 and less is not near at all. */
export function figureScores(snapshot: Snapshot, query: Query, figures: readonly Labelled[]): number[] {
  const asked = query.sentences.flatMap((s) => s.readings).map((r) => shinglesOf(snapshot, r));
  const labels = figures.map((f) => shinglesOf(snapshot, contentOf(snapshot, `${f.label} ${f.when ?? ""}`)));
  const sharedBy = countShingles(labels);
  const hint = unitHints.find(([words]) => words.test(query.text))?.[1];
  return figures.map((figure, i) => {
    const telling = Math.max(0, ...asked.map((a) => tellingShare(a, labels[i], sharedBy)));
    return telling + unitFit(query, figure, hint);
  });
}

/** True when the question wants a number. */
export function asksForNumber(query: Query): boolean {
  return query.intent === "amount" || query.intent === "duration";
}

const hintBonus = 0.3;
const kindBonus = 0.15;

function unitFit(query: Query, { unit }: Labelled, hint: RegExp | undefined): number {
  if (hint?.test(unit)) return hintBonus;
  if (!asksForNumber(query)) return 0;
  return isTime(unit) === (query.intent === "duration") ? kindBonus : -kindBonus;
}

/** The share of a label that the question names; what all labels of the entry share tells nothing. */
function tellingShare(asked: Shingles, label: Shingles | undefined, sharedBy: ReadonlyMap<string, number>): number {
  if (label === undefined) return 0;
  let common = 0;
  let whole = 0;
  for (const [shingle, idf] of label.idf) {
    const mass = idf / (sharedBy.get(shingle) ?? 1);
    whole += mass;
    if (asked.idf.has(shingle)) common += mass;
  }
  return common / (whole || 1);
}

function countShingles(labels: readonly Shingles[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { idf } of labels) for (const shingle of idf.keys()) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  return counts;
}
