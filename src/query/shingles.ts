import type { Snapshot } from "../index/snapshot.ts";

/** The neighbouring pairs of a short text with their idf: enough to tell how alike two questions are. */
export type Shingles = { readonly idf: ReadonlyMap<string, number>; readonly mass: number };

const runs = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const hanStart = /^\p{Script=Han}/u;

/** Pairs of Han characters (single ones where they stand alone) and Latin words. */
export function shinglesOf(snapshot: Snapshot, text: string): Shingles {
  const idf = new Map<string, number>();
  let mass = 0;
  const add = (shingle: string) => {
    if (idf.has(shingle)) return;
    const weight = snapshot.idf(snapshot.term(shingle));
    idf.set(shingle, weight);
    mass += weight;
  };
  for (const [run] of text.matchAll(runs)) {
    if (run.length < 2 || !hanStart.test(run)) add(run);
    else for (let i = 0; i + 1 < run.length; i++) add(run.slice(i, i + 2));
  }
  return { idf, mass };
}

/** idf mass of what two texts share. */
export function commonMass(a: Shingles, b: Shingles): number {
  let mass = 0;
  for (const [shingle, weight] of a.idf) if (b.idf.has(shingle)) mass += weight;
  return mass;
}
