import { normalizeText } from "../text/normalize.ts";
import type { Suggestion } from "./searchable.ts";
import { byUnit } from "./trie-lexicon.ts";

/** Two lists, each best first, become one: whichever list's next one fits better goes first. */
export function mergeSuggestions(a: readonly Suggestion[], b: readonly Suggestion[]): Suggestion[] {
  const merged: Suggestion[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const x = a[i];
    const y = b[j];
    if (x === undefined) return [...merged, ...b.slice(j)];
    if (y === undefined) return [...merged, ...a.slice(i)];
    if (byFit(x, y) <= 0) {
      merged.push(x);
      i++;
    } else {
      merged.push(y);
      j++;
    }
  }
}

/** The order of a single suggester: by rank, then by what the text reads, then by id. */
function byFit(a: Suggestion, b: Suggestion): number {
  return a.rank - b.rank || byUnit(normalizeText(a.text), normalizeText(b.text)) || byUnit(a.id, b.id);
}
