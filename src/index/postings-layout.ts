import { Impacts, normColumns } from "./impacts.ts";
import type { Occurrences } from "./occurrences.ts";
import { PostingsWriter } from "./postings-writer.ts";
import { buildTrie, type TrieColumns } from "./trie.ts";
import { byUnit, type WordFrequencies } from "./trie-lexicon.ts";

/** The lexicon and the postings as columns; `nodes`: term → its node. */
export type PostingsLayout = {
  readonly trie: TrieColumns;
  readonly nodes: ReadonlyMap<string, number>;
  /** By node. */
  readonly wordFrequency: Uint32Array;
  readonly slots: Uint32Array;
  /** By node: how many documents hold the term. */
  readonly frequencies: Uint32Array;
  readonly words: Uint32Array;
  readonly tuples: Uint32Array;
  readonly norms: readonly Float32Array[];
};

/** Terms and words become one trie; rows become postings in the order of its nodes. */
export function layOut(words: WordFrequencies, occurrences: Occurrences): PostingsLayout {
  const all = [...new Set([...occurrences.terms, ...words.frequency.keys()])].sort(byUnit);
  const { columns: trie, nodes: nodeOfTerm } = buildTrie(all);
  const nodes = new Map<string, number>(all.map((term, i) => [term, nodeOfTerm[i] ?? 0]));
  const size = trie.labels.length;
  const { tuples, numbers } = tuplesOf(occurrences);
  const { start, documents, rowTuples } = byNode(occurrences, nodes, size, numbers);
  const norms = normColumns(occurrences.lengths);
  const impacts = new Impacts({ tuples, norms });
  const writer = new PostingsWriter();
  const slots = new Uint32Array(size);
  const rows = { documents, tuples: rowTuples, impact: (row: number) => impacts.of(rowTuples[row] ?? 0, documents[row] ?? 0) };
  const frequencies = new Uint32Array(size);
  for (let node = 0; node < size; node++) {
    const [from, to] = [start[node] ?? 0, start[node + 1] ?? 0];
    slots[node] = writer.add(rows, from, to);
    frequencies[node] = to - from;
  }
  const wordFrequency = new Uint32Array(size);
  for (const [word, f] of words.frequency) wordFrequency[nodes.get(word) ?? 0] = f;
  return { trie, nodes, wordFrequency, slots, frequencies, words: writer.words(), tuples, norms };
}

/** The combinations of term frequencies that occur, the commonest first, and the number of each. */
function tuplesOf({ frequencies, rows }: Occurrences): { tuples: Uint32Array; numbers: ReadonlyMap<number, number> } {
  const counts = new Map<number, number>();
  for (let row = 0; row < rows; row++) counts.set(frequencies[row] ?? 0, (counts.get(frequencies[row] ?? 0) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([tuple]) => tuple);
  return { tuples: Uint32Array.from(sorted), numbers: new Map(sorted.map((tuple, i) => [tuple, i])) };
}

/** The rows sorted by node; they come in ascending order of documents, and each node's stay so. */
function byNode(occurrences: Occurrences, nodes: ReadonlyMap<string, number>, size: number, tuples: ReadonlyMap<number, number>) {
  const { rows, terms } = occurrences;
  const nodeOf = Uint32Array.from(terms, (term) => nodes.get(term) ?? 0);
  const start = new Uint32Array(size + 1);
  for (let row = 0; row < rows; row++) {
    const next = (nodeOf[occurrences.term[row] ?? 0] ?? 0) + 1;
    start[next] = (start[next] ?? 0) + 1;
  }
  for (let i = 1; i <= size; i++) start[i] = (start[i] ?? 0) + (start[i - 1] ?? 0);
  const cursor = start.slice();
  const documents = new Uint32Array(rows);
  const rowTuples = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const node = nodeOf[occurrences.term[row] ?? 0] ?? 0;
    const place = cursor[node] ?? 0;
    cursor[node] = place + 1;
    documents[place] = occurrences.document[row] ?? 0;
    rowTuples[place] = tuples.get(occurrences.frequencies[row] ?? 0) ?? 0;
  }
  return { start, documents, rowTuples };
}
