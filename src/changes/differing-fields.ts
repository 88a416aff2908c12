import { quantityText } from "../answer/figures.ts";
import { type Entry, type Figure, type Handler, type Tier, type TierTable, titleOf } from "../kb/entry.ts";
import { tierLabel } from "../kb/tier-label.ts";
import { excerpts, shortened } from "./excerpt.ts";
import { type Described, itemChanges, sentenceChanges, wordChanges } from "./list-changes.ts";
import type { Key } from "./pair.ts";
import { canonical, same } from "./same.ts";
import type { Found } from "./wording.ts";

/** An entry on one side of a change; null: there is none. */
type Side = Entry | null;
/** What a field says differently in two forms of an entry; nothing where only order or layout differ. */
type Compare = (before: Side, after: Side, field: string, what: string) => Found[];

/** Every field of the model, in the order in which a reader wants to know. */
const fields: Readonly<Record<string, readonly [what: string, compare: Compare]>> = {
  kind: ["类别", rendered(String)],
  title: ["标题", rendered(String)],
  name: ["名称", rendered(String)],
  handlers: [
    "负责部门",
    items(handlersOf, describeHandler, [
      canonical,
      (h) => `${h.department}\n${h.role}\n${h.when ?? ""}`,
      (h) => `${h.role}\n${h.when ?? ""}`,
      (h) => h.department,
    ]),
  ],
  figures: ["数字", items((entry) => ("figures" in entry ? entry.figures : []), describeFigure, figureKeys())],
  limits: ["时限与指标", items((entry) => (entry.kind === "role" ? entry.limits : []), describeFigure, figureKeys())],
  tables: [
    "分档标准",
    items(rowsOf, describeRow, [
      canonical,
      ({ table, tier }) => (tier.label === undefined ? null : `${table.label}\n${tier.label}`),
      ({ table, tier }) => `${table.label}\n${tier.from}\n${tier.to}`,
      ({ table, tier }) => `${table.label}\n${tier.from}`,
      ({ table, tier }) => `${table.label}\n${tier.to}`,
      ({ table, tier }) => `${table.dimension}\n${tier.from}\n${tier.to}`,
    ]),
  ],
  duties: ["职责", texts(sentenceChanges)],
  organization: ["所属单位", rendered(String)],
  reportsTo: ["上级", rendered(String)],
  definition: ["定义", rendered(String)],
  formula: ["计算方法", rendered(String)],
  steps: ["步骤", texts(sentenceChanges)],
  outcome: ["处理结果", rendered(String)],
  body: ["答复正文", rendered((value) => (value === "" ? null : String(value)))],
  caveats: ["须一并说明", texts(sentenceChanges)],
  region: ["适用地区", rendered(String)],
  validity: ["有效期", rendered((value) => spanText(value) || null)],
  aliases: ["别名", texts(wordChanges)],
  lineage: ["沿革", items((entry) => (entry.kind === "department" ? entry.lineage : []), describeFormerName, [canonical, (l) => l.name])],
  supersedes: ["所取代的条目", texts(wordChanges)],
  illustrates: ["所说明的条目", texts(wordChanges)],
  questions: ["问法", texts(wordChanges)],
  keywords: ["关键词", texts(wordChanges)],
  basis: ["依据", rendered(String)],
  reviewed: ["核实日期", rendered((value) => (value === null ? "未核实" : String(value)))],
  source: ["出处", rendered(sourceText)],
};

/** Everything that differs between two forms of an entry, field by field; a field this table does not know is told as it is written. */
export function differingFields(before: Side, after: Side): Found[] {
  const unknown = [...new Set([before, after].flatMap((side) => Object.keys(side ?? {})))].filter((f) => f !== "id" && !(f in fields));
  return [...Object.keys(fields), ...unknown].flatMap((field) => {
    if (same(fieldOf(before, field), fieldOf(after, field))) return [];
    const [what, compare] = fields[field] ?? [field, rendered(canonical)];
    const found = compare(before, after, field, what);
    const absent = before === null || after === null;
    return found.length > 0 || absent ? found : [{ field, what, before: "", after: "" }];
  });
}

function fieldOf(entry: Side, field: string): unknown {
  return entry === null ? undefined : Reflect.get(entry, field);
}

/** A field that can be put into one text; `render` says null where there is nothing to say. */
function rendered(render: (value: unknown) => string | null): Compare {
  return (before, after, field, what) => {
    const say = (side: Side) => {
      const value = fieldOf(side, field);
      return value === undefined ? null : render(value);
    };
    const [was, is] = [say(before), say(after)];
    if (was === is) return [];
    if (was === null || is === null) return [{ field, what, before: was && shortened(was), after: is && shortened(is) }];
    const [old, now] = excerpts(was, is);
    return [{ field, what, before: old, after: now }];
  };
}

/** A field that is a list of texts. */
function texts(compare: typeof wordChanges): Compare {
  const of = (side: Side, field: string) => {
    const value = fieldOf(side, field);
    return Array.isArray(value) ? value.map(String) : [];
  };
  return (before, after, field, what) => compare(field, what, of(before, field), of(after, field));
}

/** A field that is a list of typed items. */
function items<T>(of: (entry: Entry) => readonly T[], describe: (item: T, entry: Entry) => Described, keys: readonly Key<T>[]): Compare {
  return (before, after, field) => {
    const all = (side: Side) => (side === null ? [] : of(side));
    const shown = after ?? before;
    return shown === null ? [] : itemChanges(field, all(before), all(after), (item) => describe(item, shown), keys);
  };
}

function figureKeys(): Key<Figure>[] {
  return [(f) => canonical(f), (f) => `${f.label}\n${f.when ?? ""}`, (f) => f.label, (f) => f.when ?? null];
}

function describeFigure({ label, when, ...figure }: Figure): Described {
  const main = quantityText({
    value: figure.value ?? null,
    range: figure.range ?? null,
    bound: figure.bound ?? "exact",
    unit: figure.unit,
  });
  return { what: when === undefined ? label : `${label}（${when}）`, main, more: {}, fine: { label, when: when ?? "" } };
}

/** A tier with the table it stands in: tables are compared row by row. */
type Row = { readonly table: Omit<TierTable, "tiers">; readonly tier: Tier };

function rowsOf(entry: Entry): Row[] {
  return "tables" in entry ? entry.tables.flatMap(({ tiers, ...table }) => tiers.map((tier) => ({ table, tier }))) : [];
}

function describeRow({ table, tier }: Row, entry: Entry): Described {
  const title = titleOf(entry);
  const main = quantityText({ value: tier.value, range: null, bound: tier.bound ?? "exact", unit: tier.unit });
  const bounds = tierLabel({ from: tier.from, to: tier.to }, table);
  return {
    what: `${table.label} ${tierLabel(tier, table)}`,
    alone: title.includes(table.label) || table.label.includes(title),
    main,
    more: { bounds, when: tier.when ?? "" },
    fine: { table: table.label, label: tier.label ?? "", dimension: table.dimension },
  };
}

function handlersOf(entry: Entry): readonly Handler[] {
  return "handlers" in entry ? entry.handlers : [];
}

function describeHandler({ department, role, when, from, to }: Handler): Described {
  const name = role === "lead" ? "负责部门" : "协办部门";
  const fine = { role: role === "lead" ? "负责" : "协办", when: when ?? "" };
  return { what: when === undefined ? name : `${name}（${when}）`, main: department, more: { time: spanText({ from, to }) }, fine };
}

function describeFormerName({ name, aliases, into, basis, ...span }: Extract<Entry, { kind: "department" }>["lineage"][number]): Described {
  const more = { time: spanText(span), aliases: aliases.join("、"), into: into === undefined ? "" : `并入${into}`, basis };
  return { what: "原名称", main: name, more, fine: {} };
}

/** 自2016-01-01 · 至2020-12-31 */
function spanText(span: unknown): string {
  const day = (key: string) => (typeof span === "object" && span !== null ? Reflect.get(span, key) : undefined);
  const [from, to] = [day("from"), day("to")];
  return `${from === undefined ? "" : `自${from}`}${to === undefined ? "" : `至${to}`}`;
}

function sourceText(source: unknown): string {
  return typeof source === "object" && source !== null ? Object.values(source).join("，") : String(source);
}
