import { logPlot } from "../log-plot.ts";
import { fewestForTail } from "./report.ts";
import type { Row, Table } from "./results.ts";

type Figure = (row: Row) => number | null | undefined;

const panels: readonly (readonly [title: string, figure: Figure])[] = [
  ["p50 of a question, ms", ({ searched }) => searched?.p50],
  ["p99 of a question, ms", ({ searched }) => (searched && searched.questions >= fewestForTail ? searched.p99 : null)],
  ["load, ms", ({ searched }) => searched?.load],
  ["build, s", ({ built }) => built && built.milliseconds / 1000],
  ["file, MB", ({ built }) => built && built.bytes / 1e6],
  ["RSS after the questions, MB", ({ searched }) => searched && searched.searched.rss / 1e6],
];

/** What each engine costs as its base grows. */
export function costPlot(tables: readonly Table[]): string {
  const cost = tables.filter((t) => t.purpose === "cost");
  const labels = [...new Set(cost.flatMap((t) => t.rows.map((r) => r.label)))];
  return logPlot(
    "Cost against the number of documents",
    "documents",
    panels.map(([title, figure]) => ({
      title,
      lines: labels.map((name) => ({
        name,
        points: cost.flatMap((t) => {
          const row = t.rows.find((r) => r.label === name);
          const value = row && figure(row);
          return value ? [[t.size, value] as const] : [];
        }),
      })),
    })),
  );
}
