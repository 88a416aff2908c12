/**
 * A static trie over UTF-16 code units, breadth first, read in place.
 * The children of a node are neighbours with ascending labels:
 *
 *     node       0   1   2   3   4   5
 *     label      ·   流  狗  浪  …          one unit per node
 *     children   1   3   4   4   …          children of n: [children[n], children[n + 1])
 *
 * The node's number is the term's number: columns about terms are indexed by it.
 */
export type TrieColumns = {
  /** length n */
  readonly labels: Uint16Array;
  /** length n + 1, ascending; children[n] === n */
  readonly children: Uint32Array;
};

export const root = 0;
export const absent = -1;

export class Trie {
  readonly #labels: Uint16Array;
  readonly #children: Uint32Array;
  /** By code unit: the root's child, 0 for none. Most walks begin there, among thousands of children. */
  #firsts: Uint32Array | null = null;

  constructor(columns: TrieColumns) {
    this.#labels = columns.labels;
    this.#children = columns.children;
  }

  get size(): number {
    return this.#labels.length;
  }

  /** The child of `node` by a code unit, or `absent`. */
  child(node: number, unit: number): number {
    if (node !== root) return this.#among(node, unit);
    this.#firsts ??= this.#firstUnits();
    return (this.#firsts[unit] ?? 0) || absent;
  }

  #firstUnits(): Uint32Array {
    const firsts = new Uint32Array(0x10000);
    for (let child = this.firstChild(root); child < this.firstChild(root + 1); child++) firsts[this.label(child)] = child;
    return firsts;
  }

  #among(node: number, unit: number): number {
    let low = this.#children[node] ?? 0;
    let high = (this.#children[node + 1] ?? 0) - 1;
    while (low <= high) {
      // Not (low + high) >>> 1, which wraps round, and would not end, in a corrupt file.
      const middle = low + ((high - low) >>> 1);
      const label = this.#labels[middle] ?? 0;
      if (label === unit) return middle;
      if (label < unit) low = middle + 1;
      else high = middle - 1;
    }
    return absent;
  }

  /** The first child of a node; its children are the nodes from there to `firstChild(node + 1)` − 1. Never more than there are nodes. */
  firstChild(node: number): number {
    return Math.min(this.#children[node] ?? 0, this.size);
  }

  /** The code unit that leads to a node. */
  label(node: number): number {
    return this.#labels[node] ?? 0;
  }

  /** The node of text[start..end), or `absent`. */
  find(text: string, start = 0, end = text.length): number {
    let node = root;
    for (let i = start; i < end && node !== absent; i++) node = this.child(node, text.charCodeAt(i));
    return node;
  }
}

/** Sorted distinct terms (by UTF-16 code unit) → the columns, and the node of each term. */
export function buildTrie(terms: readonly string[]): { columns: TrieColumns; nodes: Uint32Array } {
  const labels: number[] = [0];
  const children: number[] = [];
  const nodes = new Uint32Array(terms.length);
  // One level at a time: a group is a run of terms that share their first `depth` units.
  let level: { from: number; to: number }[] = [{ from: 0, to: terms.length }];
  let number = 0;
  for (let depth = 0; level.length > 0; depth++) {
    const nextLevel: { from: number; to: number }[] = [];
    for (const group of level) {
      let i = group.from;
      if (terms[i]?.length === depth && depth > 0) nodes[i++] = number;
      children.push(labels.length);
      while (i < group.to) {
        const unit = terms[i]?.charCodeAt(depth) ?? 0;
        const from = i;
        while (i < group.to && terms[i]?.charCodeAt(depth) === unit) i++;
        labels.push(unit);
        nextLevel.push({ from, to: i });
      }
      number++;
    }
    level = nextLevel;
  }
  children.push(labels.length);
  return { columns: { labels: Uint16Array.from(labels), children: Uint32Array.from(children) }, nodes };
}
