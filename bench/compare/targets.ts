import type { EngineName } from "../engines/by-name.ts";
import type { Results, Row, Table } from "./results.ts";

/** One thing the project promises, and what was measured; null: this run has no figure for it. */
export type Target = {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string | null;
  readonly met: boolean | null;
};

const megabyte = 1e6;

/** The promises that a comparison can check, in the order in which they were made. */
export function targetsOf({ tables }: Results): Target[] {
  const cost = tables.filter((t) => t.purpose === "cost");
  const largest = cost.at(-1);
  const middle = cost.find((t) => t.size === 10_000);
  return [...(largest ? absolute(largest) : []), ...(middle ? againstPeers(middle) : []), ...growth(middle, largest), ...relevance(tables)];
}

/** Of the largest base there is. */
function absolute(table: Table): Target[] {
  const { built, searched } = ours(table);
  const at = (what: string) => `${what}, ${table.size.toLocaleString("en")} documents`;
  const most = (what: string, figure: number | null | undefined, limit: number, unit: string): Target => ({
    what: at(what),
    wanted: `≤ ${limit} ${unit}`,
    ...verdict(figure, (f) => f <= limit, unit),
  });
  const held = searched && (searched.searched.heap + searched.searched.arrayBuffers) / megabyte;
  return [
    most("searchable part", built?.searchableBytes && built.searchableBytes / megabyte, 40, "MB"),
    most("load", searched?.load, 20, "ms"),
    most("p50", searched?.p50, 1, "ms"),
    most("p99", searched?.p99, 5, "ms"),
    most("heap + ArrayBuffers after the questions", held, 64, "MB"),
    most("build", built && built.milliseconds / 1000, 60, "s"),
    most("peak RSS of the build", built && built.peakRss / megabyte, 2000, "MB"),
  ];
}

function againstPeers(table: Table): Target[] {
  const us = ours(table).searched;
  const times = (what: string, name: EngineName, figure: "p50" | "load", wanted: number): Target => {
    const peer = table.rows.find((r) => r.engine === name)?.searched;
    const ratio = us && peer && peer[figure] / us[figure];
    return {
      what: `${what}, ${table.size.toLocaleString("en")} documents`,
      wanted: `≥ ${wanted} ×`,
      ...verdict(ratio, (r) => r >= wanted, "×"),
    };
  };
  return [
    times("p50 of MiniSearch (ICU) ÷ ours", "minisearch", "p50", 50),
    times("p50 of FTS5 trigram ÷ ours", "fts5", "p50", 20),
    times("load of MiniSearch ÷ ours", "minisearch", "load", 50),
  ];
}

function growth(small: Table | undefined, large: Table | undefined): Target[] {
  if (!small || !large || large.size <= small.size) return [];
  const [less, more] = [ours(small).searched, ours(large).searched];
  const what = `p50 at ${large.size.toLocaleString("en")} documents ÷ p50 at ${small.size.toLocaleString("en")}`;
  return [
    {
      what,
      wanted: "≤ 6 ×",
      ...verdict(less && more && more.p50 / less.p50, (r) => r <= 6, less && more ? `× (mean CPU ${shown(more.cpu / less.cpu)} ×)` : "×"),
    },
  ];
}

const judgedSets: Readonly<Record<string, readonly [first: number, amongTen: number]>> = {
  "guangdong-departments": [0.86, 0.98],
  "covid-policies": [0.82, 0.98],
};

function relevance(tables: readonly Table[]): Target[] {
  return tables.flatMap((table): Target[] => {
    const [first, amongTen] = judgedSets[table.corpus] ?? [];
    if (table.purpose !== "relevance" || first === undefined || amongTen === undefined) return [];
    const quality = ours(table).searched?.untuned;
    const what = (figure: string) => `${figure} on ${table.corpus}, the half not tuned on`;
    return [
      { what: what("hit@1"), wanted: `≥ ${first}`, ...verdict(quality?.first, (q) => q >= first, "") },
      { what: what("hit@10"), wanted: `≥ ${amongTen}`, ...verdict(quality?.amongTen, (q) => q >= amongTen, "") },
    ];
  });
}

function ours(table: Table): Pick<Row, "built" | "searched"> {
  return table.rows.find((r) => r.engine === "shuiguan") ?? { built: null, searched: null };
}

function verdict(figure: number | null | undefined, holds: (figure: number) => boolean, unit: string): Pick<Target, "measured" | "met"> {
  if (figure === null || figure === undefined) return { measured: null, met: null };
  return { measured: `${shown(figure)} ${unit}`.trim(), met: holds(figure) };
}

function shown(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : figure.toPrecision(3);
}
