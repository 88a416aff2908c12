import type { Entry } from "../kb/entry.ts";
import type { QueryTerm } from "../query/query-terms.ts";
import { madeOnce } from "../query/remembered.ts";
import { normalize } from "../text/normalize.ts";
import { plainTextOf } from "./plain-text.ts";

/** A piece of the original text; highlights are UTF-16 ranges in `text`, ascending, apart. */
export type Snippet = { readonly text: string; readonly highlights: [number, number][] };

/** Longest snippet, in UTF-16 units of the original. */
const longest = 120;

const textOf = madeOnce((entry: Entry) => {
  const original = plainTextOf(entry);
  return { original, normalized: normalize(original) };
});

/** A piece of what an entry says. */
export function entrySnippet(entry: Entry, terms: readonly QueryTerm[]): Snippet {
  const { original, normalized } = textOf(entry);
  return snippetOf(original, terms, normalized);
}

/**
 * The densest window of matched terms, by their weights. Terms are looked up in the normalized
 * text and carried back to the original by the normalization's own map, never cut again.
 */
export function snippetOf(original: string, terms: readonly QueryTerm[], { text, starts } = normalize(original)): Snippet {
  const marks = terms
    .filter((t) => t.term >= 0)
    .flatMap(({ text: term, weight }) =>
      occurrences(text, term).map((at) => ({ from: starts[at] ?? 0, to: starts[at + term.length] ?? 0, weight })),
    )
    .filter((m) => m.to > m.from)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  let best = { from: 0, mass: -1 };
  marks.forEach(({ from }, i) => {
    let mass = 0;
    for (let k = i; k < marks.length; k++) {
      const mark = marks[k];
      if (mark === undefined || mark.to > from + longest) break;
      mass += mark.weight;
    }
    if (mass > best.mass) best = { from, mass };
  });
  const [from, to] = windowAt(original, best.from);
  const inside = marks.filter((m) => m.from >= from && m.to <= to).map((m): [number, number] => [m.from - from, m.to - from]);
  return { text: original.slice(from, to), highlights: merge(inside) };
}

function occurrences(text: string, term: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) found.push(at);
  return found;
}

/** A window around a place that begins a little before it and splits no surrogate pair. */
function windowAt(original: string, place: number): [number, number] {
  let to = Math.min(original.length, Math.max(place - 12, 0) + longest);
  let from = Math.max(0, to - longest);
  if (isLowSurrogate(original, from)) from++;
  if (isLowSurrogate(original, to)) to--;
  return [from, to];
}

function isLowSurrogate(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Ranges that touch or overlap become one. */
function merge(ranges: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
