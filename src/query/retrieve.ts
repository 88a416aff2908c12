import { dayNumber } from "../index/day-number.ts";
import type { Found, Searchable } from "../index/searchable.ts";
import type { Kind } from "../kb/entry.ts";
import { holdsIn } from "../kb/regions.ts";
import type { Query } from "./understand.ts";

/** What a client narrows a search to. */
export type Filter = { readonly kind?: Kind | undefined; readonly department?: string | undefined };

/** The best `limit` documents that are in force, hold in the question's places and pass the filter. */
export function retrieve(snapshot: Searchable, query: Query, limit: number, filter: Filter = {}): Found {
  const day = dayNumber.of(query.at);
  const ordinal = filter.department === undefined ? null : snapshot.departments.all.findIndex((d) => d.id === filter.department);
  return snapshot.search(query.terms, limit, (document) => {
    if (!snapshot.inForce(document, day)) return false;
    if (filter.kind !== undefined && snapshot.kind(document) !== filter.kind) return false;
    if (ordinal !== null && ![...snapshot.departmentsOf(document)].includes(ordinal)) return false;
    return concerns(snapshot.region(document), query.regions);
  });
}

/** A rule concerns a place it holds in, or that it is part of (asked about the province, the city's rule is worth showing). */
function concerns(rule: string | undefined, places: readonly string[]): boolean {
  if (rule === undefined || places.length === 0) return true;
  return places.some((place) => holdsIn(rule, place) || holdsIn(place, rule));
}
