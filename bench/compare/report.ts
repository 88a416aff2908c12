import { markdownTable } from "../markdown-table.ts";
import type { Built, Memory, Quality, Results, Searched, Table } from "./results.ts";
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
    markdownTable(
      ["", "wanted", "measured", "met"],
      targetsOf(results).map((t) => [t.what, t.wanted, t.measured ?? "not measured", t.met === null ? "" : t.met ? "yes" : "**no**"]),
    ),
    "## Cost against size",
    `![cost against size](${plot})`,
    ...cost.flatMap((t) => [`### ${t.corpus}, ${t.size.toLocaleString("en")} documents`, costTable(t), ...besides(t)]),
    "## Relevance",
    ...judged.map((t) => relevanceTable(t)),
    "",
  ].join("\n\n");
}

/** Of fewer questions the slowest hundredth is one chance question. */
export const fewestForTail = 100;

function costTable({ rows }: Table): string {
  const head = [
    "",
    "build s (CPU)",
    "peak RSS MB",
    "file MB (searched)",
    "load ms",
    "first question ms",
    "p50 ms",
    "p99 ms",
    "CPU ms a question",
    "questions",
    "loaded: heap + ArrayBuffers / RSS MB",
    "after the questions: heap + ArrayBuffers / RSS MB",
  ];
  return markdownTable(
    head,
    rows.map(({ built, searched, label, missing }) => [
      label,
      ...buildCells(built),
      ...(searched ? searchCells(searched) : pad([missing ?? ""], 8)),
    ]),
  );
}

/** What some engines do besides: read what they found, verify their file. */
function besides({ rows }: Table): string[] {
  return rows.flatMap(({ label, searched }) => {
    if (!searched) return [];
    const { page, verify } = searched;
    return [
      ...(page
        ? [
            `The columns say how long it takes to find the ten best documents. ${label} can read them, too, and put them in closer order, which is what relevance is measured on: p50 ${milliseconds(page.p50)} ms, p99 ${milliseconds(page.p99)} ms in all.`,
          ]
        : []),
      ...(verify ? [`${label} checks the file's hash when it is taken into service, apart from loading: ${milliseconds(verify)} ms.`] : []),
    ];
  });
}

function buildCells(built: Built | null): string[] {
  if (built === null) return ["", "", ""];
  const { milliseconds, cpu, peakRss, bytes, searchableBytes } = built;
  const searchable = searchableBytes === null ? "" : ` (${megabytes(searchableBytes)})`;
  return [`${seconds(milliseconds)} (${seconds(cpu)})`, megabytes(peakRss), `${megabytes(bytes)}${searchable}`];
}

function searchCells({ load, first, p50, p99, cpu, questions, loaded, searched }: Searched): string[] {
  const tail = questions < fewestForTail ? "" : milliseconds(p99);
  return [...[load, first, p50].map(milliseconds), tail, milliseconds(cpu), String(questions), memory(loaded), memory(searched)];
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
  return markdownTable(
    head,
    rows.map(({ label, searched, missing }) => [
      label,
      ...(searched ? [...quality(searched.quality), ...quality(searched.untuned)] : pad([missing ?? ""], 6)),
    ]),
  );
}

function quality(found: Quality | null): string[] {
  return found ? [found.first, found.amongTen, found.reciprocal].map((share) => share.toFixed(3)) : ["", "", ""];
}

function memory({ rss, heap, arrayBuffers }: Memory): string {
  return `${megabytes(heap + arrayBuffers)} / ${megabytes(rss)}`;
}

function pad(cells: readonly string[], length: number): string[] {
  return Array.from({ length }, (_, i) => cells[i] ?? "");
}

function milliseconds(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3);
}

function seconds(value: number): string {
  return (value / 1000).toFixed(1);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
