import type { z } from "zod";
import { DepartmentRegistry } from "./departments.ts";
import type { Department, Entry } from "./entry.ts";
import { fail, type Parsed, parseEntry, parseYaml, type SourceFile } from "./parse.ts";
import { didYouMean, type Problem } from "./problem.ts";
import { type GoldenQuestion, golden, type Identity, identity, type Lexicon, lexicon, type Regions, regions } from "./settings.ts";
import type { Say } from "./tiers.ts";
import { type LocatedEntry, validate } from "./validate.ts";

/** Everything an editor wrote, validated; entries ascend by id. */
export type KnowledgeBase = {
  readonly identity: Identity;
  readonly regions: Regions;
  readonly lexicon: Lexicon;
  readonly golden: readonly GoldenQuestion[];
  readonly entries: readonly Entry[];
  readonly departments: DepartmentRegistry;
};

const settings = {
  "kb.yaml": identity,
  "regions.yaml": regions,
  "lexicon.yaml": lexicon,
  "golden.yaml": golden,
} as const;

const emptyBase = {
  identity: { id: "kb", title: "知识库", region: "100000", timezone: "Asia/Shanghai" },
  regions: {},
  lexicon: lexicon.parse({ intents: {} }),
  golden: [],
} satisfies Partial<KnowledgeBase>;

/**
 * Files of a knowledge base → the base, and all problems found, in the order of the files.
 * The base holds the entries that are sound; it must not be published while there are errors.
 */
export function assemble(files: readonly SourceFile[]): { base: KnowledgeBase; problems: Problem[] } {
  const problems: Problem[] = [];
  const located: LocatedEntry[] = [];
  const broken: LocatedEntry[] = [];
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const note = <T>(parsed: Parsed<T>): Parsed<T> => {
    problems.push(...parsed.problems);
    return parsed;
  };
  const read = <S extends z.ZodType>(path: string, schema: S): Parsed<z.infer<S>> | null => {
    const file = sorted.find((f) => f.path === path);
    return file === undefined ? null : note(parseYaml(file, schema));
  };
  const questions = read("golden.yaml", settings["golden.yaml"]);
  const base = {
    identity: read("kb.yaml", settings["kb.yaml"])?.value ?? emptyBase.identity,
    regions: read("regions.yaml", settings["regions.yaml"])?.value ?? emptyBase.regions,
    lexicon: read("lexicon.yaml", settings["lexicon.yaml"])?.value ?? emptyBase.lexicon,
    golden: questions?.value ?? emptyBase.golden,
  };
  for (const file of sorted) {
    if (Object.hasOwn(settings, file.path)) continue;
    const parsed = file.path.endsWith(".md") ? parseEntry(file) : { ...unknownFile(file), remains: null };
    note(parsed);
    const { value, remains, locate } = parsed;
    if (value) located.push({ entry: value, file: file.path, locate });
    else if (remains) broken.push({ entry: remains, file: file.path, locate });
  }
  const entries = located.map((l) => l.entry);
  const isDepartment = (entry: Entry): entry is Department => entry.kind === "department";
  const departments = new DepartmentRegistry(entries.filter(isDepartment));
  const sayGolden: Say = (path, message, remedy, severity = "error") => {
    if (questions) problems.push({ file: "golden.yaml", ...questions.locate(path), severity, message, remedy });
  };
  const ids = new Set(sorted.filter((f) => f.path.endsWith(".md")).map((f) => f.path.slice(0, -".md".length)));
  problems.push(...duplicateIds(sorted), ...validate(located, broken, ids, base, departments, sayGolden));
  return { base: { ...base, entries, departments }, problems: problems.sort(byPlace) };
}

function unknownFile(file: SourceFile): Parsed<Entry> {
  const known = Object.keys(settings);
  return fail(
    file,
    `unknown file "${file.path}"`,
    didYouMean(file.path, known, `entries end in .md; beside them stand ${known.join(", ")}`),
  );
}

/** Paths that differ only in case are one file on half of all computers. */
function duplicateIds(files: readonly SourceFile[]): Problem[] {
  const seen = new Map<string, string>();
  return files.flatMap((file) => {
    const key = file.path.toLowerCase();
    const other = seen.get(key);
    seen.set(key, file.path);
    if (other === undefined) return [];
    return fail(file, `duplicate id "${file.path.replace(/\.md$/u, "")}", also in ${other}`, "rename or remove one of the two files")
      .problems;
  });
}

function byPlace(a: Problem, b: Problem): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}
