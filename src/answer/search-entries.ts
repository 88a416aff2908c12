import type { Counts, Hit, Searchable } from "../index/searchable.ts";
import { type Kind, titleOf } from "../kb/entry.ts";
import { refine, refinedDepth } from "../query/proximity.ts";
import { documentFilter, type Filter, retrieve } from "../query/retrieve.ts";
import { type Circumstances, type Query, understand } from "../query/understand.ts";
import { handlersOn } from "./handlers.ts";
import { entrySnippet } from "./snippet.ts";

export type SearchHit = {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly score: number;
  readonly snippet: string;
  readonly highlights: [number, number][];
  readonly departments: string[];
};
export type Searched = {
  readonly query: string;
  readonly total: number;
  readonly hits: SearchHit[];
  /** Counts over all matches, not just the page. */
  readonly facets: { readonly kind: Record<string, number>; readonly department: Record<string, number> };
};
export type Page = Filter & { readonly limit: number; readonly offset: number };

/** A search whose hits are found, before any stored entry is read. */
export type PreparedSearch = {
  readonly question: string;
  readonly understood: Query;
  readonly found: readonly Hit[];
  readonly page: Page;
  /** The documents whose entries `list` reads. */
  readonly documents: readonly number[];
};

/** Question → hits: understand → retrieve. What follows needs the stored entries of its documents in memory. */
export function prepareSearch(snapshot: Searchable, question: string, circumstances: Circumstances, page: Page): PreparedSearch {
  const understood = understand(snapshot, question, circumstances);
  const depth = refinedDepth(snapshot);
  const found = retrieve(snapshot, understood, Math.max(depth + 1, page.offset + page.limit), page);
  const read = found.filter((_, i) => i < depth || (i >= page.offset && i < page.offset + page.limit));
  return { question, understood, found, page, documents: read.map((hit) => hit.document) };
}

/** Hits → a page of them, with snippets and facets. */
export function list(snapshot: Searchable, { question, understood, found, page }: PreparedSearch): Searched {
  const refined = refine(snapshot, understood, found);
  const hits = refined.slice(page.offset, page.offset + page.limit).map(({ document, score }): SearchHit => {
    const entry = snapshot.entry(document);
    const { text, highlights } = entrySnippet(entry, understood.terms);
    const names = handlersOn(snapshot, entry, understood.at).map((h) => h.name);
    return {
      id: entry.id,
      kind: entry.kind,
      title: titleOf(entry),
      score: Math.round(score * 1000) / 1000,
      snippet: text,
      highlights,
      departments: [...new Set(names)],
    };
  });
  const counts = snapshot.count(understood.terms, documentFilter(snapshot, understood, page));
  return { query: question, total: counts.total, hits, facets: facetsOf(snapshot, counts) };
}

/** Plain retrieval with filters, facets, snippets, where all entries are in memory: the list behind an answer. */
export function searchEntries(
  snapshot: Searchable,
  question: string,
  circumstances: Circumstances,
  page: Page,
): { searched: Searched; understood: Query } {
  const prepared = prepareSearch(snapshot, question, circumstances, page);
  return { searched: list(snapshot, prepared), understood: prepared.understood };
}

function facetsOf(snapshot: Searchable, { kinds, departments }: Counts): Searched["facets"] {
  const named = [...departments].map(([ordinal, n]) => [snapshot.departments.all[ordinal]?.id ?? "", n] as const);
  return { kind: Object.fromEntries(kinds), department: Object.fromEntries(named) };
}
