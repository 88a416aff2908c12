/**
 * Texts and what they stand for, found in other texts: at each place the longest that begins there.
 * Most places begin none, which one look at their UTF-16 unit tells.
 */
export class LongestMatch<T> {
  /** By UTF-16 unit: the number of the group of texts that begin with it, 0 for none. */
  readonly #group = new Uint16Array(0x10000);
  /** Each group the longest first; texts of one length in the order given. */
  readonly #groups: (readonly { readonly text: string; readonly value: T }[])[] = [[]];

  /** @param pairs no text is empty */
  constructor(pairs: Iterable<readonly [string, T]>) {
    const byStart = Map.groupBy(pairs, ([text]) => text.charCodeAt(0));
    for (const [start, group] of byStart) {
      this.#group[start] = this.#groups.length;
      const longestFirst = group.map(([text, value]) => ({ text, value })).sort((a, b) => b.text.length - a.text.length);
      this.#groups.push(longestFirst);
    }
  }

  /** The longest of the texts that stands at a place and that `fits` there. */
  at(
    text: string,
    start: number,
    fits: (text: string, start: number, end: number) => boolean,
  ): { readonly text: string; readonly value: T } | null {
    const group = this.#group[text.charCodeAt(start)] ?? 0;
    if (group === 0) return null;
    for (const found of this.#groups[group] ?? []) {
      if (text.startsWith(found.text, start) && fits(text, start, start + found.text.length)) return found;
    }
    return null;
  }
}
