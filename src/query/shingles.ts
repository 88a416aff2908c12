import type { Searchable } from "../index/searchable.ts";

/**
 * The neighbouring pairs of a short text with their idf: enough to tell how alike two texts are.
 * A pair of Han characters is keyed by its two UTF-16 units, a Latin word by a hash above them.
 */
export type Shingles = { readonly idf: ReadonlyMap<number, number>; readonly mass: number };

const runs = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const hanStart = /^\p{Script=Han}/u;
const aboveAllPairs = 2 ** 32;

/** Pairs of Han characters (single ones where they stand alone) and Latin words. */
export function shinglesOf(snapshot: Searchable, text: string): Shingles {
  const idf = new Map<number, number>();
  let mass = 0;
  const add = (key: number, run: string, start: number, end: number) => {
    if (idf.has(key)) return;
    const weight = snapshot.idf(snapshot.term(run, start, end));
    idf.set(key, weight);
    mass += weight;
  };
  for (const [run] of text.matchAll(runs)) {
    if (!hanStart.test(run)) add(aboveAllPairs + hashOf(run), run, 0, run.length);
    else if (run.length === 1) add(run.charCodeAt(0), run, 0, 1);
    else for (let i = 0; i + 1 < run.length; i++) add(run.charCodeAt(i) * 0x10000 + run.charCodeAt(i + 1), run, i, i + 2);
  }
  return { idf, mass };
}

/** idf mass of what two texts share. */
export function commonMass(a: Shingles, b: Shingles): number {
  const [few, many] = a.idf.size <= b.idf.size ? [a, b] : [b, a];
  let mass = 0;
  for (const [shingle, weight] of few.idf) if (many.idf.has(shingle)) mass += weight;
  return mass;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
