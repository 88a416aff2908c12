import type { Entry } from "../kb/entry.ts";
import { regionName } from "../kb/regions.ts";
import type { Regions } from "../kb/settings.ts";
import { measuredIn } from "../query/measures.ts";
import type { Query } from "../query/understand.ts";
import type { ShownFigure } from "./figures.ts";

/** Days after which a confirmation is too old to rely on. */
const reviewEveryDays = 365;

/** What must be said with an answer, most specific first. */
export function caveatsOf(entry: Entry, figures: readonly ShownFigure[], query: Query, regions: Regions): string[] {
  if (entry.kind === "article") return [];
  const conditions = figures.filter((f) => f.matched && f.when !== null).map((f) => `${f.label}：${f.when}。`);
  const caveats = [...conditions, ...entry.caveats];
  if (entry.region !== undefined) caveats.push(`本条适用于${regionName(entry.region, regions)}。`);
  if (query.quantities.some((q) => q.unit === "虚岁")) caveats.push("来电人说的是虚岁，年龄一般按周岁计算，请核实周岁。");
  caveats.push(...otherMeasure(entry, query));
  if (entry.reviewed === null) caveats.push("来源未注明日期，是否仍然有效未经确认，请核实后答复。");
  else if (daysBetween(entry.reviewed, query.at) > reviewEveryDays) caveats.push(`上次核对是${entry.reviewed}，已超过一年，请核实后答复。`);
  return [...new Set(caveats)];
}

/** A quantity is said that none of the tables measures: 住院92天 where tiers go by age. */
function otherMeasure(entry: Entry, { quantities }: Query): string[] {
  const tables = "tables" in entry ? entry.tables : [];
  const [said] = quantities;
  if (said === undefined || tables.length === 0) return [];
  if (quantities.some((q) => q.dimension === null || tables.some((t) => measuredIn(q, t.unit) !== null))) return [];
  const units = [...new Set(tables.map((t) => t.unit))].join("、");
  return [`来电人说的“${said.said}”不是分档的依据，各档按${units}分，请核实后答复。`];
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
