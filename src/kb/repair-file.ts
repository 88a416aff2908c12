import type { DepartmentRegistry } from "./departments.ts";
import { settings } from "./knowledge-base.ts";
import { clean, frontMatter, isKindFolder, parseEntry, parseYaml, type SourceFile } from "./parse.ts";
import { type Repaired, repair } from "./repair.ts";
import { departmentKey, type Known, type Yaml } from "./repair-scalars.ts";
import { kinds } from "./schema.ts";

/** A file of a knowledge base with its mechanical slips put right; as it was where that would make anything worse. */
export function repairFile(file: SourceFile, known: Known): Repaired {
  const text = clean(file.text);
  const repaired = repair(text, (current) => yamlIn(file.path, current), known);
  if (repaired.repairs.length === 0 || errorsIn({ ...file, text: repaired.text }) > errorsIn(file)) return { text: file.text, repairs: [] };
  return { ...repaired, text: asBefore(file.text, repaired.text) };
}

/** What the repairs of a base may refer to. */
export function knownNames(files: readonly SourceFile[], departments: DepartmentRegistry): Known {
  const byKey = Map.groupBy(departments.names, departmentKey);
  return {
    ids: new Set(files.filter((f) => f.path.endsWith(".md")).map((f) => f.path.slice(0, -".md".length))),
    departments: new Map([...byKey].map(([key, names]) => [key, names.length === 1 ? (names[0] ?? null) : null])),
  };
}

function yamlIn(path: string, text: string): Yaml | null {
  if (path.endsWith(".md")) {
    const folder = path.split("/")[0] ?? "";
    const match = frontMatter.exec(text);
    if (!isKindFolder(folder) || match === null || match.index !== 0) return null;
    return { text: match[1] ?? "", offset: match[0].indexOf("\n") + 1, schema: kinds[folder].schema };
  }
  const schema = schemaOf(path);
  return schema === null ? null : { text, offset: 0, schema };
}

function errorsIn(file: SourceFile): number {
  const schema = schemaOf(file.path);
  if (file.path.endsWith(".md")) return parseEntry(file).problems.length;
  return schema === null ? 0 : parseYaml(file, schema).problems.length;
}

function schemaOf(path: string) {
  return Object.hasOwn(settings, path) ? settings[path as keyof typeof settings] : null;
}

/** With the byte order mark and the line ends the file had. */
function asBefore(original: string, text: string): string {
  const mark = original.startsWith("\uFEFF") ? "\uFEFF" : "";
  const windows = original.includes("\r\n");
  return mark + (windows ? text.replaceAll("\n", "\r\n") : text);
}
