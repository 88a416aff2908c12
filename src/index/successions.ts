import type { Entry } from "../kb/entry.ts";
import { dayNumber } from "./day-number.ts";

/** One entry ends another: the id of the successor, the id of what it supersedes, and the latter's last day (a day number). */
export type Succession = readonly [by: string, of: string, last: number];

/**
 * Who supersedes whom: a rule ends the day before its successor begins, or at once where that
 * states no day. In the order of the entries.
 */
export function successionsOf(entries: readonly Entry[]): Succession[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "article") return [];
    const { from } = entry.validity;
    const last = from === undefined ? dayNumber.first : dayNumber.of(from) - 1;
    return entry.supersedes.map((of): Succession => [entry.id, of, last]);
  });
}

/** The last day of each superseded entry: the first successor ends it. */
export function endingsOf(successions: readonly Succession[]): ReadonlyMap<string, number> {
  const endings = new Map<string, number>();
  for (const [, of, last] of successions) endings.set(of, Math.min(last, endings.get(of) ?? dayNumber.last));
  return endings;
}

/** First and last day (day numbers) on which an entry is in force. */
export type Period = { readonly from: number; readonly to: number };

export function periodOf(entry: Entry, endings: ReadonlyMap<string, number>): Period {
  const { from, to }: { from?: string | undefined; to?: string | undefined } = entry.kind === "article" ? {} : entry.validity;
  return { from: dayNumber.from(from), to: Math.min(dayNumber.to(to), endings.get(entry.id) ?? dayNumber.last) };
}
