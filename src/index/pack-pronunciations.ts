import { pinyin } from "pinyin-pro";
import { firstHan, fold, initialsMark, lastHan, type PronunciationColumns, type SoundColumns, type Sounding } from "./pronunciations.ts";
import { packStrings } from "./strings.ts";
import { byUnit } from "./trie-lexicon.ts";
import { packTrieLists } from "./trie-lists.ts";

const shortestInitials = 3;
/** Words kept of one sound: the likeliest. */
const mostWords = 40;

/** Words with their weights (document frequencies) → the columns, and the letters of the longest key. */
export function packPronunciations(given: readonly Sounding[]): { columns: PronunciationColumns; longestKey: number } {
  const { columns, longestKey } = packSounds(given);
  return { columns: { ...columns, ...characterTable() }, longestKey };
}

/** The part of them that is about the words. */
export function packSounds(given: readonly Sounding[]): { columns: SoundColumns; longestKey: number } {
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
