import type { DepartmentRegistry } from "../kb/departments.ts";
import type { Entry } from "../kb/entry.ts";
import { correctedDepartments, departmentsReadOtherwise } from "./corrected-departments.ts";
import { type IndexedEntry, indexEntry, type PlacedEntry } from "./corrected-documents.ts";
import type { CorrectedEntry } from "./corrected-entry.ts";
import { departmentIdsOf } from "./document-columns.ts";
import { DocumentNumbering } from "./document-numbering.ts";
import type { Searchable } from "./searchable.ts";
import { endingsOf, type Period, periodOf, type Succession, successionsOf } from "./successions.ts";
import { absent } from "./trie.ts";
import { byUnit } from "./trie-lexicon.ts";

/** An entry of the overlay with what filters read of it; `departments`: their ordinals. */
export type OwnEntry = PlacedEntry & { readonly period: Period; readonly departments: readonly number[] };

/** What is worked out once, when corrections are laid over a base. */
export type Overlay = {
  readonly departments: DepartmentRegistry;
  readonly successions: readonly Succession[];
  readonly numbering: DocumentNumbering;
  /** By document number, ascending. */
  readonly own: ReadonlyMap<number, OwnEntry>;
  /** Documents of the base, in its numbers, that are replaced or gone; and their ids. */
  readonly masked: ReadonlySet<number>;
  readonly maskedIds: ReadonlySet<string>;
};

/**
 * Corrections touch more than their own entries: a department that is renamed is read otherwise
 * in every entry that names it, a rule that supersedes another ends it. Those are laid over the
 * base as well.
 *
 * @param corrections of several for one id the last one counts
 * @param previous of the same base: what is alike in both is not indexed again
 * @throws where the base cannot load what must be read
 */
export async function layOver(base: Searchable, corrections: readonly CorrectedEntry[], previous: Overlay | null): Promise<Overlay> {
  const byId = new Map(corrections.map((c) => [c.id, c]));
  const all = [...byId.values()];
  const departments = correctedDepartments(base.departments, all);
  const put = all.flatMap(({ entry }) => entry ?? []);
  const masked = new Set(documentsOf(base, byId.keys()));

  const successions = [...base.meta.successions.filter(([by]) => !byId.has(by)), ...successionsOf(put)];
  const endings = endingsOf(successions);
  const touched = [...ledOtherwise(base, departments), ...endedOtherwise(base, endings)];
  const reread = [...new Set(touched)].filter((document) => !masked.has(document));
  await base.load(reread);

  for (const document of reread) masked.add(document);
  const entries = [...put, ...reread.map((document) => base.entry(document))];
  const { numbering, numbers } = numbered(base, entries);
  const ordinals = new Map(departments.all.map((d, ordinal) => [d.id, ordinal]));
  const indexed =
    previous !== null && sameNames(previous.departments, departments) ? indexedEntries(previous) : new Map<Entry, IndexedEntry>();
  const own = entries.map((entry): OwnEntry => {
    const leads = departmentIdsOf(entry, departments).flatMap((id) => ordinals.get(id) ?? []);
    return {
      ...(indexed.get(entry) ?? indexEntry(entry, departments, base)),
      document: numbers.get(entry.id) ?? absent,
      period: periodOf(entry, endings),
      departments: [...new Set(leads)],
    };
  });
  own.sort((a, b) => a.document - b.document);
  return {
    departments,
    successions,
    numbering,
    own: new Map(own.map((o) => [o.document, o])),
    masked,
    maskedIds: new Set(Array.from(masked, (document) => base.id(document))),
  };
}

function indexedEntries({ own }: Overlay): ReadonlyMap<Entry, IndexedEntry> {
  return new Map([...own.values()].map((one) => [one.entry, one]));
}

/** True where every department is called the same: entries read the same. */
function sameNames(a: DepartmentRegistry, b: DepartmentRegistry): boolean {
  return a === b || JSON.stringify(a.all) === JSON.stringify(b.all);
}

/** Documents of the base that lead to a department whose names now lead elsewhere. */
function ledOtherwise(base: Searchable, departments: DepartmentRegistry): number[] {
  if (departments === base.departments) return [];
  const changed = departmentsReadOtherwise(base.departments, departments);
  const ordinals = new Set(base.departments.all.flatMap((d, ordinal) => (changed.has(d) ? [ordinal] : [])));
  const all = Array.from({ length: base.size }, (_, document) => document);
  return all.filter((document) => Array.from(base.departmentsOf(document)).some((ordinal) => ordinals.has(ordinal)));
}

/** Documents of the base that successors now end on another day. */
function endedOtherwise(base: Searchable, endings: ReadonlyMap<string, number>): number[] {
  const before = endingsOf(base.meta.successions);
  const ids = new Set([...before.keys(), ...endings.keys()]);
  const changed = [...ids].filter((id) => before.get(id) !== endings.get(id));
  return documentsOf(base, changed);
}

function documentsOf(base: Searchable, ids: Iterable<string>): number[] {
  return Array.from(ids, (id) => base.documentOf(id)).filter((document) => document !== absent);
}

/** The numbers that a snapshot of the base and these entries would give them, by id. */
function numbered(base: Searchable, entries: readonly Entry[]): { numbering: DocumentNumbering; numbers: ReadonlyMap<string, number> } {
  const ids = entries.map((entry) => entry.id);
  const fresh = ids.filter((id) => base.documentOf(id) === absent).toSorted(byUnit);
  const numbering = new DocumentNumbering(
    base.size,
    fresh.map((id) => standingBefore(base, id)),
  );
  const numbers = new Map(fresh.map((id, n) => [id, numbering.ofNew(n)]));
  for (const id of ids) if (!numbers.has(id)) numbers.set(id, numbering.ofBase(base.documentOf(id)));
  return { numbering, numbers };
}

/** How many documents of the base have a smaller id. */
function standingBefore(base: Searchable, id: string): number {
  let low = 0;
  let high = base.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (base.id(middle) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
