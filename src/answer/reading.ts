import type { Hit, Searchable } from "../index/searchable.ts";
import type { Ranked } from "../query/features.ts";
import { confidenceIn, rank } from "../query/rank.ts";
import type { Respelled } from "../query/respell.ts";
import type { Query } from "../query/understand.ts";

/** A question read one way (as typed, respelled, or one request of it), and what it retrieved. */
export type Found = { readonly query: Query; readonly hits: readonly Hit[]; readonly corrections: Respelled["corrections"] };
/** The same with its candidates in order, and how sure the first one is. */
export type Reading = {
  readonly query: Query;
  readonly ranked: Ranked[];
  readonly confidence: number;
  readonly corrections: Respelled["corrections"];
};

export function readingOf(snapshot: Searchable, { query, hits, corrections }: Found): Reading {
  const ranked = rank(snapshot, query, hits);
  return { query, ranked, confidence: confidenceIn(snapshot, query, ranked), corrections };
}
