/** Two lists held against each other: what stayed (perhaps altered), what went, what came. */
export type Paired<T> = {
  /** In the order of the second list. */
  readonly pairs: readonly (readonly [before: T, after: T])[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
};

/** What two items must have in common to be the same one; null: nothing to go by. */
export type Key<T> = (item: T) => string | null;

/**
 * Matches the items of two lists by the first key they share, the strictest key first. Where
 * just one is left on either side, the one was replaced by the other.
 */
export function pair<T>(before: readonly T[], after: readonly T[], keys: readonly Key<T>[]): Paired<T> {
  // Wrapped, because equal items of one list are still two.
  const left = new Set(before.map((item) => ({ item })));
  const slots = after.map((item): { item: T; partner: { item: T } | null } => ({ item, partner: null }));
  const open = () => slots.filter((slot) => slot.partner === null);
  for (const key of keys) {
    const waiting = Map.groupBy(left, ({ item }) => key(item));
    waiting.delete(null);
    for (const slot of open()) {
      slot.partner = waiting.get(key(slot.item))?.shift() ?? null;
      if (slot.partner !== null) left.delete(slot.partner);
    }
  }
  const [last] = left;
  const [slot] = open();
  if (left.size === 1 && open().length === 1 && last && slot) {
    slot.partner = last;
    left.delete(last);
  }
  return {
    pairs: slots.flatMap(({ item, partner }) => (partner === null ? [] : [[partner.item, item] as const])),
    removed: [...left].map(({ item }) => item),
    added: open().map(({ item }) => item),
  };
}
