import type { Searchable } from "../index/searchable.ts";
import { phrasesOf } from "./phrases.ts";

/** Where one thing said ends and the next begins. */
const clauseEnd = /(?<=[。！？!?；;，,\n])|(?=另外|还有(?!没)|顺便|再问)/u;
/** Said before another thing, whether or not the first was put as a question. */
const besides = /^(?:另外|还有(?!没)|顺便|再问)/u;
/** What precedes a question belongs to it, but not a whole life story. */
const longestLeadIn = 80;
/** Requests looked at; the last ones, where a caller comes to the point. */
const mostRequests = 3;

/**
 * The requests of a text that asks more than one thing, each with what leads up to it:
 * 流浪狗归谁管，路灯坏了找谁 → 流浪狗归谁管 · 路灯坏了找谁. Empty where it asks one.
 * @param text normalized
 */
export function requestsIn(snapshot: Searchable, text: string): string[] {
  const phrases = phrasesOf(snapshot);
  const requests: string[] = [];
  let pending = "";
  for (const clause of text.split(clauseEnd)) {
    if (besides.test(clause) && pending !== "") {
      requests.push(pending.slice(-longestLeadIn));
      pending = "";
    }
    pending += clause;
    const asks = /[？?]/u.test(clause) || phrases.asks(clause);
    if (!asks) continue;
    requests.push(pending.slice(-longestLeadIn));
    pending = "";
  }
  return requests.length < 2 ? [] : requests.slice(-mostRequests);
}
