import type { Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { eachShingle, isHash, pairOfShingle } from "../text/shingles.ts";
import { madeOnce, Remembered } from "./remembered.ts";

/** The shingles of a short text with their idf. */
export type Shingles = { readonly idf: ReadonlyMap<number, number>; readonly mass: number };

export function shinglesOf(snapshot: Searchable, text: string): Shingles {
  const idfOf = shingleIdf(snapshot);
  const idf = new Map<number, number>();
  let mass = 0;
  eachShingle(text, (key, start, end) => {
    if (idf.has(key)) return;
    const weight = idfOf(key, text, start, end);
    idf.set(key, weight);
    mass += weight;
  });
  return { idf, mass };
}

/** Looks up the idf of a shingle, `text.slice(start, end)`. */
export const shingleIdf = madeOnce((snapshot: Searchable) => {
  const pairs = new Remembered((key: number) => snapshot.idf(snapshot.term(pairOfShingle(key) ?? "")));
  return (key: number, text: string, start: number, end: number) =>
    isHash(key) ? snapshot.idf(snapshot.term(text, start, end)) : pairs.get(key);
});

/** idf mass of the shingles that documents hold and that nobody has said yet; they are `said` then. */
export function newMass(snapshot: Searchable, text: string, said: Set<number>): number {
  const idfOf = shingleIdf(snapshot);
  const unheld = snapshot.idf(absent);
  let mass = 0;
  eachShingle(text, (key, start, end) => {
    const weight = idfOf(key, text, start, end);
    if (weight === unheld || said.has(key)) return;
    said.add(key);
    mass += weight;
  });
  return mass;
}

/** idf mass of what two texts share. */
export function commonMass(a: Shingles, b: Shingles): number {
  const [few, many] = a.idf.size <= b.idf.size ? [a, b] : [b, a];
  let mass = 0;
  for (const [shingle, weight] of few.idf) if (many.idf.has(shingle)) mass += weight;
  return mass;
}
