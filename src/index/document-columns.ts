import type { DepartmentRegistry } from "../kb/departments.ts";
import { type Entry, kindNames } from "../kb/entry.ts";
import { dayNumber } from "./day-number.ts";
import type { Sections } from "./format.ts";

type Columns = Pick<Sections, "documentKind" | "documentRegion" | "validFrom" | "validTo" | "departmentStart" | "departmentOrdinals">;

/** What filters and facets read, growing document by document. A column that says nothing of any document is empty. */
export class DocumentColumns {
  readonly #departments: DepartmentRegistry;
  readonly #ordinal: ReadonlyMap<string, number>;
  readonly #ids: string[] = [];
  readonly #kinds: number[] = [];
  readonly #regions: number[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #lists: number[][] = [];
  /** The last day of entries that others supersede. */
  readonly #endings = new Map<string, number>();

  constructor(departments: DepartmentRegistry) {
    this.#departments = departments;
    this.#ordinal = new Map(departments.all.map((d, i) => [d.id, i]));
  }

  add(entry: Entry): void {
    this.#ids.push(entry.id);
    this.#kinds.push(kindNames.indexOf(entry.kind));
    const ordinals = departmentIdsOf(entry, this.#departments).map((id) => this.#ordinal.get(id) ?? 0);
    this.#lists.push([...new Set(ordinals)]);
    const curated = entry.kind === "article" ? null : entry;
    this.#regions.push(Number(curated?.region ?? 0));
    this.#from.push(dayNumber.from(curated?.validity.from));
    this.#to.push(dayNumber.to(curated?.validity.to));
    if (curated === null) return;
    // The day before the successor begins, or no day at all where it states none.
    const last = curated.validity.from === undefined ? dayNumber.first : dayNumber.of(curated.validity.from) - 1;
    for (const id of curated.supersedes) this.#endings.set(id, Math.min(last, this.#endings.get(id) ?? dayNumber.last));
  }

  columns(): Columns {
    const departmentStart = new Uint32Array(this.#lists.length + 1);
    this.#lists.forEach((list, i) => {
      departmentStart[i + 1] = (departmentStart[i] ?? 0) + list.length;
    });
    const to = this.#to.map((day, i) => Math.min(day, this.#endings.get(this.#ids[i] ?? "") ?? dayNumber.last));
    const telling = (values: readonly number[], usual: number) => (values.every((v) => v === usual) ? [] : values);
    return {
      documentKind: Uint8Array.from(this.#kinds),
      documentRegion: Uint32Array.from(telling(this.#regions, 0)),
      validFrom: Int32Array.from(telling(this.#from, dayNumber.first)),
      validTo: Int32Array.from(telling(to, dayNumber.last)),
      departmentStart: this.#lists.some((list) => list.length > 0) ? departmentStart : new Uint32Array(0),
      departmentOrdinals: Uint16Array.from(this.#lists.flat()),
    };
  }
}

/** The ids of the departments an entry leads to. */
export function departmentIdsOf(entry: Entry, departments: DepartmentRegistry): string[] {
  if (entry.kind === "department") return [entry.id];
  if (!("handlers" in entry)) return [];
  return entry.handlers.flatMap((h) => departments.resolve(h.department)?.department.id ?? []);
}
