import { distance } from "fastest-levenshtein";
import { excerpts, shortened } from "./excerpt.ts";
import { type Key, type Paired, pair } from "./pair.ts";
import { same } from "./same.ts";
import type { Found } from "./wording.ts";

/** An item of a list in words. */
export type Described = {
  /** What it is about: 负责部门（丢失的井盖上标识是电信）, 高龄补贴 95–99岁. */
  readonly what: string;
  /** What it says: 电信, 100元/月. */
  readonly main: string;
  /** All else about it; of an item that changed, only what is different is said. */
  readonly more: Readonly<Record<string, string>>;
  /** What is said only where it changed, because `what` tells it otherwise. */
  readonly fine: Readonly<Record<string, string>>;
  /** Whether `what` stands without the entry's title. */
  readonly alone?: boolean;
};

/** Items that are matched by keys: handlers, figures, tiers. */
export function itemChanges<T>(
  field: string,
  before: readonly T[],
  after: readonly T[],
  describe: (item: T) => Described,
  keys: readonly Key<T>[],
): Found[] {
  const paired = pair(before, after, keys);
  const found = (item: Described, sides: Pick<Found, "before" | "after">): Found => ({
    field,
    what: item.what,
    ...sides,
    ...(item.alone ? { alone: true } : {}),
  });
  const changes = paired.pairs.flatMap(([was, is]): Found[] => {
    if (same(was, is)) return [];
    const [old, now] = [describe(was), describe(is)];
    return [found(now, { before: said(old, now), after: said(now, old) })];
  });
  for (const item of paired.removed.map(describe)) changes.push(found(item, { before: said(item, null), after: null }));
  for (const item of paired.added.map(describe)) changes.push(found(item, { before: null, after: said(item, null) }));
  return changes;
}

/** 50元/月（95–98岁）: beside another form of the item with what differs, alone with all there is to say. */
function said({ what, main, more, fine }: Described, other: Described | null): string {
  const known = other === null ? null : { ...other.more, ...other.fine };
  const details = Object.entries(known === null ? more : { ...more, ...fine }).filter(
    ([key, value]) => value !== "" && (known === null ? !what.includes(value) : known[key] !== value),
  );
  return details.length === 0 ? main : `${main}（${details.map(([, value]) => value).join("，")}）`;
}

/** Sentences, a changed one recognized by its likeness to the old one. */
export function sentenceChanges(field: string, what: string, before: readonly string[], after: readonly string[]): Found[] {
  const paired = pair(before, after, [(sentence) => sentence]);
  const { pairs, removed, added } = alike(paired);
  const changes = pairs.flatMap(([was, is]): Found[] => {
    if (was === is) return [];
    const [old, now] = excerpts(was, is);
    return [{ field, what, before: old, after: now }];
  });
  for (const sentence of removed) changes.push({ field, what, before: shortened(sentence), after: null });
  for (const sentence of added) changes.push({ field, what, before: null, after: shortened(sentence) });
  return changes;
}

/** More sentences than this are not held against one another. */
const mostCompared = 40;

/** Of what is left on both sides, each sentence with the one it is at least half like. */
function alike({ pairs, removed, added }: Paired<string>): Paired<string> {
  if (removed.length * added.length > mostCompared * mostCompared) return { pairs, removed, added };
  const left = new Set(removed.keys());
  const found: [string, string][] = [];
  const fresh = added.filter((now) => {
    const far = (i: number) => distance(removed[i] ?? "", now) / Math.max(removed[i]?.length ?? 0, now.length);
    const [nearest] = [...left].sort((a, b) => far(a) - far(b));
    if (nearest === undefined || far(nearest) > 0.5) return true;
    left.delete(nearest);
    found.push([removed[nearest] ?? "", now]);
    return false;
  });
  return { pairs: [...pairs, ...found], removed: removed.filter((_, i) => left.has(i)), added: fresh };
}

/** Names and phrasings: what went and what came, in one line each. */
export function wordChanges(field: string, what: string, before: readonly string[], after: readonly string[]): Found[] {
  const known = pair(before, after, [(word) => word]);
  const replaced = known.pairs.filter(([was, is]) => was !== is);
  const gone = [...known.removed, ...replaced.map(([was]) => was)];
  const come = [...known.added, ...replaced.map(([, is]) => is)];
  const list = (all: readonly string[]) => shortened(all.join("、"));
  const changes: Found[] = [];
  if (gone.length > 0) changes.push({ field, what, before: list(gone), after: null });
  if (come.length > 0) changes.push({ field, what, before: null, after: list(come) });
  return changes;
}
