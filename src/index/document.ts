import type { DepartmentRegistry } from "../kb/departments.ts";
import { type Entry, type Figure, titleOf } from "../kb/entry.ts";
import { normalizeText } from "../text/normalize.ts";
import type { Field } from "./bm25.ts";

/** The searchable text of an entry, field by field, normalized. */
export type Document = Readonly<Record<Field, string>>;

/** Between two values of one field, so that no term spans them. */
const between = "\n";

/** What of an entry is searched where. */
export function documentOf(entry: Entry, departments: DepartmentRegistry): Document {
  const join = (parts: readonly (string | undefined)[]) => normalizeText(parts.filter(Boolean).join(between));
  if (entry.kind === "article") return { title: join([entry.title]), questions: "", keywords: "", body: join([entry.body]) };
  const shared = { title: join([titleOf(entry)]), questions: join(entry.questions) };
  switch (entry.kind) {
    case "matter":
      return {
        ...shared,
        keywords: join(entry.keywords),
        body: join([...handlerText(entry.handlers, departments), ...entry.caveats, entry.body]),
      };
    case "policy":
    case "guide":
    case "case":
      return { ...shared, keywords: join(entry.keywords), body: join([...factText(entry, departments), ...entry.caveats, entry.body]) };
    case "role":
      return {
        ...shared,
        keywords: join([entry.organization, ...entry.keywords]),
        body: join([...entry.duties, ...figureText(entry.limits), entry.reportsTo, ...entry.caveats, entry.body]),
      };
    case "department":
      return {
        ...shared,
        keywords: join([...entry.aliases, ...entry.lineage.flatMap((l) => [l.name, ...l.aliases]), ...entry.keywords]),
        body: join([...entry.caveats, entry.body]),
      };
  }
}

function factText(entry: Extract<Entry, { kind: "policy" | "guide" | "case" }>, departments: DepartmentRegistry): string[] {
  const parts: (string | undefined)[] = [];
  if (entry.kind === "guide") parts.push(entry.definition, entry.formula, ...entry.steps);
  if (entry.kind === "case") parts.push(entry.outcome);
  else {
    parts.push(...figureText(entry.figures));
    for (const table of entry.tables) parts.push(table.label, ...table.tiers.flatMap((t) => [t.label, t.when]));
  }
  if (entry.kind !== "guide") parts.push(...handlerText(entry.handlers, departments));
  return parts.filter((p) => p !== undefined);
}

function figureText(figures: readonly Figure[]): string[] {
  return figures.flatMap((f) => [f.label, f.when ?? ""]);
}

/** The names a caller may use for the departments, and the conditions. */
function handlerText(handlers: readonly { department: string; when?: string | undefined }[], departments: DepartmentRegistry): string[] {
  return handlers.flatMap((h) => {
    const resolved = departments.resolve(h.department);
    return [h.department, resolved?.department.name ?? "", h.when ?? ""];
  });
}
