import type { DepartmentRegistry } from "./departments.ts";
import type { Entry, Figure, Handler, TierTable } from "./entry.ts";
import type { LocatedEntry } from "./knowledge-base.ts";
import { didYouMean, type Problem } from "./problem.ts";
import type { GoldenQuestion, Lexicon, Regions } from "./settings.ts";

type Context = {
  readonly ids: ReadonlySet<string>;
  readonly regions: Regions;
  readonly departments: DepartmentRegistry;
};
type Say = (path: readonly PropertyKey[], message: string, remedy: string, severity?: Problem["severity"]) => void;

/** What no single field can show: references, tiers, periods, names used twice. */
export function validate(
  located: readonly LocatedEntry[],
  settings: { regions: Regions; lexicon: Lexicon; golden: readonly GoldenQuestion[] },
  departments: DepartmentRegistry,
): Problem[] {
  const problems: Problem[] = [];
  const context: Context = { ids: new Set(located.map((l) => l.entry.id)), regions: settings.regions, departments };
  for (const { entry, file, locate } of located) {
    const say: Say = (path, message, remedy, severity = "error") => problems.push({ file, ...locate(path), severity, message, remedy });
    checkCommon(entry, context, say);
    if ("handlers" in entry) checkHandlers(entry.handlers, departments, say);
    if ("tables" in entry) for (const [i, table] of entry.tables.entries()) checkTiers(table, ["tables", i], say);
    if ("figures" in entry) checkFigures(entry.figures, "figures", say);
    if (entry.kind === "role") checkFigures(entry.limits, "limits", say);
  }
  problems.push(...duplicateIds(located), ...departmentNamesUsedTwice(located), ...danglingGolden(settings.golden, context));
  return problems;
}

function checkCommon(entry: Entry, { ids, regions }: Context, say: Say) {
  if (entry.kind === "article") return;
  const { region, validity, supersedes } = entry;
  if (region !== undefined && Object.keys(regions).length > 0 && !Object.hasOwn(regions, region)) {
    say(["region"], `unknown region "${region}"`, didYouMean(region, Object.keys(regions), "add it to regions.yaml"));
  }
  if (validity.from !== undefined && validity.to !== undefined && validity.from > validity.to) {
    say(["validity", "to"], `validity ends (${validity.to}) before it begins (${validity.from})`, "swap or correct the two days");
  }
  supersedes.forEach((id, i) => {
    if (!ids.has(id)) say(["supersedes", i], `unknown entry "${id}"`, didYouMean(id, [...ids], "name an entry by its path without .md"));
  });
}

function checkHandlers(handlers: readonly Handler[], departments: DepartmentRegistry, say: Say) {
  handlers.forEach((handler, i) => {
    if (departments.resolve(handler.department) === null) {
      const remedy = didYouMean(handler.department, departments.names, "add it under kb/departments, or use a name found there");
      say(["handlers", i, "department"], `unknown department "${handler.department}"`, remedy);
    }
    if (handler.from !== undefined && handler.to !== undefined && handler.from > handler.to) {
      say(
        ["handlers", i, "to"],
        `the handler's time ends (${handler.to}) before it begins (${handler.from})`,
        "swap or correct the two days",
      );
    }
  });
}

function checkFigures(figures: readonly Figure[], key: string, say: Say) {
  figures.forEach(({ range, label }, i) => {
    if (range === undefined) return;
    const [low, high] = range;
    if (typeof low !== typeof high) say([key, i, "range"], `"${label}" mixes a number and a clock time`, "write both ends alike");
    else if (typeof low === "number" && low > Number(high))
      say([key, i, "range"], `"${label}" runs backwards (${low} to ${high})`, "write the smaller end first");
  });
}

/** Tiers ascend, do not overlap, leave no gap and close no tier before it opens. */
function checkTiers(table: TierTable, path: readonly PropertyKey[], say: Say) {
  const step = table.tiers.every(({ from, to }) => Number.isInteger(from ?? 0) && Number.isInteger(to ?? 0)) ? 1 : 0;
  let previous: { to: number | null; name: string } | null = null;
  table.tiers.forEach((tier, i) => {
    const here = [...path, "tiers", i];
    const name = tier.label ?? `${tier.from ?? ""}–${tier.to ?? ""}${table.unit}`;
    if (tier.from !== null && tier.to !== null && tier.from > tier.to) {
      say([...here, "from"], `tier "${name}" runs backwards`, "write the smaller end first");
    }
    if (previous !== null) {
      const from = tier.from ?? Number.NEGATIVE_INFINITY;
      const end = previous.to ?? Number.POSITIVE_INFINITY;
      if (from < end || (from === end && step === 1)) {
        say(
          [...here, "from"],
          `overlapping tiers: "${previous.name}" and "${name}" both hold ${from}${table.unit}`,
          `begin at ${end + step}${table.unit} or end the tier before earlier (both ends belong to a tier)`,
        );
      } else if (from > end + step) {
        say(
          [...here, "from"],
          `gap between the tiers "${previous.name}" and "${name}"`,
          "close it, or say with caveats that nothing is paid there",
          "warning",
        );
      }
    }
    previous = { to: tier.to, name };
  });
}

/** Paths that differ only in case are one id on half of all computers. */
function duplicateIds(located: readonly LocatedEntry[]): Problem[] {
  const seen = new Map<string, string>();
  return located.flatMap(({ entry, file }) => {
    const key = entry.id.toLowerCase();
    const other = seen.get(key);
    seen.set(key, file);
    if (other === undefined) return [];
    return [
      {
        file,
        line: 1,
        column: 1,
        severity: "error" as const,
        message: `duplicate id "${entry.id}", also in ${other}`,
        remedy: "rename or remove one of the two files",
      },
    ];
  });
}

function departmentNamesUsedTwice(located: readonly LocatedEntry[]): Problem[] {
  const owner = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { entry, file, locate } of located) {
    if (entry.kind !== "department") continue;
    const claim = (name: string, path: readonly PropertyKey[]) => {
      const other = owner.get(name);
      if (other !== undefined && other !== entry.id) {
        problems.push({
          file,
          ...locate(path),
          severity: "error",
          message: `the name "${name}" already belongs to ${other}`,
          remedy: "a name must lead to one department: remove it from one of the two",
        });
      }
      owner.set(name, entry.id);
    };
    claim(entry.name, ["name"]);
    for (const [i, alias] of entry.aliases.entries()) claim(alias, ["aliases", i]);
    entry.lineage.forEach((former, i) => {
      claim(former.name, ["lineage", i, "name"]);
      for (const [k, alias] of former.aliases.entries()) claim(alias, ["lineage", i, "aliases", k]);
    });
  }
  return problems;
}

function danglingGolden(golden: readonly GoldenQuestion[], { ids }: Context): Problem[] {
  return golden.flatMap(({ entry, q }) => {
    if (entry === undefined || ids.has(entry)) return [];
    return [
      {
        file: "golden.yaml",
        line: 1,
        column: 1,
        severity: "error" as const,
        message: `golden question "${q}" names the unknown entry "${entry}"`,
        remedy: didYouMean(entry, [...ids], "name an entry by its path without .md"),
      },
    ];
  });
}
