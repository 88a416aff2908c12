import type { Searchable } from "../index/searchable.ts";
import { type Entry, type Figure, type Tier, type TierTable, titleOf } from "../kb/entry.ts";
import { tierLabel } from "../kb/tier-label.ts";
import { figureScores, figuresSaid, wantsFigure } from "../query/figure-match.ts";
import { measuredIn, measures } from "../query/measures.ts";
import type { Quantity } from "../query/quantities.ts";
import type { Query } from "../query/understand.ts";

/** A number of the rule as an answer shows it. */
export type ShownFigure = {
  readonly label: string;
  /** A number or a clock time; null where the rule gives a range. */
  readonly value: number | string | null;
  readonly range: readonly [number | string, number | string] | null;
  readonly bound: "exact" | "at-most" | "at-least" | "about";
  readonly unit: string;
  /** The condition under which it holds. */
  readonly when: string | null;
  /** True for the one the question asks for. */
  readonly matched: boolean;
};

/** A quantity of the question that no tier holds: said, never interpolated. */
export type OutsideTiers = { readonly table: TierTable /** As the question says it, with its unit. */; readonly said: string };
export type Selected = { readonly figures: ShownFigure[]; readonly outside: OutsideTiers | null };

/** All numbers of an entry, the ones the question asks for marked. */
export function selectFigures(snapshot: Searchable, query: Query, entry: Entry): Selected {
  const tables = "tables" in entry ? entry.tables : [];
  const plain = entry.kind === "role" ? entry.limits : "figures" in entry ? entry.figures : [];
  let outside: OutsideTiers | null = null;
  const fromTables = tables.flatMap((table) => {
    const quantity = quantityFor(table, query.quantities);
    const hit = quantity === null ? [] : tiersFor(table, measuredIn(quantity, table.unit) ?? quantity);
    if (quantity !== null && hit.length === 0) {
      outside = { table, said: `${quantity.said}${quantity.unit === "" ? table.unit : ""}` };
    }
    return table.tiers.map((t): ShownFigure => ({ ...shown({ ...t, label: tierLabel(t, table) }), matched: hit.includes(t) }));
  });
  if (fromTables.some((f) => f.matched) || outside !== null) {
    return { figures: [...fromTables, ...plain.map((f) => shown(f))], outside };
  }
  const all = [...fromTables, ...plain.map((f) => shown(f))];
  const best = bestOf(snapshot, query, entry, all, fromTables.length);
  return { figures: all.map((f) => ({ ...f, matched: best.has(f) })), outside };
}

/** The quantity that a table's dimension measures; a bare number where no unit was said. */
function quantityFor(table: TierTable, quantities: readonly Quantity[]): Quantity | null {
  return (
    quantities.find((q) => measuredIn(q, table.unit) !== null) ??
    quantities.find((q) => q.dimension === table.dimension && !measures.has(table.unit)) ??
    onlyBare(quantities)
  );
}

function onlyBare(quantities: readonly Quantity[]): Quantity | null {
  const [bare, ...others] = quantities.filter((q) => q.dimension === null);
  return bare === undefined || others.length > 0 ? null : bare;
}

/**
 * The tiers a quantity falls in; both ends belong to a tier. Where tiers count whole units,
 * 94 and a half years are 94, and all above 94 begins at 95.
 */
export function tiersFor(table: TierTable, quantity: Pick<Quantity, "from" | "to">): Tier[] {
  const whole = table.tiers.every((t) => Number.isInteger(t.from ?? 0) && Number.isInteger(t.to ?? 0));
  const open = quantity.to === Number.POSITIVE_INFINITY;
  const from = whole ? (open ? Math.ceil(quantity.from) : Math.floor(quantity.from)) : quantity.from;
  const to = whole ? Math.floor(quantity.to) : quantity.to;
  return table.tiers.filter((t) => (t.from ?? Number.NEGATIVE_INFINITY) <= to && from <= (t.to ?? Number.POSITIVE_INFINITY));
}

/**
 * A figure must be named at least this much to be the one asked for; where no number is asked for,
 * more, or clearly more than any other.
 */
const namedEnough = 0.16;
const namedClearly = 0.5;
const namedAlone = { least: 0.25, others: 0.12 };
/** Without a quantity, a tier is the one asked for only when it is called by its name (百岁老人). */
const tierNamed = 0.8;

/** Of two that are named in full, the one whose name says more of the question. */
const saidWeight = 0.2;

/** The figures whose label, condition and unit come nearest to the question. */
function bestOf(
  snapshot: Searchable,
  query: Query,
  entry: Entry,
  figures: readonly ShownFigure[],
  tiers: number,
): ReadonlySet<ShownFigure> {
  const scores = figureScores(snapshot, query, entry).map((score, i) => (i < tiers && score < tierNamed ? 0 : score));
  const [best = 0, second = 0] = scores.toSorted((a, b) => b - a);
  const standsOut = best >= namedAlone.least && second <= namedAlone.others;
  const asked = wantsFigure(query) ? best >= namedEnough || figures.length === 1 : best >= namedClearly || standsOut;
  if (!asked) return new Set();
  const said = figuresSaid(snapshot, query, entry);
  const chosen = scores.map((score, i) => (score > 0 ? score + saidWeight * (said[i] ?? 0) : score));
  return new Set(figures.filter((_, i) => (chosen[i] ?? 0) >= Math.max(...chosen) - 1e-9));
}

function shown(figure: Figure | (Tier & { label: string })): ShownFigure {
  return {
    label: figure.label,
    value: figure.value ?? null,
    range: "range" in figure && figure.range ? figure.range : null,
    bound: figure.bound ?? "exact",
    unit: figure.unit,
    when: figure.when ?? null,
    matched: false,
  };
}

/** 50元/月 · 不超过4个工作日 · 至少85% · 08:00–17:30 · 半年–1年 */
export function quantityText(figure: Pick<ShownFigure, "value" | "range" | "bound" | "unit">): string {
  const unit = figure.unit === "时刻" ? "" : figure.unit;
  const counted = `${/^(?:工作日|月)/u.test(unit) ? "个" : ""}${unit}`;
  const half = (number: unknown) => number === 0.5 && /^(?:年|个?月|天|个?小时)$/u.test(unit);
  const each = figure.range ?? [figure.value];
  const amount = each.some(half)
    ? each.map((number) => `${half(number) ? "半" : String(number)}${counted}`).join("–")
    : `${each.join("–")}${counted}`;
  switch (figure.bound) {
    case "at-most":
      return `不超过${amount}`;
    case "at-least":
      return `至少${amount}`;
    case "about":
      return `约${amount}`;
    case "exact":
      return amount;
  }
}

/** 城区高龄补贴：50元/月（90–94岁）。 Of the figures asked for, at most four; empty where there are none. */
export function figureSentences(entry: Entry, { figures, outside }: Selected): string {
  if (outside !== null) return outsideSentence(outside);
  const matched = figures.filter((f) => f.matched).slice(0, 4);
  if (matched.length === 0) return "";
  const table = "tables" in entry ? entry.tables[0] : undefined;
  const isTier = (f: ShownFigure) => table !== undefined && figures.indexOf(f) < table.tiers.length;
  const sentences = matched.map(
    (f) => `${isTier(f) ? `${table?.label ?? titleOf(entry)}` : ""}${f.label}：${quantityText(f)}${f.when === null ? "" : `（${f.when}）`}`,
  );
  const subject = entry.kind === "role" ? `${entry.title}，` : "";
  return `${subject}${sentences.join("；")}。`;
}

function outsideSentence({ table, said }: OutsideTiers): string {
  const lowest = table.tiers[0]?.from;
  const from = lowest === null || lowest === undefined ? "" : `，最低一档从${lowest}${table.unit}起`;
  return `${said}不在${table.label}的各档之内${from}。`;
}
