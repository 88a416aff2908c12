import type { EntryReport, FileReport, UnitReport } from "./report.ts";

/** The account as a page to read and search: what came of each file, what to look at, and where every paragraph went. */
export function reportMarkdown(files: readonly FileReport[], target: string): string {
  return `${["# Import report", ...files.flatMap((file) => fileSection(file, target))].join("\n\n")}\n`;
}

function fileSection(file: FileReport, target: string): string[] {
  const { paragraphs, taken, left, inPart } = file.counts;
  const counted = `${paragraphs} paragraphs and rows: ${taken} taken, ${inPart} taken in part, ${left} left.`;
  return [
    `## ${escaped(file.file)}`,
    `Title: ${escaped(file.title)}`,
    counted,
    "### Entries",
    kindCounts(file.entries),
    table(
      ["entry", "title", "status"],
      file.entries.map((e) => [`${target}/${e.id}.md`, e.title, statusText(e)]),
    ),
    ...look(file.entries),
    "### Left",
    reasonCounts(file.paragraphs),
    "### Every paragraph",
    table(
      ["place", "text", "went to"],
      file.paragraphs.map((p) => [p.place, excerpt(p.text), whereTo(p)]),
    ),
  ];
}

export function kindCounts(entries: readonly EntryReport[]): string {
  const count = (of: readonly EntryReport[]) =>
    [...Map.groupBy(of, (e) => e.id.split("/")[0] ?? "")].map(([kind, list]) => `${list.length} ${kind}`).join(", ");
  const fresh = entries.filter((e) => e.status === "new");
  const there = entries.length - fresh.length;
  return `${fresh.length} new${fresh.length > 0 ? ` (${count(fresh)})` : ""}, ${there} already there.`;
}

function statusText({ status }: EntryReport): string {
  return status === "new" ? "new" : status === "there" ? "already there" : "already there with other content: kept";
}

/** Notes and what `check` will say, entry by entry. */
function look(entries: readonly EntryReport[]): string[] {
  const noted = entries.filter((e) => e.notes.length + e.problems.length > 0);
  if (noted.length === 0) return [];
  const lines = noted.flatMap((e) => [
    ...e.notes.map((note) => `- ${e.id}: ${escaped(note)}`),
    ...e.problems.map(
      (p) => `- ${e.id}:${p.line}:${p.column} ${p.severity === "warning" ? "warning: " : ""}${escaped(`${p.message} — ${p.remedy}`)}`,
    ),
  ]);
  return ["### To look at", lines.join("\n")];
}

function reasonCounts(paragraphs: readonly UnitReport[]): string {
  const counts = new Map<string, number>();
  for (const reason of paragraphs.flatMap((p) => p.left)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  if (counts.size === 0) return "Nothing.";
  return [...counts].map(([reason, count]) => `- ${count} × ${escaped(reason)}`).join("\n");
}

function whereTo({ taken, left }: UnitReport): string {
  return [...taken.map(({ entry, field }) => `${entry} (${field})`), ...left.map((reason) => `left: ${reason}`)].join("; ");
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [line(head), `| ${head.map(() => "---").join(" | ")} |`, ...rows.map(line)].join("\n");
}

/** Text of an input stays text: no markup of its own. */
function escaped(text: string): string {
  return text.replace(/[\\|<>*_`[\]#]/gu, (mark) => `\\${mark}`).replace(/\s+/gu, " ");
}
