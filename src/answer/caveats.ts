import type { Entry } from "../kb/entry.ts";
import { regionName } from "../kb/regions.ts";
import type { Regions } from "../kb/settings.ts";
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
  if (entry.reviewed === null) caveats.push("来源未注明日期，是否仍然有效未经确认，请核实后答复。");
  else if (daysBetween(entry.reviewed, query.at) > reviewEveryDays) caveats.push(`上次核对是${entry.reviewed}，已超过一年，请核实后答复。`);
  return [...new Set(caveats)];
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
