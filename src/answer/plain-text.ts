import type { Entry } from "../kb/entry.ts";

/** An entry as running text, for snippets: what it says, in the order a reader wants it. */
export function plainTextOf(entry: Entry): string {
  const parts: string[] = [];
  if (entry.kind === "matter")
    parts.push(`${entry.title}：${entry.handlers.map((h) => `${h.department}${h.when === undefined ? "" : `（${h.when}）`}`).join("、")}`);
  if (entry.kind === "guide") parts.push(entry.definition ?? "", entry.formula ?? "", ...entry.steps);
  if (entry.kind === "role") parts.push(...entry.duties);
  if (entry.kind === "case") parts.push(entry.outcome);
  if ("figures" in entry || entry.kind === "role") {
    const figures = entry.kind === "role" ? entry.limits : entry.figures;
    parts.push(...figures.map((f) => (f.when === undefined ? f.label : `${f.label}（${f.when}）`)));
  }
  const body = entry.body.replace(/^#+\s*|^\s*[-*]\s+|\*\*/gmu, "").replace(/\s*\n\s*/gu, " ");
  return [body, ...parts].filter((p) => p !== "").join("；");
}
