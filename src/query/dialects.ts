import type { Searchable } from "../index/searchable.ts";
import { normalizeText } from "../text/normalize.ts";
import { segment } from "../text/segment.ts";

type Replacement = { readonly say: string; readonly means: string };

const replacements = new WeakMap<Searchable, ReadonlyMap<number, readonly Replacement[]>>();

/**
 * A normalized text with the words of regions (啷个, 咋, 邊個) replaced by standard ones, the longest at
 * each place. What lies across words of general language is none of them: 路边|个体户 holds no 边个.
 */
export function inStandardWords(snapshot: Searchable, text: string): string {
  let byStart = replacements.get(snapshot);
  if (byStart === undefined) {
    byStart = compiled(snapshot);
    replacements.set(snapshot, byStart);
  }
  let ends: ReadonlySet<number> | null = null;
  const whole = (start: number, end: number) => {
    ends ??= new Set([0, ...segment(text, snapshot.lexicon)]);
    return ends.has(start) && ends.has(end);
  };
  let standard = "";
  for (let at = 0; at < text.length; ) {
    const found = byStart.get(text.charCodeAt(at))?.find(({ say }) => text.startsWith(say, at) && whole(at, at + say.length));
    standard += found?.means ?? text.charAt(at);
    at += found?.say.length ?? 1;
  }
  return standard;
}

/** By first UTF-16 unit, the longest first. */
function compiled({ vocabulary }: Searchable): ReadonlyMap<number, readonly Replacement[]> {
  const byStart = new Map<number, Replacement[]>();
  for (const { say, means } of vocabulary.dialects) {
    for (const given of say) {
      const replacement = { say: normalizeText(given), means: normalizeText(means) };
      const start = replacement.say.charCodeAt(0);
      byStart.set(start, [...(byStart.get(start) ?? []), replacement]);
    }
  }
  for (const same of byStart.values()) same.sort((a, b) => b.say.length - a.say.length);
  return byStart;
}
