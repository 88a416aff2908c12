import type { Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { eachShingle, isHash, pairOfShingle } from "../text/shingles.ts";
import { Remembered } from "./remembered.ts";

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

const pairs = new WeakMap<Searchable, Remembered<number, number>>();

/** Looks up the idf of a shingle, `text.slice(start, end)`. */
export function shingleIdf(snapshot: Searchable): (key: number, text: string, start: number, end: number) => number {
  let known = pairs.get(snapshot);
  if (known === undefined) {
    known = new Remembered((key) => snapshot.idf(snapshot.term(pairOfShingle(key) ?? "")));
    pairs.set(snapshot, known);
  }
  const idf = known;
  return (key, text, start, end) => (isHash(key) ? snapshot.idf(snapshot.term(text, start, end)) : idf.get(key));
}

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
