import type { DepartmentRegistry } from "../kb/departments.ts";
import { type Entry, kindNames } from "../kb/entry.ts";
import { dayNumber } from "./day-number.ts";
import type { Sections } from "./format.ts";
import { endingsOf, periodOf, type Succession, successionsOf } from "./successions.ts";

const none: ReadonlyMap<string, number> = new Map();

type Columns = Pick<Sections, "documentKind" | "documentRegion" | "validFrom" | "validTo" | "departmentStart" | "departmentOrdinals">;

/** What filters and facets read, growing document by document. A column that says nothing of any document is empty. */
export class DocumentColumns {
  readonly #departments: DepartmentRegistry;
  readonly #ordinal: ReadonlyMap<string, number>;
  readonly #kinds: number[] = [];
  readonly #regions: number[] = [];
  readonly #entries: { readonly id: string; readonly from: number; readonly to: number }[] = [];
  readonly #lists: number[][] = [];
  /** Which entries end others. */
  readonly successions: Succession[] = [];

  constructor(departments: DepartmentRegistry) {
    this.#departments = departments;
    this.#ordinal = new Map(departments.all.map((d, i) => [d.id, i]));
  }

  add(entry: Entry): void {
    this.#kinds.push(kindNames.indexOf(entry.kind));
    const ordinals = departmentIdsOf(entry, this.#departments).map((id) => this.#ordinal.get(id) ?? 0);
    this.#lists.push([...new Set(ordinals)]);
    this.#regions.push(entry.kind === "article" ? 0 : Number(entry.region ?? 0));
    this.#entries.push({ id: entry.id, ...periodOf(entry, none) });
    this.successions.push(...successionsOf([entry]));
  }

  columns(): Columns {
    const departmentStart = new Uint32Array(this.#lists.length + 1);
    this.#lists.forEach((list, i) => {
      departmentStart[i + 1] = (departmentStart[i] ?? 0) + list.length;
    });
    const endings = endingsOf(this.successions);
    const from = this.#entries.map((entry) => entry.from);
    const to = this.#entries.map((entry) => Math.min(entry.to, endings.get(entry.id) ?? dayNumber.last));
    const telling = (values: readonly number[], usual: number) => (values.every((v) => v === usual) ? [] : values);
    return {
      documentKind: Uint8Array.from(this.#kinds),
      documentRegion: Uint32Array.from(telling(this.#regions, 0)),
      validFrom: Int32Array.from(telling(from, dayNumber.first)),
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
