import type { Snapshot } from "../index/snapshot.ts";
import { type Kind, titleOf } from "../kb/entry.ts";
import { refine, refinedDepth } from "../query/proximity.ts";
import { type Filter, retrieve } from "../query/retrieve.ts";
import { type Circumstances, type Query, understand } from "../query/understand.ts";
import { handlersOn } from "./handlers.ts";
import { plainTextOf } from "./plain-text.ts";
import { snippetOf } from "./snippet.ts";

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

/** Plain retrieval with filters, facets, snippets: the list behind an answer. */
export function searchEntries(
  snapshot: Snapshot,
  question: string,
  circumstances: Circumstances,
  page: Page,
): { searched: Searched; understood: Query } {
  const understood = understand(snapshot, question, circumstances);
  const found = refine(snapshot, understood, retrieve(snapshot, understood, Math.max(refinedDepth, page.offset + page.limit), page));
  const hits = found.hits.slice(page.offset, page.offset + page.limit).map(({ document, score }): SearchHit => {
    const entry = snapshot.entry(document);
    const { text, highlights } = snippetOf(plainTextOf(entry), understood.terms);
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
  return { searched: { query: question, total: found.total, hits, facets: facetsOf(snapshot, found.documents) }, understood };
}

function facetsOf(snapshot: Snapshot, documents: Uint32Array): Searched["facets"] {
  const kind: Record<string, number> = {};
  const department: Record<string, number> = {};
  for (const document of documents) {
    const name = snapshot.kind(document);
    kind[name] = (kind[name] ?? 0) + 1;
    for (const ordinal of snapshot.departmentsOf(document)) {
      const id = snapshot.departments.all[ordinal]?.id ?? "";
      department[id] = (department[id] ?? 0) + 1;
    }
  }
  return { kind, department };
}
