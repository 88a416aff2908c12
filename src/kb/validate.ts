import type { DepartmentRegistry } from "./departments.ts";
import type { Department, Entry, Figure, Handler } from "./entry.ts";
import type { Locate } from "./parse.ts";
import { didYouMean, type Problem } from "./problem.ts";
import { type Say, sayAt } from "./say.ts";
import type { GoldenQuestion, Regions } from "./settings.ts";
import { checkTiers } from "./tiers.ts";

/** An entry and where its values stand in the file it came from. */
export type LocatedEntry = { readonly entry: Entry; readonly file: string; readonly locate: Locate };

type Context = {
  readonly ids: ReadonlySet<string>;
  readonly regions: Regions;
  readonly departments: DepartmentRegistry;
};

/**
 * What no single field can show: references, tiers, periods, names used twice.
 * `broken`: entries with faults of their own, of which only the sound fields are left; `ids` holds theirs, too.
 */
export function validate(
  located: readonly LocatedEntry[],
  broken: readonly LocatedEntry[],
  ids: ReadonlySet<string>,
  settings: { regions: Regions; golden: readonly GoldenQuestion[] },
  departments: DepartmentRegistry,
  sayGolden: Say,
): Problem[] {
  const problems: Problem[] = [];
  const context: Context = { ids, regions: settings.regions, departments };
  for (const { entry, file, locate } of [...located, ...broken]) {
    const say = sayAt(file, locate, problems);
    checkCommon(entry, context, say);
    if (entry.kind === "department") checkLineage(entry, context, say);
    if (entry.kind === "case") checkReferences(entry.illustrates, "illustrates", context, say);
    if ("handlers" in entry) checkHandlers(entry.handlers, context, say);
    if ("tables" in entry) for (const [i, table] of entry.tables.entries()) checkTiers(table, ["tables", i], say);
    if ("figures" in entry) checkFigures(entry.figures, "figures", say);
    if (entry.kind === "role") checkFigures(entry.limits, "limits", say);
  }
  checkGolden(settings.golden, context, sayGolden);
  const named = located.flatMap(({ entry, ...place }) => (entry.kind === "department" ? [{ entry, ...place }] : []));
  return [...problems, ...departmentNamesUsedTwice(named)];
}

function checkCommon(entry: Entry, context: Context, say: Say) {
  if (entry.kind === "article") return;
  const { region, validity, supersedes } = entry;
  if (region !== undefined) checkRegion(region, ["region"], context, say);
  if (validity.from !== undefined && validity.to !== undefined && validity.from > validity.to) {
    say(
      "backwards",
      ["validity", "to"],
      `validity ends (${validity.to}) before it begins (${validity.from})`,
      "swap or correct the two days",
    );
  }
  checkReferences(supersedes, "supersedes", context, say);
}

function checkRegion(region: string, path: readonly PropertyKey[], { regions }: Context, say: Say) {
  if (Object.hasOwn(regions, region)) return;
  const codes = Object.keys(regions);
  if (codes.length > 0) say("unknown-region", path, `unknown region "${region}"`, didYouMean(region, codes, "add it to regions.yaml"));
}

function checkReferences(ids: readonly string[], key: string, context: Context, say: Say) {
  for (const [i, id] of ids.entries()) checkReference(id, [key, i], context, say);
}

function checkReference(id: string, path: readonly PropertyKey[], { ids }: Context, say: Say) {
  if (!ids.has(id)) say("unknown-entry", path, `unknown entry "${id}"`, didYouMean(id, [...ids], "name an entry by its path without .md"));
}

function checkDepartment(name: string, path: readonly PropertyKey[], { departments }: Context, say: Say) {
  if (departments.resolve(name) !== null) return;
  const remedy = didYouMean(name, departments.names, "add it under kb/departments, or use a name found there");
  say("unknown-department", path, `unknown department "${name}"`, remedy);
}

function checkHandlers(handlers: readonly Handler[], context: Context, say: Say) {
  for (const [i, { department, from, to }] of handlers.entries()) {
    checkDepartment(department, ["handlers", i, "department"], context, say);
    if (from !== undefined && to !== undefined && from > to) {
      say("backwards", ["handlers", i, "to"], `the handler's time ends (${to}) before it begins (${from})`, "swap or correct the two days");
    }
  }
}

function checkLineage({ lineage }: Department, context: Context, say: Say) {
  for (const [i, { into, from, to }] of lineage.entries()) {
    if (into !== undefined) checkDepartment(into, ["lineage", i, "into"], context, say);
    if (from !== undefined && from > to) {
      say(
        "backwards",
        ["lineage", i, "to"],
        `the former name's time ends (${to}) before it begins (${from})`,
        "swap or correct the two days",
      );
    }
  }
}

function checkFigures(figures: readonly Figure[], key: string, say: Say) {
  for (const [i, { range, label }] of figures.entries()) {
    if (range === undefined) continue;
    const [low, high] = range;
    if (typeof low !== typeof high)
      say("backwards", [key, i, "range"], `"${label}" mixes a number and a clock time`, "write both ends alike");
    else if (typeof low === "number" && low > Number(high))
      say("backwards", [key, i, "range"], `"${label}" runs backwards (${low} to ${high})`, "write the smaller end first");
  }
}

function checkGolden(golden: readonly GoldenQuestion[], context: Context, say: Say) {
  for (const [i, { entry, departments, region }] of golden.entries()) {
    if (entry !== undefined) checkReference(entry, [i, "entry"], context, say);
    if (region !== undefined) checkRegion(region, [i, "region"], context, say);
    for (const [k, name] of departments.entries()) checkDepartment(name, [i, "departments", k], context, say);
  }
}

/** What of a department says how it is called, and where. */
export type NamedDepartment = Omit<LocatedEntry, "entry"> & { readonly entry: Pick<Department, "id" | "name" | "aliases" | "lineage"> };

/** Names that lead to two departments; reported at the later one. */
export function departmentNamesUsedTwice(departments: readonly NamedDepartment[]): Problem[] {
  const owner = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { entry, file, locate } of departments) {
    const say = sayAt(file, locate, problems);
    const claim = (name: string, path: readonly PropertyKey[]) => {
      const other = owner.get(name) ?? entry.id;
      owner.set(name, other);
      if (other === entry.id) return;
      const remedy = "a name must lead to one department: remove it from one of the two";
      say("department-name-twice", path, `the name "${name}" already belongs to ${other}`, remedy);
    };
    claim(entry.name, ["name"]);
    for (const [i, alias] of entry.aliases.entries()) claim(alias, ["aliases", i]);
    for (const [i, former] of entry.lineage.entries()) {
      claim(former.name, ["lineage", i, "name"]);
      for (const [k, alias] of former.aliases.entries()) claim(alias, ["lineage", i, "aliases", k]);
    }
  }
  return problems;
}
