import { fields, impactStep } from "./bm25.ts";
import type { Occurrences } from "./occurrences.ts";
import { buildTrie } from "./trie.ts";
import { byUnit, type WordFrequencies } from "./trie-lexicon.ts";

/** Terms and words become one trie; rows become postings in the order of its nodes. */
export function layOut(words: WordFrequencies, occurrences: Occurrences) {
  const all = [...new Set([...occurrences.terms, ...words.frequency.keys()])].sort(byUnit);
  const { columns, nodes } = buildTrie(all);
  const nodeByTerm = new Map<string, number>(all.map((term, i) => [term, nodes[i] ?? 0]));
  const nodeOf = Uint32Array.from(occurrences.terms, (term) => nodeByTerm.get(term) ?? 0);

  const { rows } = occurrences;
  const start = new Uint32Array(columns.labels.length + 1);
  for (let row = 0; row < rows; row++) {
    const next = (nodeOf[occurrences.term[row] ?? 0] ?? 0) + 1;
    start[next] = (start[next] ?? 0) + 1;
  }
  for (let i = 1; i < start.length; i++) start[i] = (start[i] ?? 0) + (start[i - 1] ?? 0);
  const cursor = start.slice();
  const postingDocuments = new Uint32Array(rows);
  const postingImpacts = new Uint8Array(rows);
  const averages = occurrences.lengths.map(averageOfPresent);
  const frequencies = fields.map(() => 0);
  const lengths = fields.map(() => 0);
  // Rows ascend by document, so each term's postings do too.
  for (let row = 0; row < rows; row++) {
    const node = nodeOf[occurrences.term[row] ?? 0] ?? 0;
    const document = occurrences.document[row] ?? 0;
    for (let f = 0; f < fields.length; f++) {
      frequencies[f] = occurrences.frequency(row, f);
      lengths[f] = occurrences.lengths[f]?.[document] ?? 0;
    }
    const place = cursor[node] ?? 0;
    cursor[node] = place + 1;
    postingDocuments[place] = document;
    postingImpacts[place] = impactStep(frequencies, lengths, averages);
  }
  return { columns, nodes: nodeByTerm, postings: { postingsStart: start, postingDocuments, postingImpacts } };
}

function averageOfPresent(lengths: Uint32Array): number {
  let sum = 0;
  let present = 0;
  for (const length of lengths) {
    sum += length;
    if (length > 0) present++;
  }
  return present === 0 ? 1 : sum / present;
}

export function wordFrequencies(words: WordFrequencies, size: number, nodes: ReadonlyMap<string, number>): Uint32Array {
  const column = new Uint32Array(size);
  for (const [word, f] of words.frequency) column[nodes.get(word) ?? 0] = f;
  return column;
}
