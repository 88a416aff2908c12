import { answer, prepare } from "../answer/ask.ts";
import { list, prepareSearch } from "../answer/search-entries.ts";
import type { Snapshot } from "../index/snapshot.ts";
import { dayIn } from "./context.ts";
import { askQuery, searchQuery, suggestQuery } from "./schemas.ts";

/** Golden questions asked: each reads other parts of the code and of the vocabulary. */
const rehearsed = 16;

/**
 * What the first question would wait for: its own code compiled, the vocabulary's phrases gathered, the calendar loaded.
 * Runs while an isolate starts, where nothing may wait for I/O and no clock runs.
 */
export function warmUp(snapshot: Snapshot, builtAt: string): void {
  const at = dayIn(snapshot.meta.timezone, Date.parse(builtAt));
  const every = Math.max(1, Math.floor(snapshot.golden.length / rehearsed));
  for (const { q } of snapshot.golden.filter((_, i) => i % every === 0)) {
    for (const query of [askQuery, searchQuery, suggestQuery]) query.safeParse({ q });
    answer(snapshot, prepare(snapshot, q, { at }), 5);
    list(snapshot, prepareSearch(snapshot, q, { at }, { limit: 10, offset: 0 }));
    snapshot.suggest(q.slice(0, 2), 8);
  }
}
