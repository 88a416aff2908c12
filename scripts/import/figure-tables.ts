import type { Figure, Tier, TierTable } from "../../src/kb/entry.ts";
import type { Context } from "./context.ts";
import { type Draft, type Findings, plainMarkdown } from "./draft.ts";
import type { TableRow } from "./outline.ts";
import { type Column, type Columns, cell, remarks } from "./table-columns.ts";
import { amountIn, rangeIn, soundTable } from "./tiers-in-text.ts";

/** Ranges and an amount for each → tier tables, one per column of amounts and per group of rows. */
export function tiersTable(read: Columns, range: Column, context: Context): Findings {
  const amounts = read.columns.filter((c) => c.kind === "amount");
  const others = read.columns.filter((c) => c.kind !== "amount" && c.kind !== "number" && c !== range);
  const title = context.under.at(-1) ?? context.document;
  const taken = read.rows.filter(
    (row) => rangeIn(cell(row, range), range.unit) !== null && amounts.some((a) => amountIn(cell(row, a), a.unit) !== null),
  );
  const groups = Map.groupBy(taken, (row) => others.map((o) => cell(row, o)).join("，"));
  const grouped = groups.size < taken.length && groups.size > 1;
  const tables: TierTable[] = [];
  const figures: Figure[] = [];
  for (const amount of amounts) {
    for (const [group, rows] of grouped ? groups : new Map([["", taken]])) {
      const label = [amounts.length > 1 ? `${title}：${amount.name}` : title, grouped ? `（${group}）` : ""].join("");
      const tiers = rows.flatMap((row) => tierOf(row, range, amount, grouped ? [] : others));
      const [first] = rows.flatMap((row) => rangeIn(cell(row, range), range.unit) ?? []);
      const table =
        first === undefined || tiers.length === 0 ? null : soundTable({ label, dimension: first.dimension, unit: first.unit, tiers });
      if (table !== null) tables.push(table);
      else
        figures.push(
          ...tiers.map(
            (t): Figure => ({
              label: `${label}：${t.label ?? ""}`,
              value: t.value,
              unit: t.unit,
              ...(t.when === undefined ? {} : { when: t.when }),
            }),
          ),
        );
    }
  }
  const rest = read.rows.filter((row) => !taken.includes(row));
  const overlap =
    figures.length > 0
      ? ["two of the table's rows hold the same case: its amounts became figures — decide where each tier ends, then write a table"]
      : [];
  const kept = rest.length > 0 ? [`${rest.length} rows state no range or no plain amount: they are in the text`] : [];
  const draft = policyOf(
    title,
    context,
    { figures, tables },
    rest.map((row) => remarks(row, read.columns, []).join("；")),
    read.rows,
    [...overlap, ...kept],
    tables.length > 0 ? "tables" : "figures",
    rest,
  );
  return { drafts: [draft], left: [] };
}

function tierOf(row: TableRow, range: Column, amount: Column, others: readonly Column[]): Tier[] {
  const ends = rangeIn(cell(row, range), range.unit);
  const paid = amountIn(cell(row, amount), amount.unit);
  if (ends === null || paid === null) return [];
  const when = others
    .map((o) => cell(row, o))
    .filter((t) => t !== "")
    .join("；");
  return [{ label: cell(row, range), from: ends.from, to: ends.to, ...paid, ...(when === "" ? {} : { when }) }];
}

/** Names with an amount each, no ranges → a policy with a figure a row. */
export function figuresTable(read: Columns, name: Column, context: Context): Findings {
  const amounts = read.columns.filter((c) => c.kind === "amount");
  const title = context.under.at(-1) ?? context.document;
  const others = read.columns.filter((c) => c.kind !== "amount" && c.kind !== "number" && c !== name);
  const figures = read.rows.flatMap((row) =>
    amounts.flatMap((amount): Figure[] => {
      const paid = amountIn(cell(row, amount), amount.unit);
      const when = others
        .map((o) => cell(row, o))
        .filter((t) => t !== "")
        .join("；");
      const label = amounts.length > 1 ? `${cell(row, name)}：${amount.name}` : cell(row, name);
      return paid === null || label === "" ? [] : [{ label, ...paid, ...(when === "" ? {} : { when }) }];
    }),
  );
  const rest = read.rows.filter(
    (row) => cell(row, name) === "" || amounts.some((a) => cell(row, a) !== "" && amountIn(cell(row, a), a.unit) === null),
  );
  const kept = rest.length > 0 ? [`${rest.length} rows state no plain amount: they are in the text`] : [];
  return {
    drafts: [
      policyOf(
        title,
        context,
        { figures, tables: [] },
        rest.map((row) => remarks(row, read.columns, []).join("；")),
        read.rows,
        kept,
        "figures",
        rest,
      ),
    ],
    left: [],
  };
}

function policyOf(
  title: string,
  context: Context,
  facts: { figures: Figure[]; tables: TierTable[] },
  body: string[],
  rows: readonly TableRow[],
  notes: string[],
  field: string,
  inBody: readonly TableRow[],
): Draft {
  return {
    folder: "policies",
    title,
    under: context.under.slice(0, -1),
    fields: { questions: [title], ...facts },
    body: plainMarkdown(body),
    claims: rows.map((row) => ({ pieces: row.pieces, field: inBody.includes(row) ? "body" : field })),
    notes,
  };
}
