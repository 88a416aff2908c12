import { handlersOn } from "../answer/handlers.ts";
import type { Snapshot } from "../index/snapshot.ts";
import type { DepartmentRecord } from "../kb/departments.ts";
import { type Kind, leadOf, titleOf } from "../kb/entry.ts";

/** A department as the API shows it. */
export function summaryOf({ id, name, aliases, region, lineage }: DepartmentRecord) {
  return {
    id,
    name,
    aliases,
    region: region ?? null,
    lineage: lineage.map((l) => ({
      name: l.name,
      aliases: l.aliases,
      from: l.from ?? null,
      to: l.to,
      into: l.into ?? null,
      basis: l.basis,
    })),
  };
}

/** Everything a department handles on a day, beside what it is. */
export function profileOf(snapshot: Snapshot, department: DepartmentRecord, at: string) {
  const ordinal = snapshot.departments.all.indexOf(department);
  const handles: { id: string; kind: Kind; title: string; role: "lead" | "assist"; when: string | null; formerly: string | null }[] = [];
  for (let document = 0; document < snapshot.size; document++) {
    if (snapshot.kind(document) === "department" || !snapshot.departmentsOf(document).includes(ordinal)) continue;
    const entry = snapshot.entry(document);
    for (const handler of handlersOn(snapshot, entry, at)) {
      if (handler.id !== department.id) continue;
      handles.push({
        id: entry.id,
        kind: entry.kind,
        title: titleOf(entry),
        role: handler.role,
        when: handler.when,
        formerly: handler.formerly,
      });
    }
  }
  const own = snapshot.documentOf(department.id);
  return { ...summaryOf(department), text: own < 0 ? "" : leadOf(snapshot.entry(own)), handles };
}
