import type { Entry, Figure, Tier, TierTable } from "./entry.ts";
import type { QuestionForms } from "./question-forms.ts";

/** One number of a rule, in a form in which two rules can be compared. */
export type Fact = {
  readonly path: readonly PropertyKey[];
  /** What it is the number of, as written; then normalized, in the base's own words. */
  readonly label: string;
  readonly key: string;
  /** The condition, normalized; "" holds always. */
  readonly when: string;
  /** The tier's dimension with its unit and its ends, null for a figure outside a table. */
  readonly tier: { readonly dimension: string; readonly unit: string; readonly from: number; readonly to: number } | null;
  /** Base unit (元, 秒 …, with /月), and the number or the two ends counted in it. */
  readonly unit: string;
  readonly amount: readonly (number | string)[];
  /** 120元/月, as an editor reads it. */
  readonly shown: string;
};

/** Units of one kind, in the smallest. */
const factors: Readonly<Record<string, readonly [unit: string, factor: number]>> = {
  万元: ["元", 10_000],
  亿元: ["元", 100_000_000],
  分钟: ["秒", 60],
  小时: ["秒", 3600],
  日: ["天", 1],
  个工作日: ["工作日", 1],
  月: ["个月", 1],
};

/** The figures, limits and tiers of an entry. */
export function factsOf(entry: Entry, forms: QuestionForms): Fact[] {
  const plain = (figures: readonly Figure[], field: string) => figures.map((f, i) => fact(f, f.label, null, [field, i], forms));
  const limits = entry.kind === "role" ? plain(entry.limits, "limits") : [];
  if (!("tables" in entry)) return limits;
  const tiers = entry.tables.flatMap((table, t) =>
    table.tiers.map((tier, i) => fact(tier, table.label, rangeOf(tier, table), ["tables", t, "tiers", i], forms)),
  );
  return [...limits, ...plain(entry.figures, "figures"), ...tiers];
}

/** True where both numbers claim the same thing and are not the same number. */
export function contradict(a: Fact, b: Fact): boolean {
  return a.unit === b.unit && a.when === b.when && overlap(a.tier, b.tier) && a.amount.join() !== b.amount.join();
}

/** "高龄补贴 95–99岁", "办理时限" */
export function nameOfFact({ label, tier }: Fact): string {
  return tier === null ? label : `${label} ${endOf(tier.from)}–${endOf(tier.to)}${tier.unit}`;
}

function fact(figure: Figure | Tier, label: string, tier: Fact["tier"], path: readonly PropertyKey[], forms: QuestionForms): Fact {
  const [kind = "", per] = figure.unit.split("/");
  const [base, factor] = factors[kind] ?? [kind, 1];
  const range = "range" in figure ? figure.range : undefined;
  const ends = range ?? [figure.value ?? ""];
  return {
    path: [...path, range ? "range" : "value"],
    label,
    key: lettersOf(forms.inOwnWords(label)),
    when: lettersOf(forms.inOwnWords(figure.when ?? "")),
    tier,
    unit: per === undefined ? base : `${base}/${per}`,
    amount: ends.map((end) => (typeof end === "number" ? Math.round(end * factor * parts) / parts : end)),
    shown: `${ends.join("–")}${figure.unit === "时刻" ? "" : figure.unit}`,
  };
}

/** 0.1 万元 is 1,000 元, whatever floating point says. */
const parts = 1_000_000;

function rangeOf({ from, to }: Tier, { dimension, unit }: TierTable): Fact["tier"] {
  return { dimension, unit, from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY };
}

/** Both ends belong to a tier; figures outside tables hold for all. */
function overlap(a: Fact["tier"], b: Fact["tier"]): boolean {
  if (a === null || b === null) return a === b;
  return a.dimension === b.dimension && a.unit === b.unit && a.from <= b.to && b.from <= a.to;
}

function endOf(end: number): string {
  return Number.isFinite(end) ? String(end) : "";
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}%]+/gu, "");
}
