import type { Profile } from "./profile.ts";
import { madeOnce } from "./remembered.ts";
import type { Shingles } from "./shingles.ts";
import type { Query } from "./understand.ts";

/** All readings of a question's sentences, and which of them hold a shingle. */
export type Asked = { readonly readings: readonly Shingles[]; readonly holders: ReadonlyMap<number, readonly number[]> };

export const askedIn = madeOnce((query: Query): Asked => {
  const readings = query.sentences.flatMap((s) => s.asked);
  const holders = new Map<number, number[]>();
  readings.forEach(({ idf }, reading) => {
    for (const shingle of idf.keys()) {
      const held = holders.get(shingle);
      if (held === undefined) holders.set(shingle, [reading]);
      else held.push(reading);
    }
  });
  return { readings, holders };
});

/** By sentence: the share of it that an entry holds anywhere, in the reading it holds most of. A quick look. */
export function sharesHeld(query: Query, profile: Profile): number[] {
  const { readings, holders } = askedIn(query);
  const held = new Float64Array(readings.length);
  for (const [shingle, holding] of holders) {
    if (profile.placeOf(shingle) < 0) continue;
    for (const reading of holding) held[reading] = (held[reading] ?? 0) + (readings[reading]?.idf.get(shingle) ?? 0);
  }
  let first = 0;
  return query.sentences.map(({ asked }) => {
    const shares = asked.map(({ mass }, i) => (held[first + i] ?? 0) / (mass || 1));
    first += asked.length;
    return Math.max(0, ...shares);
  });
}
