import type { Hit, Searchable } from "../index/searchable.ts";
import { type Closeness, closenessNames, closenessOf, soughtIn } from "./closeness.ts";
import { retrieve } from "./retrieve.ts";
import learned from "./search-model.json" with { type: "json" };
import type { Query } from "./understand.ts";

/** Hits looked at closely: the order beyond them is the retrieval's. A large base's texts are fetched block by block: only a page of them. */
export function refinedDepth(snapshot: Searchable): number {
  return snapshot.meta.stored === "plain" ? 30 : 10;
}

/** The first `most` hits of a question as a reader sees them: retrieved, their entries read, reordered. */
export async function closestHits(snapshot: Searchable, query: Query, most: number): Promise<Hit[]> {
  const depth = refinedDepth(snapshot);
  const found = retrieve(snapshot, query, Math.max(most, depth + 1));
  await snapshot.load(found.slice(0, depth).map((hit) => hit.document));
  return refine(snapshot, query, found).slice(0, most);
}

/** Weights learned by bench/search/train.ts. */
export type SearchModel = Closeness;
const model: SearchModel = learned;

/**
 * Reorders the first hits by a linear model of how close each comes to the question; see closeness.ts.
 * Their scores run from the best retrieved one down to that of the first hit not looked at:
 *
 *     score(d) = floor + (best − floor) · e^(model(d) − model(first))
 */
export function refine(snapshot: Searchable, query: Query, hits: readonly Hit[]): Hit[] {
  const depth = refinedDepth(snapshot);
  const best = hits[0]?.score ?? 0;
  const floor = hits[depth]?.score ?? 0;
  const sought = soughtIn(snapshot, query, best);
  const judged = hits.slice(0, depth).map((hit) => ({ hit, value: worthOf(closenessOf(snapshot, query, sought, hit)) }));
  judged.sort((a, b) => b.value - a.value || a.hit.document - b.hit.document);
  const highest = judged[0]?.value ?? 0;
  const refined = judged.map(({ hit, value }) => ({ ...hit, score: floor + (best - floor) * Math.exp(value - highest) }));
  return [...refined, ...hits.slice(depth)];
}

function worthOf(closeness: Closeness): number {
  return closenessNames.reduce((sum, name) => sum + model[name] * closeness[name], 0);
}
