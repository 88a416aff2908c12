import { absent, buildTrie, Trie, type TrieColumns } from "./trie.ts";
import { byUnit } from "./trie-lexicon.ts";

/** Keys in a trie, a list of numbers behind each: node n's list is `numbers[start[n] … start[n + 1])`. */
export type TrieListColumns = TrieColumns & { readonly start: Uint32Array; readonly numbers: Uint32Array };

export function packTrieLists(lists: ReadonlyMap<string, readonly number[]>): TrieListColumns {
  const keys = [...lists.keys()].sort(byUnit);
  const { columns, nodes } = buildTrie(keys);
  const start = new Uint32Array(columns.labels.length + 1);
  keys.forEach((key, i) => {
    start[(nodes[i] ?? 0) + 1] = lists.get(key)?.length ?? 0;
  });
  for (let node = 0; node < columns.labels.length; node++) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const numbers = new Uint32Array(start[columns.labels.length] ?? 0);
  keys.forEach((key, i) => {
    numbers.set(lists.get(key) ?? [], start[nodes[i] ?? 0]);
  });
  return { ...columns, start, numbers };
}

export class TrieLists {
  readonly trie: Trie;
  readonly #start: Uint32Array;
  readonly #numbers: Uint32Array;

  constructor(columns: TrieListColumns) {
    this.trie = new Trie(columns);
    this.#start = columns.start;
    this.#numbers = columns.numbers;
  }

  /** The list of a key, empty where there is none. A view, not a copy. */
  get(key: string): Uint32Array {
    const node = this.trie.find(key);
    return node === absent ? this.#numbers.subarray(0, 0) : this.at(node);
  }

  at(node: number): Uint32Array {
    return this.#numbers.subarray(this.#start[node] ?? 0, this.#start[node + 1] ?? 0);
  }
}
