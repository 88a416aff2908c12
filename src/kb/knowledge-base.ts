import type { z } from "zod";
import { DepartmentRegistry } from "./departments.ts";
import type { Department, Entry } from "./entry.ts";
import { type Locate, parseEntry, parseYaml, type SourceFile } from "./parse.ts";
import type { Problem } from "./problem.ts";
import { type GoldenQuestion, golden, type Identity, identity, type Lexicon, lexicon, type Regions, regions } from "./settings.ts";
import { validate } from "./validate.ts";

/** Everything an editor wrote, validated; entries ascend by id. */
export type KnowledgeBase = {
  readonly identity: Identity;
  readonly regions: Regions;
  readonly lexicon: Lexicon;
  readonly golden: readonly GoldenQuestion[];
  readonly entries: readonly Entry[];
  readonly departments: DepartmentRegistry;
};

/** An entry and where its values stand in the file it came from. */
export type LocatedEntry = { readonly entry: Entry; readonly file: string; readonly locate: Locate };

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
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const read = <S extends z.ZodType>(path: string, schema: S): z.infer<S> | null => {
    const file = sorted.find((f) => f.path === path);
    if (file === undefined) return null;
    const parsed = parseYaml(file, schema);
    problems.push(...parsed.problems);
    return parsed.value;
  };
  const base = {
    identity: read("kb.yaml", settings["kb.yaml"]) ?? emptyBase.identity,
    regions: read("regions.yaml", settings["regions.yaml"]) ?? emptyBase.regions,
    lexicon: read("lexicon.yaml", settings["lexicon.yaml"]) ?? emptyBase.lexicon,
    golden: read("golden.yaml", settings["golden.yaml"]) ?? emptyBase.golden,
  };
  for (const file of sorted) {
    if (Object.hasOwn(settings, file.path)) continue;
    const parsed = parseEntry(file);
    problems.push(...parsed.problems);
    if (parsed.value) located.push({ entry: parsed.value, file: file.path, locate: parsed.locate });
  }
  const entries = located.map((l) => l.entry);
  const isDepartment = (entry: Entry): entry is Department => entry.kind === "department";
  const departments = new DepartmentRegistry(entries.filter(isDepartment));
  problems.push(...validate(located, base, departments));
  return { base: { ...base, entries, departments }, problems: problems.sort(byPlace) };
}

function byPlace(a: Problem, b: Problem): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}
