const runs = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const hanStart = /^\p{Script=Han}/u;
const aboveAllPairs = 2 ** 32;

/**
 * The neighbouring pairs of a normalized text: enough to tell how alike two texts are. A pair of
 * Han characters is keyed by its two UTF-16 units (a single one, standing alone, by itself), a
 * Latin word or a number by a hash above them. Keys may come more than once.
 */
export function shinglesIn(text: string): number[] {
  const keys: number[] = [];
  for (const [run] of text.matchAll(runs)) {
    if (!hanStart.test(run)) keys.push(aboveAllPairs + hashOf(run));
    else if (run.length === 1) keys.push(run.charCodeAt(0));
    else for (let i = 0; i + 1 < run.length; i++) keys.push(run.charCodeAt(i) * 0x10000 + run.charCodeAt(i + 1));
  }
  return keys;
}

/** The pair of characters a key stands for, null for a hash. */
export function pairOfShingle(key: number): string | null {
  if (key >= aboveAllPairs) return null;
  return key < 0x10000 ? String.fromCharCode(key) : String.fromCharCode(Math.floor(key / 0x10000), key % 0x10000);
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
