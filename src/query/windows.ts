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

/** Where the sentences of a normalized text end, the last with the text. */
export function sentenceStops(text: string): Uint32Array {
  return Uint32Array.from([...Array.from(text.matchAll(/[。!?\n]/gu), (stop) => stop.index), text.length]);
}

/** The greatest mass of different pieces that one sentence of a text holds. */
export function densestSentence(
  text: string,
  stops: Uint32Array,
  pieces: readonly { readonly text: string; readonly mass: number }[],
): number {
  const masses = new Float64Array(stops.length);
  for (const piece of pieces) {
    let sentence = 0;
    for (let at = text.indexOf(piece.text); at >= 0; at = text.indexOf(piece.text, stops[sentence])) {
      while ((stops[sentence] ?? at) < at) sentence++;
      masses[sentence] = (masses[sentence] ?? 0) + piece.mass;
    }
  }
  return masses.reduce((a, b) => Math.max(a, b), 0);
}

/** Length of the longest piece of `phrase` that stands in `text` as it is. */
export function longestCommon(phrase: string, text: string): number {
  let longest = 0;
  for (let i = 0; i + longest < phrase.length; i++) {
    while (i + longest < phrase.length && text.includes(phrase.slice(i, i + longest + 1))) longest++;
  }
  return longest;
}
