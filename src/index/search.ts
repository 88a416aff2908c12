import { impactOf } from "./bm25.ts";
import type { Found, Hit, WeightedTerm } from "./searchable.ts";
import { absent } from "./trie.ts";

/** What a search reads of a snapshot. */
type Source = {
  readonly size: number;
  idf(term: number): number;
  postings(term: number): { readonly documents: Uint32Array; readonly impacts: Uint8Array };
};

/**
 * All documents that hold any of the terms, the best `limit` in order.
 *
 *     score(d) = coverage(d) · Σ_t weight_t · idf_t · impact(t, d)
 *     coverage(d) = idf mass of the terms d holds / idf mass of the question
 *
 * Ties go to the smaller document number, so the order is total.
 * @param accepts called once per matching document; false leaves it out of hits and total
 */
export function search(snapshot: Source, terms: readonly WeightedTerm[], limit: number, accepts?: (document: number) => boolean): Found {
  const scores = new Float32Array(snapshot.size);
  const masses = new Float32Array(snapshot.size);
  const touched: number[] = [];
  let whole = 0;
  for (const { term, weight, expected } of terms) {
    const idf = snapshot.idf(term);
    const mass = weight * idf;
    whole += expected * idf;
    if (term === absent) continue;
    const { documents, impacts } = snapshot.postings(term);
    for (let i = 0; i < documents.length; i++) {
      const document = documents[i] ?? 0;
      if (masses[document] === 0) touched.push(document);
      scores[document] = (scores[document] ?? 0) + mass * impactOf(impacts[i] ?? 0);
      masses[document] = (masses[document] ?? 0) + mass;
    }
  }
  const matching = accepts ? touched.filter(accepts) : touched;
  const hits = matching.map((document): Hit => {
    const coverage = Math.min(1, (masses[document] ?? 0) / (whole || 1));
    return { document, coverage, score: (scores[document] ?? 0) * coverage };
  });
  hits.sort((a, b) => b.score - a.score || a.document - b.document);
  return { hits: hits.slice(0, limit), total: matching.length, documents: Uint32Array.from(matching) };
}
