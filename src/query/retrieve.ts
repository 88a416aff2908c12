import { dayNumber } from "../index/day-number.ts";
import type { DocumentFilter } from "../index/document-filter.ts";
import type { Hit, Searchable } from "../index/searchable.ts";
import type { Kind } from "../kb/entry.ts";
import type { Query } from "./understand.ts";

/** What a client narrows a search to. */
export type Filter = { readonly kind?: Kind | undefined; readonly department?: string | undefined };

/** The best `limit` documents that are in force, hold in the question's places and pass the filter. */
export function retrieve(snapshot: Searchable, query: Query, limit: number, filter: Filter = {}): Hit[] {
  return snapshot.search(query.terms, limit, documentFilter(snapshot, query, filter));
}

/** The circumstances of a question and a client's wishes, as a search takes them. */
export function documentFilter(snapshot: Searchable, query: Query, { kind, department }: Filter): DocumentFilter {
  return {
    day: dayNumber.of(query.at),
    kind,
    department: department === undefined ? undefined : snapshot.departments.all.findIndex((d) => d.id === department),
    regions: query.regions,
  };
}
