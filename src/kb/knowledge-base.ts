import type { z } from "zod";
import { DepartmentRegistry } from "./departments.ts";
import type { Department, Entry } from "./entry.ts";
import { fail, type Locate, type Parsed, type ParsedEntry, parseEntry, parseYaml, type SourceFile } from "./parse.ts";
import { byPlace, didYouMean, type Problem } from "./problem.ts";
import { type Say, sayAt } from "./say.ts";
import { type GoldenQuestion, golden, type Identity, identity, type Lexicon, lexicon, type Regions, regions } from "./settings.ts";
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

/** The files beside the entries, and what may stand in them. */
export const settings = {
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

/** A base, what is wrong with its files one by one, and where everything stands: what further checks need. */
export type Assembled = {
  readonly base: KnowledgeBase;
  readonly problems: Problem[];
  /** The base's entries with their places, in the order of their files. */
  readonly located: readonly LocatedEntry[];
  /** What is sound of entries that are not. */
  readonly broken: readonly LocatedEntry[];
  /** Places in the settings files that are there: lexicon.yaml … */
  readonly settings: ReadonlyMap<string, Locate>;
};

/**
 * Files of a knowledge base → the base, and all problems found, in the order of the files.
 * The base holds the entries that are sound; it must not be published while there are errors.
 * @param parse for whoever has parsed the entries already
 */
export function assemble(files: readonly SourceFile[], parse: (file: SourceFile) => ParsedEntry = parseEntry): Assembled {
  const problems: Problem[] = [];
  const located: LocatedEntry[] = [];
  const places = new Map<string, Locate>();
  const broken: LocatedEntry[] = [];
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const note = <T>(parsed: Parsed<T>): Parsed<T> => {
    problems.push(...parsed.problems);
    return parsed;
  };
  const read = <S extends z.ZodType>(path: string, schema: S): Parsed<z.infer<S>> | null => {
    const file = sorted.find((f) => f.path === path);
    if (file === undefined) return null;
    const parsed = note(parseYaml(file, schema));
    places.set(path, parsed.locate);
    return parsed;
  };
  const base = {
    identity: read("kb.yaml", settings["kb.yaml"])?.value ?? emptyBase.identity,
    regions: read("regions.yaml", settings["regions.yaml"])?.value ?? emptyBase.regions,
    lexicon: read("lexicon.yaml", settings["lexicon.yaml"])?.value ?? emptyBase.lexicon,
    golden: read("golden.yaml", settings["golden.yaml"])?.value ?? emptyBase.golden,
  };
  for (const file of sorted) {
    if (Object.hasOwn(settings, file.path)) continue;
    const parsed = file.path.endsWith(".md") ? parse(file) : { ...unknownFile(file), remains: null };
    note(parsed);
    const { value, remains, locate } = parsed;
    if (value) located.push({ entry: value, file: file.path, locate });
    else if (remains) broken.push({ entry: remains, file: file.path, locate });
  }
  const entries = located.map((l) => l.entry);
  const isDepartment = (entry: Entry): entry is Department => entry.kind === "department";
  const departments = new DepartmentRegistry(entries.filter(isDepartment));
  const locateGolden = places.get("golden.yaml");
  const sayGolden: Say = locateGolden ? sayAt("golden.yaml", locateGolden, problems) : () => {};
  const ids = new Set(sorted.filter((f) => f.path.endsWith(".md")).map((f) => f.path.slice(0, -".md".length)));
  const together = validate(located, broken, ids, base, departments, sayGolden);
  const all = [...problems, ...duplicateIds(sorted), ...together];
  return { base: { ...base, entries, departments }, problems: all.sort(byPlace), located, broken, settings: places };
}

function unknownFile(file: SourceFile): Parsed<Entry> {
  const known = Object.keys(settings);
  return fail(
    file,
    "misplaced-file",
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
    const id = file.path.replace(/\.md$/u, "");
    return fail(file, "duplicate-id", `duplicate id "${id}", also in ${other}`, "rename or remove one of the two files").problems;
  });
}
