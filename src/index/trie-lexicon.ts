import type { WordSource } from "../text/segment.ts";
import { absent, buildTrie, root, Trie } from "./trie.ts";

/** How often each word occurs in general language, and in how much of it (jieba's dictionary). */
export type WordFrequencies = {
  readonly frequency: ReadonlyMap<string, number>;
  readonly total: number;
  /** Frequency of the rarest word of the whole dictionary: an unknown character is as likely as that. */
  readonly rarest: number;
};

/** A lexicon read in place: a trie whose word nodes carry a frequency. */
export class TrieLexicon implements WordSource {
  readonly trie: Trie;
  readonly unknown: number;
  readonly #frequency: Uint32Array;
  readonly #total: number;
  readonly #rarest: number;

  constructor(trie: Trie, frequency: Uint32Array, { total, rarest }: Pick<WordFrequencies, "total" | "rarest">) {
    this.trie = trie;
    this.#frequency = frequency;
    this.#total = total;
    this.#rarest = rarest;
    this.unknown = Math.log(rarest / total);
  }

  /** Natural-log probability of text[start..end) as a word, `unknown` where it is none. */
  logProbability(text: string, start: number, end: number): number {
    const node = this.trie.find(text, start, end);
    const frequency = node === absent ? 0 : (this.#frequency[node] ?? 0);
    return frequency > 0 ? Math.log(frequency / this.#total) : this.unknown;
  }

  /** All words with their frequencies, as the build took them: what a rebuild begins from. */
  words(): WordFrequencies {
    const frequency = new Map<string, number>();
    // Parents come before their children: each node's text is its parent's and one unit more.
    const texts: string[] = [""];
    for (let node = 0; node < this.trie.size; node++) {
      const text = texts[node] ?? "";
      const own = this.#frequency[node] ?? 0;
      if (own > 0) frequency.set(text, own);
      const end = this.trie.firstChild(node + 1);
      for (let child = this.trie.firstChild(node); child < end; child++) texts[child] = text + String.fromCharCode(this.trie.label(child));
    }
    return { frequency, total: this.#total, rarest: this.#rarest };
  }

  wordsFrom(text: string, start: number, limit: number, found: (end: number, logProbability: number) => void): void {
    let node = root;
    for (let i = start; i < limit; i++) {
      node = this.trie.child(node, text.charCodeAt(i));
      if (node === absent) return;
      const frequency = this.#frequency[node] ?? 0;
      if (frequency > 0) found(i + 1, Math.log(frequency / this.#total));
    }
  }
}

/** Words with their frequencies → a lexicon of its own, for builds and tests. */
export function lexiconOf(words: WordFrequencies): TrieLexicon {
  const terms = [...words.frequency.keys()].sort(byUnit);
  const { columns, nodes } = buildTrie(terms);
  const frequency = new Uint32Array(columns.labels.length);
  terms.forEach((term, i) => {
    frequency[nodes[i] ?? 0] = words.frequency.get(term) ?? 0;
  });
  return new TrieLexicon(new Trie(columns), frequency, words);
}

/** The order of a trie: by UTF-16 code unit, the same on every machine. */
export function byUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
