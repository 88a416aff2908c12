import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { SourceFile } from "../../src/kb/parse.ts";
import { importDocuments } from "../import/import-documents.ts";
import { readDocument } from "../import/read-document.ts";
import { type FileReport, reportOf } from "../import/report.ts";
import { kindCounts, reportMarkdown } from "../import/report-markdown.ts";
import type { SourceDocument } from "../import/source-document.ts";
import { type NewFile, writeNewFiles } from "../import/write-new-files.ts";
import { readKnowledgeFiles } from "../knowledge-files.ts";
import { UserError } from "../user-error.ts";

export type ImportOptions = { to: string; kb: string; report?: string; dryRun?: boolean; json?: boolean };

/** Turns office files into draft entries and accounts for every paragraph of them. Nothing is written unless every file can be read. */
export async function importFiles(files: readonly string[], options: ImportOptions): Promise<void> {
  const sources: SourceDocument[] = [];
  for (const file of new Set(files)) sources.push(await readDocument(file));
  const imported = importDocuments(sources, { target: filesIn(options.to), known: filesIn(options.kb) });
  const report = reportOf(imported);
  const target = shown(options.to);
  const markdown = reportMarkdown(
    report.map((f) => ({ ...f, file: shown(f.file) })),
    target,
  );
  const reportFile = reportPath(options);
  if (!options.dryRun) {
    const fresh = imported.flatMap((d) => d.placed).filter((p) => p.status === "new");
    const entries = fresh.map(({ id, text }): NewFile => ({ path: join(options.to, `${id}.md`), text }));
    writeNewFiles(options.to, [...entries, { path: reportFile, text: markdown }]);
  }
  if (options.json)
    console.log(JSON.stringify({ to: target, written: !options.dryRun, report: options.dryRun ? null : shown(reportFile), files: report }));
  else if (options.dryRun) process.stdout.write(markdown);
  else console.log(summary(report, target, shown(reportFile)));
}

function summary(report: readonly FileReport[], target: string, reportFile: string): string {
  const lines = report.map((f) => {
    const { paragraphs, taken, left, inPart } = f.counts;
    return `${shown(f.file)}: ${paragraphs} paragraphs and rows, ${taken} taken, ${inPart} in part, ${left} left`;
  });
  const entries = report.flatMap((f) => f.entries);
  const look = entries.filter((e) => e.notes.length + e.problems.length > 0).length;
  return [...lines, `${target}: ${kindCounts(entries).replace(/\.$/u, "")}, ${look} to look at`, `report: ${reportFile}`].join("\n");
}

/** Beside the folder, so that it is never taken for an entry; a name of its own each time. */
function reportPath({ to, report }: ImportOptions): string {
  if (report !== undefined) {
    if (existsSync(report)) throw new UserError(`${shown(report)} is there already — choose another name for --report`);
    return report;
  }
  for (let n = 1; ; n++) {
    const path = `${to}.import-report${n === 1 ? "" : `-${n}`}.md`;
    if (!existsSync(path)) return path;
  }
}

function filesIn(folder: string): SourceFile[] {
  return existsSync(folder) ? readKnowledgeFiles(folder) : [];
}

function shown(path: string): string {
  return relative(process.cwd(), path) || ".";
}
