import { handlersOn } from "../answer/handlers.ts";
import type { Searchable } from "../index/searchable.ts";
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
export async function profileOf(snapshot: Searchable, department: DepartmentRecord, at: string) {
  const ordinal = snapshot.departments.all.indexOf(department);
  const handles: { id: string; kind: Kind; title: string; role: "lead" | "assist"; when: string | null; formerly: string | null }[] = [];
  const all = Array.from({ length: snapshot.size }, (_, document) => document);
  const leading = all.filter((document) => [...snapshot.departmentsOf(document)].includes(ordinal));
  const own = snapshot.documentOf(department.id);
  await snapshot.load(own < 0 ? leading : [own, ...leading]);
  for (const document of leading) {
    if (snapshot.kind(document) === "department") continue;
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
  return { ...summaryOf(department), text: own < 0 ? "" : leadOf(snapshot.entry(own)), handles };
}
