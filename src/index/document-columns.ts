import type { DepartmentRegistry } from "../kb/departments.ts";
import { type Entry, kindNames } from "../kb/entry.ts";
import { dayNumber } from "./day-number.ts";
import type { Sections } from "./format.ts";

/** Columns that filters and facets read. */
export function documentColumns(
  entries: readonly Entry[],
  departments: DepartmentRegistry,
): Pick<Sections, "documentKind" | "documentRegion" | "validFrom" | "validTo" | "departmentStart" | "departmentOrdinals"> {
  const ordinal = new Map(departments.all.map((d, i) => [d.id, i]));
  const lists = entries.map((entry) => [...new Set(departmentIdsOf(entry, departments).map((id) => ordinal.get(id) ?? 0))]);
  const departmentStart = new Uint32Array(entries.length + 1);
  lists.forEach((list, i) => {
    departmentStart[i + 1] = (departmentStart[i] ?? 0) + list.length;
  });
  const endings = supersededOn(entries);
  return {
    documentKind: Uint8Array.from(entries, (e) => kindNames.indexOf(e.kind)),
    documentRegion: Uint32Array.from(entries, (e) => (e.kind === "article" ? 0 : Number(e.region ?? 0))),
    validFrom: Int32Array.from(entries, (e) => (e.kind === "article" ? dayNumber.first : dayNumber.from(e.validity.from))),
    validTo: Int32Array.from(entries, (e) =>
      e.kind === "article" ? dayNumber.last : Math.min(dayNumber.to(e.validity.to), endings.get(e.id) ?? dayNumber.last),
    ),
    departmentStart,
    departmentOrdinals: Uint16Array.from(lists.flat()),
  };
}

/**
 * The last day of entries that others supersede: the day before the successor begins, or
 * no day at all where the successor states none.
 */
function supersededOn(entries: readonly Entry[]): Map<string, number> {
  const endings = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind === "article") continue;
    const last = entry.validity.from === undefined ? dayNumber.first : dayNumber.of(entry.validity.from) - 1;
    for (const id of entry.supersedes) endings.set(id, Math.min(last, endings.get(id) ?? dayNumber.last));
  }
  return endings;
}

/** The ids of the departments an entry leads to. */
export function departmentIdsOf(entry: Entry, departments: DepartmentRegistry): string[] {
  if (entry.kind === "department") return [entry.id];
  if (!("handlers" in entry)) return [];
  return entry.handlers.flatMap((h) => departments.resolve(h.department)?.department.id ?? []);
}
