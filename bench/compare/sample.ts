/**
 * Which of a corpus's documents make a smaller corpus: those that questions ask for, up to half
 * of it, so that there is something to find; the rest at even distances, so that it is a
 * likeness of the whole.
 *
 * @param asked ids that questions ask for, the first question's first
 * @returns places in `ids`, ascending; all of them where `size` is no smaller
 */
export function sample(ids: readonly string[], asked: Iterable<string>, size: number): number[] {
  if (size >= ids.length) return ids.map((_, i) => i);
  const place = new Map(ids.map((id, i) => [id, i]));
  const chosen = new Set<number>();
  for (const id of asked) {
    if (chosen.size >= size / 2) break;
    const there = place.get(id);
    if (there !== undefined) chosen.add(there);
  }
  const rest = ids.flatMap((_, i) => (chosen.has(i) ? [] : i));
  const wanted = size - chosen.size;
  for (let n = 0; n < wanted; n++) chosen.add(rest[Math.floor((n * rest.length) / wanted)] ?? 0);
  return [...chosen].sort((a, b) => a - b);
}
