import type { Memory, Quality, Results, Row, Table } from "./results.ts";
import { targetsOf } from "./targets.ts";

/** The results as a page of Markdown, with the plot beside it. */
export function report(results: Results, plot: string): string {
  const cost = results.tables.filter((t) => t.purpose === "cost");
  const judged = results.tables.filter((t) => t.judged > 0);
  return [
    "# Side by side",
    `${results.date}, on ${results.machine}.`,
    results.notes.map((note) => `- ${note}`).join("\n"),
    "## What it must show",
    table(
      ["", "wanted", "measured", "met"],
      targetsOf(results).map((t) => [t.what, t.wanted, t.measured ?? "not measured", t.met === null ? "" : t.met ? "yes" : "**no**"]),
    ),
    "## Cost against size",
    `![cost against size](${plot})`,
    ...cost.flatMap((t) => [`### ${t.corpus}, ${t.size.toLocaleString("en")} documents`, costTable(t)]),
    "## Relevance",
    ...judged.map((t) => relevanceTable(t)),
    "",
  ].join("\n\n");
}

function costTable({ rows }: Table): string {
  const head = [
    "",
    "build s",
    "peak RSS of build MB",
    "file MB",
    "of it searched MB",
    "load ms",
    "hash check ms",
    "first question ms",
    "p50 ms",
    "p99 ms",
    "questions",
    "loaded: heap + ArrayBuffers MB",
    "RSS MB",
    "after questions: heap + ArrayBuffers MB",
    "RSS MB",
  ];
  return table(
    head,
    rows.map((row) => {
      const { built, searched, label } = row;
      const build = built
        ? [seconds(built.milliseconds), megabytes(built.peakRss), megabytes(built.bytes), megabytes(built.searchableBytes)]
        : ["", "", "", ""];
      if (searched === null) return [label, ...build, row.missing ?? "", ...Array<string>(head.length - 6).fill("")];
      const { load, verify, first, p50, p99, questions, loaded } = searched;
      const times = [load, verify, first, p50, p99].map(milliseconds);
      return [label, ...build, ...times, String(questions), ...memory(loaded), ...memory(searched.searched)];
    }),
  );
}

function relevanceTable({ corpus, size, judged, rows }: Table): string {
  const head = [
    `${corpus}: ${judged.toLocaleString("en")} questions, ${size.toLocaleString("en")} documents`,
    "hit@1",
    "hit@10",
    "MRR",
    "half not tuned on: hit@1",
    "hit@10",
    "MRR",
  ];
  return table(
    head,
    rows.map((row) =>
      row.searched ? [row.label, ...quality(row.searched.quality), ...quality(row.searched.untuned)] : [row.label, ...missing(row)],
    ),
  );
}

function missing(row: Row): string[] {
  return [row.missing ?? "", "", "", "", "", ""];
}

function quality(found: Quality | null): string[] {
  return found ? [found.first, found.amongTen, found.reciprocal].map((share) => share.toFixed(3)) : ["", "", ""];
}

function memory({ rss, heap, arrayBuffers }: Memory): string[] {
  return [megabytes(heap + arrayBuffers), megabytes(rss)];
}

function milliseconds(value: number | null): string {
  return value === null ? "" : value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3);
}

function seconds(value: number): string {
  return (value / 1000).toFixed(1);
}

function megabytes(bytes: number | null): string {
  return bytes === null ? "" : (bytes / 1e6).toFixed(1);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((c) => c.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? "---" : "--:"))), ...rows.map(line)].join("\n");
}
