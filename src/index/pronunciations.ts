import { pinyin } from "pinyin-pro";
import { packStrings, type StringColumns, Strings } from "./strings.ts";
import { byUnit } from "./trie-lexicon.ts";
import { packTrieLists, type TrieListColumns, TrieLists } from "./trie-lists.ts";

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

type SoundColumns = Pick<PronunciationColumns, "keys" | "words">;

const shortestInitials = 3;
/** Stands before first letters, which no pinyin begins with. */
const initialsMark = "*";
/** Han characters whose sound a build writes down: the main block, as far as it is in use. */
const firstHan = 0x4e00;
const lastHan = 0x9fa5;
/** Words kept of one sound: the likeliest. */
const mostWords = 40;

/** Folds what is easily confused; jing gai and jin gai become one key. */
export function fold(key: string): string {
  return key
    .replace(/([zcs])h/gu, "$1")
    .replace(/ng+/gu, "n")
    .replace(/l/gu, "n")
    .replace(/v/gu, "u");
}

/** Words with their weights (document frequencies) → the columns, and the letters of the longest key. */
export function packPronunciations(given: readonly Sounding[]): { columns: PronunciationColumns; longestKey: number } {
  const { columns, longestKey } = packSounds(given);
  return { columns: { ...columns, ...characterTable() }, longestKey };
}

function packSounds(given: readonly Sounding[]): { columns: SoundColumns; longestKey: number } {
  let longestKey = 0;
  const sorted = given.toSorted((a, b) => b.weight - a.weight || byUnit(a.word, b.word));
  const lists = new Map<string, number[]>();
  const add = (key: string, word: number) => {
    const known = lists.get(key);
    if (known === undefined) lists.set(key, [word]);
    else if (known.length < mostWords) known.push(word);
  };
  sorted.forEach(({ word }, number) => {
    const syllables = syllablesOf(word);
    const key = fold(syllables.join(""));
    longestKey = Math.max(longestKey, key.length);
    add(key, number);
    if (syllables.length >= shortestInitials) add(initialsMark + syllables.map((s) => s.charAt(0)).join(""), number);
  });
  return { columns: { keys: packTrieLists(lists), words: packStrings(sorted.map((s) => s.word)) }, longestKey };
}

export class Pronunciations {
  readonly #columns: PronunciationColumns;
  readonly #sounds: readonly { readonly keys: TrieLists; readonly words: Strings }[];
  readonly longestKey: number;

  /**
   * @param longestKey letters of the longest folded key
   * @param more words beside those of the columns, the less likely ones
   */
  constructor(columns: PronunciationColumns, longestKey: number, more: readonly SoundColumns[] = []) {
    this.#columns = columns;
    this.#sounds = [columns, ...more].map(({ keys, words }) => ({ keys: new TrieLists(keys), words: new Strings(words) }));
    this.longestKey = longestKey;
  }

  /** These, and more words. */
  with(words: readonly Sounding[]): Pronunciations {
    const { columns, longestKey } = packSounds(words);
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
    const found = this.#sounds.flatMap(({ keys, words }) => Array.from(keys.get(key), (word) => words.at(word)));
    return [...new Set(found)];
  }
}

/** Toneless syllables of a Han word. */
function syllablesOf(word: string): string[] {
  return pinyin(word, { toneType: "none", type: "array", v: true }).map((s) => s.toLowerCase());
}

type CharacterTable = Pick<PronunciationColumns, "readingStart" | "readings" | "syllables">;
/** The same for every build, and the dearest part of a small one: worked out once. */
let characters: CharacterTable | null = null;

function characterTable(): CharacterTable {
  if (characters !== null) return characters;
  const numbers = new Map<string, number>();
  const readings: number[] = [];
  const readingStart = new Uint16Array(lastHan - firstHan + 2);
  for (let code = firstHan; code <= lastHan; code++) {
    for (const syllable of new Set(pinyin(String.fromCharCode(code), { toneType: "none", type: "array", multiple: true, v: true }))) {
      if (!/^[a-z]+$/u.test(syllable)) continue;
      const number = numbers.get(syllable) ?? numbers.size;
      numbers.set(syllable, number);
      readings.push(number);
    }
    readingStart[code - firstHan + 1] = readings.length;
  }
  characters = { readingStart, readings: Uint16Array.from(readings), syllables: [...numbers.keys()] };
  return characters;
}
