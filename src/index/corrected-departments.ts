import { type DepartmentRecord, DepartmentRegistry } from "../kb/departments.ts";
import type { CorrectedEntry } from "./corrected-entry.ts";
import { byUnit } from "./trie-lexicon.ts";

/** The registry with corrected departments in it; the very same one where none was corrected. */
export function correctedDepartments(base: DepartmentRegistry, corrections: readonly CorrectedEntry[]): DepartmentRegistry {
  const records = new Map(base.all.map((d) => [d.id, d]));
  let touched = false;
  for (const { id, entry } of corrections) {
    if (entry?.kind === "department") {
      const { name, aliases, lineage, region } = entry;
      records.set(id, { id, name, aliases, lineage, region });
      touched = true;
    } else if (records.delete(id)) touched = true;
  }
  if (!touched) return base;
  return new DepartmentRegistry([...records.values()].toSorted((a, b) => byUnit(a.id, b.id)));
}

/**
 * The departments (as they were) that some name no longer leads to, or that are called
 * otherwise: entries that lead to them must be read again.
 */
export function departmentsReadOtherwise(before: DepartmentRegistry, after: DepartmentRegistry): ReadonlySet<DepartmentRecord> {
  const changed = new Set<DepartmentRecord>();
  for (const name of before.names) {
    const then = before.resolve(name)?.department;
    const now = after.resolve(name)?.department;
    if (then !== undefined && (now?.id !== then.id || now.name !== then.name)) changed.add(then);
  }
  return changed;
}
