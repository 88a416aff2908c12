/** Where a term stands in a text, and its weight. */
export type Mark = { readonly from: number; readonly to: number; readonly term: number; readonly mass: number };

/** Places of one term that are looked at. */
const mostPlaces = 20;

/** The places of a term in a text, the first ones. */
export function placesOf(text: string, words: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0 && places.length < mostPlaces; at = text.indexOf(words, at + 1)) places.push(at);
  return places;
}

/**
 * The window that holds the greatest mass of different terms, as two fingers move over the marks.
 * @param marks ascending by `from`
 */
export function densestWindow(marks: readonly Mark[], width: number): { mass: number; from: number } {
  const counts = new Map<number, number>();
  let mass = 0;
  let last = 0;
  let best = { mass: 0, from: 0 };
  for (const first of marks) {
    for (let mark = marks[last]; mark !== undefined && mark.to <= first.from + width; mark = marks[++last]) {
      const count = counts.get(mark.term) ?? 0;
      if (count === 0) mass += mark.mass;
      counts.set(mark.term, count + 1);
    }
    if (mass > best.mass) best = { mass, from: first.from };
    const count = counts.get(first.term) ?? 0;
    if (count === 1) mass -= first.mass;
    counts.set(first.term, count - 1);
  }
  return best;
}

/** Length of the longest piece of `phrase` that stands in `text` as it is. */
export function longestCommon(phrase: string, text: string): number {
  let longest = 0;
  for (let i = 0; i + longest < phrase.length; i++) {
    while (i + longest < phrase.length && text.includes(phrase.slice(i, i + longest + 1))) longest++;
  }
  return longest;
}
