import type { Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { Remembered } from "./remembered.ts";

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
  const pairs = pairsOf(snapshot);
  const idf = new Map<number, number>();
  let mass = 0;
  const add = (key: number, weight: number) => {
    if (idf.has(key)) return;
    idf.set(key, weight);
    mass += weight;
  };
  for (const [run] of text.matchAll(runs)) {
    if (!hanStart.test(run)) add(aboveAllPairs + hashOf(run), snapshot.idf(snapshot.term(run)));
    else if (run.length === 1) add(run.charCodeAt(0), pairs.get(run.charCodeAt(0)));
    else {
      for (let i = 0; i + 1 < run.length; i++) {
        const key = run.charCodeAt(i) * 0x10000 + run.charCodeAt(i + 1);
        add(key, pairs.get(key));
      }
    }
  }
  return { idf, mass };
}

/** idf mass of the pairs that documents hold and that nobody has said yet; they are `said` then. A quick look: no words, no Latin. */
export function newMass(snapshot: Searchable, text: string, said: Set<number>): number {
  const pairs = pairsOf(snapshot);
  const unheld = snapshot.idf(absent);
  let mass = 0;
  for (let i = 0; i + 1 < text.length; i++) {
    const key = text.charCodeAt(i) * 0x10000 + text.charCodeAt(i + 1);
    const weight = pairs.get(key);
    if (weight === unheld || said.has(key)) continue;
    said.add(key);
    mass += weight;
  }
  return mass;
}

const idfOfPairs = new WeakMap<Searchable, Remembered<number, number>>();

/** The idf of a pair, or of a single character, by its key. */
function pairsOf(snapshot: Searchable): Remembered<number, number> {
  let pairs = idfOfPairs.get(snapshot);
  if (pairs === undefined) {
    pairs = new Remembered((key) => {
      const text = key < 0x10000 ? String.fromCharCode(key) : String.fromCharCode(Math.floor(key / 0x10000), key % 0x10000);
      return snapshot.idf(snapshot.term(text));
    });
    idfOfPairs.set(snapshot, pairs);
  }
  return pairs;
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
