import type { Department } from "./entry.ts";

/** What the registry keeps of a department: enough to resolve names and to show them. */
export type DepartmentRecord = Pick<Department, "id" | "name" | "aliases" | "lineage" | "region">;

/** A name resolved: today's body, and the former name where it was one. */
export type ResolvedDepartment = {
  readonly department: DepartmentRecord;
  /** The former name that was used or meant, null for a present one. */
  readonly former: string | null;
};

/** How a department is called on a day: 2014 → 工商局, formerly null; today → 市场监督管理局, formerly 工商局. */
export type DepartmentLabel = { readonly id: string; readonly name: string; readonly formerly: string | null };

/** Resolves present names, aliases and former names to today's bodies. */
export class DepartmentRegistry {
  readonly all: readonly DepartmentRecord[];
  readonly #byName = new Map<string, ResolvedDepartment>();
  readonly #byId = new Map<string, DepartmentRecord>();

  constructor(departments: readonly DepartmentRecord[]) {
    this.all = departments;
    for (const department of departments) {
      this.#byId.set(department.id, department);
      for (const former of department.lineage) {
        for (const name of [former.name, ...former.aliases]) this.#add(name, { department, former: former.name });
      }
    }
    // Present names win over former ones of the same spelling.
    for (const department of departments) {
      for (const name of [department.name, ...department.aliases]) this.#byName.set(name, { department, former: null });
    }
  }

  /** Every spelling that resolves. */
  get names(): string[] {
    return [...this.#byName.keys()];
  }

  byId(id: string): DepartmentRecord | null {
    return this.#byId.get(id) ?? null;
  }

  resolve(name: string): ResolvedDepartment | null {
    const found = this.#byName.get(name) ?? null;
    if (found === null || found.former === null) return found;
    // Where the former body's work went to another one, that one answers for it.
    const into = found.department.lineage.find((l) => l.name === found.former)?.into;
    const successor = into === undefined ? undefined : this.#byName.get(into);
    return successor ? { department: successor.department, former: found.former } : found;
  }

  /**
   * The label to show on a day for a name an entry uses.
   * Before a renaming the former name is in force and nothing is "former" about it.
   */
  label(name: string, at: string): DepartmentLabel | null {
    const resolved = this.resolve(name);
    if (resolved === null) return null;
    const { department, former } = resolved;
    if (former === null) return { id: department.id, name: nameOn(department, at), formerly: null };
    const then = this.#formerRecord(former);
    return then !== undefined && at < then.to
      ? { id: department.id, name: former, formerly: null }
      : { id: department.id, name: nameOn(department, at), formerly: former };
  }

  /** The day from which a former name was no longer in force, null where it is none. */
  endOfFormerName(name: string): string | null {
    return this.#formerRecord(name)?.to ?? null;
  }

  #formerRecord(name: string) {
    for (const department of this.all) {
      const record = department.lineage.find((l) => l.name === name);
      if (record) return record;
    }
    return undefined;
  }

  #add(name: string, resolved: ResolvedDepartment) {
    if (!this.#byName.has(name)) this.#byName.set(name, resolved);
  }
}

/** What a department was called on a day; today's name where several bodies did its work then. */
function nameOn({ name, lineage }: DepartmentRecord, at: string): string {
  const inForce = lineage.filter((l) => at < l.to && (l.from === undefined || l.from <= at));
  const only = inForce.length === 1 ? inForce[0] : undefined;
  return only?.name ?? name;
}
