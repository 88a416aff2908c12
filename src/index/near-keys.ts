import { absent, root, type Trie } from "./trie.ts";

/**
 * Nodes of a trie whose key begins with a text that is just `errors` typing errors away from
 * the one given (Levenshtein 1966), nearest to the root first. Keys that are nearer are found
 * with fewer errors.
 *
 *            j  i  n  g          a row of the distance table per node, from its parent's;
 *        0   1  2  3  4          a node whose row has nothing within the errors ends the walk
 *     j  1   0  1  2  3
 *     i  2   1  0  1  2
 *
 * @param most nodes returned at most
 */
export function nearKeys(trie: Trie, text: string, errors: number, most: number): number[] {
  if (errors === 0) {
    const node = trie.find(text);
    return node === absent ? [] : below(trie, [node], most);
  }
  const starts: number[] = [];
  walk(
    trie,
    root,
    text,
    errors,
    Array.from({ length: text.length + 1 }, (_, i) => i),
    starts,
    mostVisited,
  );
  return below(trie, starts, most);
}

/** Nodes one walk visits at most: far more than a trie of keys needs, and an end for a corrupt one. */
const mostVisited = 50_000;

/** Collects the highest nodes whose own key is `errors` away. @returns how many nodes may still be visited */
function walk(trie: Trie, node: number, text: string, errors: number, row: readonly number[], starts: number[], left: number): number {
  let rest = left;
  for (let child = trie.firstChild(node); child < trie.firstChild(node + 1); child++) {
    if (rest-- <= 0) return 0;
    const next = [(row[0] ?? 0) + 1];
    let least = next[0] ?? 0;
    for (let i = 1; i <= text.length; i++) {
      const changed = (row[i - 1] ?? 0) + (text.charCodeAt(i - 1) === trie.label(child) ? 0 : 1);
      const value = Math.min(changed, (row[i] ?? 0) + 1, (next[i - 1] ?? 0) + 1);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > errors) continue;
    if ((next[text.length] ?? 0) <= errors) starts.push(child);
    else if (child > node) rest = walk(trie, child, text, errors, next, starts, rest);
  }
  return rest;
}

/** Nodes and all below them, breadth first: the shortest keys come first. */
function below(trie: Trie, starts: readonly number[], most: number): number[] {
  const nodes: number[] = starts.slice(0, most);
  for (let i = 0; i < nodes.length && nodes.length < most; i++) {
    const node = nodes[i] ?? 0;
    for (let child = trie.firstChild(node); child < trie.firstChild(node + 1) && nodes.length < most; child++) nodes.push(child);
  }
  return nodes;
}
