import { type StringColumns, Strings } from "./strings.ts";
import { absent } from "./trie.ts";
import { type TrieListColumns, TrieLists } from "./trie-lists.ts";

/**
 * How the words of the index sound, read in place: what turns jinggai into 井盖 and 卫声局 into
 * 卫生局. Keys are toneless pinyin without blanks, folded so that what input methods and accents
 * confuse is alike (zh/z, ch/c, sh/s, ng/n, l/n).
 */
export type Sounding = { readonly word: string; readonly weight: number };
export type PronunciationColumns = {
  /** Folded pinyin → words, the likeliest first; first letters after a mark → words of three characters and more. */
  readonly keys: TrieListColumns;
  readonly words: StringColumns;
  /** Readings of the Han characters in code order: syllable numbers. */
  readonly readingStart: Uint16Array;
  readonly readings: Uint16Array;
  readonly syllables: readonly string[];
};

export type SoundColumns = Pick<PronunciationColumns, "keys" | "words">;

/** Stands before first letters, which no pinyin begins with. */
export const initialsMark = "*";
/** Han characters whose sound a build writes down: the main block, as far as it is in use. */
export const firstHan = 0x4e00;
export const lastHan = 0x9fa5;
/** Folds what is easily confused; jing gai and jin gai become one key. */
export function fold(key: string): string {
  return key
    .replace(/([zcs])h/gu, "$1")
    .replace(/ng+/gu, "n")
    .replace(/l/gu, "n")
    .replace(/v/gu, "u");
}

/** What is left of a folded syllable behind a letter (its UTF-16 unit): a folded n swallows the g that follows it. */
export function spoken(before: number, syllable: string): string {
  return before === letterN && syllable.charCodeAt(0) === letterG ? syllable.slice(1) : syllable;
}

const letterN = 0x6e;
const letterG = 0x67;

/** Words by their sound; a node stands for the syllables that lead to it. */
export class SoundTable {
  readonly #keys: TrieLists;
  readonly #words: Strings;

  constructor({ keys, words }: SoundColumns) {
    this.#keys = new TrieLists(keys);
    this.#words = new Strings(words);
  }

  /** The node after one more folded syllable, or `absent` where no word goes on so. */
  after(node: number, syllable: string): number {
    const { trie } = this.#keys;
    const letters = spoken(trie.label(node), syllable);
    let next = node;
    for (let i = 0; i < letters.length && next !== absent; i++) next = trie.child(next, letters.charCodeAt(i));
    return next;
  }

  /** The words of a key, the likeliest first. */
  wordsOf(key: string): string[] {
    return Array.from(this.#keys.get(key), (word) => this.#words.at(word));
  }

  wordsAt(node: number): string[] {
    return Array.from(this.#keys.at(node), (word) => this.#words.at(word));
  }
}

export class Pronunciations {
  /** One table, and one more for each set of words laid over it. */
  readonly tables: readonly SoundTable[];
  readonly #columns: PronunciationColumns;
  readonly longestKey: number;

  /**
   * @param longestKey letters of the longest folded key
   * @param more words beside those of the columns, the less likely ones
   */
  constructor(columns: PronunciationColumns, longestKey: number, more: readonly SoundColumns[] = []) {
    this.#columns = columns;
    this.tables = [columns, ...more].map((sounds) => new SoundTable(sounds));
    this.longestKey = longestKey;
  }

  /** These, and more words. */
  with({ columns, longestKey }: { columns: SoundColumns; longestKey: number }): Pronunciations {
    return new Pronunciations(this.#columns, Math.max(this.longestKey, longestKey), [columns]);
  }

  /** Words that sound like a folded key, the likeliest first. */
  words(key: string): string[] {
    return this.#list(key);
  }

  /** Words of three characters and more with these first letters. */
  withInitials(letters: string): string[] {
    return this.#list(initialsMark + letters);
  }

  /** The readings of a character, unfolded. */
  readings(character: string): readonly string[] {
    const { readingStart, readings, syllables } = this.#columns;
    const at = character.charCodeAt(0) - firstHan;
    if (!(at >= 0 && at <= lastHan - firstHan)) return [];
    return Array.from(readings.subarray(readingStart[at] ?? 0, readingStart[at + 1] ?? 0), (s) => syllables[s] ?? "");
  }

  #list(key: string): string[] {
    return [...new Set(this.tables.flatMap((table) => table.wordsOf(key)))];
  }
}
