import type { Searchable } from "../index/searchable.ts";
import { normalizeText } from "../text/normalize.ts";

const known = new WeakMap<Searchable, ReadonlySet<string>>();

/** The words for what people want to know of a matter: 材料, 利率. */
export function aspectsOf(snapshot: Searchable): ReadonlySet<string> {
  let aspects = known.get(snapshot);
  if (aspects === undefined) {
    aspects = new Set((snapshot.vocabulary.aspects as readonly string[] | undefined)?.map(normalizeText));
    known.set(snapshot, aspects);
  }
  return aspects;
}
