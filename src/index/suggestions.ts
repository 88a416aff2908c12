import { normalizeText } from "../text/normalize.ts";
import { nearKeys } from "./near-keys.ts";
import { type StringColumns, Strings } from "./strings.ts";
import { type TrieListColumns, TrieLists } from "./trie-lists.ts";

/**
 * Typeahead, read in place. Han questions walk a sorted list by prefix, then look inside the
 * texts; Latin ones walk a trie of full pinyin and initials, then the keys a typing error away.
 */

/** A text worth suggesting, and the document it leads to. Names are preferred to question variants. */
export type Suggestible = { readonly text: string; readonly document: number; readonly name: boolean };

/** A text found; `rank`: how near it comes to what was typed, the smaller the nearer, to merge the lists of several suggesters. */
export type RankedText = { readonly text: string; readonly document: number; readonly rank: number };

export type SuggestionColumns = {
  /** Normalized texts, ascending; texts, documents and names are in the same order. */
  readonly keys: StringColumns;
  readonly texts: StringColumns;
  readonly documents: Uint32Array;
  /** 1: a title or a department's name, 0: a question. */
  readonly isName: Uint8Array;
  /** Pinyin and initials → rows. */
  readonly latin: TrieListColumns;
};

/** Syllables of a key: later ones add nothing. */
export const longestKey = 10;
/** Rows looked at for one letter or one character, which may lead to thousands. */
const mostRows = 2000;
const latinOnly = /^[a-z0-9' ]+$/u;

export class Suggester {
  readonly #keys: Strings;
  readonly #texts: Strings;
  readonly #latin: TrieLists;
  readonly #columns: SuggestionColumns;

  constructor(columns: SuggestionColumns) {
    this.#columns = columns;
    this.#keys = new Strings(columns.keys);
    this.#texts = new Strings(columns.texts);
    this.#latin = new TrieLists(columns.latin);
  }

  /** At most `limit` texts with their documents, best first, one per document. */
  suggest(q: string, limit: number): RankedText[] {
    const key = normalizeText(q).trim();
    if (key === "") return [];
    const found = latinOnly.test(key) ? this.#byPinyin(key) : this.#byHan(key);
    const chosen = new Map<number, RankedText>();
    for (const { row, rank } of found) {
      if (chosen.size === limit) break;
      const document = this.#columns.documents[row] ?? 0;
      if (!chosen.has(document)) chosen.set(document, { text: this.#texts.at(row), document, rank });
    }
    return [...chosen.values()];
  }

  /** Those that begin with the key, then those that hold it. */
  *#byHan(key: string): Generator<RankedRow> {
    const prefixed: number[] = [];
    for (let row = this.#keys.lowerBound(key); row < this.#keys.size && prefixed.length < mostRows; row++) {
      if (this.#keys.comparePrefix(row, key) !== 0) break;
      prefixed.push(row);
    }
    yield* this.#ordered(prefixed, 0);
    if (key.length > 1) {
      const inside: number[] = [];
      for (const row of this.#keys.holding(key)) {
        if (inside.length === mostRows) break;
        if (this.#keys.comparePrefix(row, key) !== 0) inside.push(row);
      }
      yield* this.#ordered(inside, 1);
    }
  }

  /** Those with a key that begins with what was typed, then those with a key a typing error away. */
  *#byPinyin(key: string): Generator<RankedRow> {
    let typed = key.replace(/[' ]/gu, "");
    if (typed === "") return;
    // Keys end after ten syllables; who types on must still find them.
    while (typed.length > longestKey && nearKeys(this.#latin.trie, typed, 0, 1).length === 0 && !this.#isNear(typed)) {
      typed = typed.slice(0, Math.floor(typed.length * 0.8));
    }
    const rows = new Set<number>();
    for (let errors = 0; errors <= errorsIn(typed); errors++) {
      const found: number[] = [];
      for (const node of nearKeys(this.#latin.trie, typed, errors, mostRows)) {
        for (const row of this.#latin.at(node)) if (!rows.has(row)) found.push(row);
        if (found.length >= mostRows) break;
      }
      for (const ranked of this.#ordered([...new Set(found)], errors)) {
        rows.add(ranked.row);
        yield ranked;
      }
    }
  }

  #isNear(typed: string): boolean {
    return nearKeys(this.#latin.trie, typed, errorsIn(typed), 1).length > 0;
  }

  /** Of rows that fit alike (0 the best) names come first, and the shorter ones. */
  #ordered(rows: readonly number[], fit: number): RankedRow[] {
    const { isName } = this.#columns;
    const ranked = rows.map((row): RankedRow => {
      const length = Math.min(this.#keys.lengthAt(row), longestRanked - 1);
      return { row, rank: (fit * 2 + 1 - (isName[row] ?? 0)) * longestRanked + length };
    });
    return ranked.sort((a, b) => a.rank - b.rank || a.row - b.row);
  }
}

type RankedRow = { readonly row: number; readonly rank: number };
const longestRanked = 1 << 16;

/** Typing errors forgiven: none in four letters, one in five, else two. */
function errorsIn(typed: string): number {
  return typed.length <= 4 ? 0 : typed.length === 5 ? 1 : 2;
}
