import { type Kind, kindNames } from "../kb/entry.ts";
import { holdsIn } from "../kb/regions.ts";
import type { Sections } from "./format.ts";

/** What a search is narrowed to. What is not stated is not asked. */
export type DocumentFilter = {
  /** In force on this day (a day number). */
  readonly day?: number | undefined;
  readonly kind?: Kind | undefined;
  /** Ordinal of a department the entry leads to; −1: there is no such department. */
  readonly department?: number | undefined;
  /** Places that an entry must concern: hold in one of them, or in a part of one. */
  readonly regions?: readonly string[] | undefined;
  /** Documents left out. */
  readonly without?: ReadonlySet<number> | undefined;
};

type Columns = Pick<Sections, "documentKind" | "documentRegion" | "validFrom" | "validTo" | "departmentStart" | "departmentOrdinals">;

/** A filter over the columns, asked document by document; null: everything passes. */
export function compileFilter(columns: Columns, filter: DocumentFilter): ((document: number) => boolean) | null {
  const { documentKind, documentRegion, validFrom, validTo, departmentStart, departmentOrdinals } = columns;
  const { day, department, without } = filter;
  const tests: ((document: number) => boolean)[] = [];
  if (filter.kind !== undefined) {
    const kind = kindNames.indexOf(filter.kind);
    tests.push((document) => documentKind[document] === kind);
  }
  if (day !== undefined && validFrom.length > 0) tests.push((document) => (validFrom[document] ?? 0) <= day);
  if (day !== undefined && validTo.length > 0) tests.push((document) => day <= (validTo[document] ?? 0));
  if (filter.regions !== undefined && filter.regions.length > 0 && documentRegion.length > 0) {
    const concerns = regionTest(filter.regions);
    tests.push((document) => concerns(documentRegion[document] ?? 0));
  }
  if (department !== undefined) {
    tests.push((document) => {
      const end = Math.min(departmentStart[document + 1] ?? 0, departmentOrdinals.length);
      for (let i = departmentStart[document] ?? 0; i < end; i++) if (departmentOrdinals[i] === department) return true;
      return false;
    });
  }
  if (without !== undefined && without.size > 0) tests.push((document) => !without.has(document));
  const [only] = tests;
  if (only === undefined) return null;
  return tests.length === 1 ? only : (document) => tests.every((test) => test(document));
}

/** A rule concerns a place it holds in, or that it is part of (asked about the province, the city's rule is worth showing). */
export function concernsPlace(rule: string | undefined, places: readonly string[]): boolean {
  if (rule === undefined || places.length === 0) return true;
  return places.some((place) => holdsIn(rule, place) || holdsIn(place, rule));
}

/** `concernsPlace` for codes of the region column, each worked out once. */
function regionTest(places: readonly string[]): (code: number) => boolean {
  const known = new Map<number, boolean>();
  return (code) => {
    let concerns = known.get(code);
    if (concerns === undefined) {
      concerns = concernsPlace(code === 0 ? undefined : String(code), places);
      known.set(code, concerns);
    }
    return concerns;
  };
}
