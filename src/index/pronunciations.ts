import { pinyin } from "pinyin-pro";
import { byUnit } from "./trie-lexicon.ts";

/**
 * How the words of the index sound: what turns jinggai into 井盖 and 卫声局 into 卫生局.
 * Keys are toneless pinyin without blanks, folded so that what input methods and accents
 * confuse is alike (zh/z, ch/c, sh/s, ng/n, l/n).
 */
export type Sounding = { readonly word: string; readonly weight: number };
type Packed = {
  /** key → words, the likeliest first. */
  readonly words: Record<string, string>;
  /** first letters of words of three characters and more → words */
  readonly initials: Record<string, string>;
  /** syllable, not folded → characters */
  readonly characters: Record<string, string>;
};

const shortestInitials = 3;
/** Han characters whose sound a build writes down: the main block, as far as it is in use. */
const firstHan = 0x4e00;
const lastHan = 0x9fa5;

/** Folds what is easily confused; jing gai and jin gai become one key. */
export function fold(key: string): string {
  return key
    .replace(/([zcs])h/gu, "$1")
    .replace(/ng+/gu, "n")
    .replace(/l/gu, "n")
    .replace(/v/gu, "u");
}

/** Words with their weights (document frequencies) → the bytes of the section. */
export function packPronunciations(words: readonly Sounding[]): Uint8Array {
  const byKey = new Map<string, Sounding[]>();
  const byInitials = new Map<string, Sounding[]>();
  for (const sounding of words) {
    const syllables = syllablesOf(sounding.word);
    push(byKey, fold(syllables.join("")), sounding);
    if (syllables.length >= shortestInitials) push(byInitials, syllables.map((s) => s.charAt(0)).join(""), sounding);
  }
  const packed: Packed = { words: joined(byKey), initials: joined(byInitials), characters: characterTable() };
  return new TextEncoder().encode(JSON.stringify(packed));
}

/** The section read back, once, when a question first needs it. */
export class Pronunciations {
  readonly #packed: Packed;
  readonly #syllables = new Map<string, string[]>();
  readonly longestKey: number;

  constructor(bytes: Uint8Array) {
    this.#packed = JSON.parse(new TextDecoder().decode(bytes)) as Packed;
    for (const [syllable, characters] of Object.entries(this.#packed.characters)) {
      for (const character of characters) {
        const known = this.#syllables.get(character);
        if (known) known.push(syllable);
        else this.#syllables.set(character, [syllable]);
      }
    }
    this.longestKey = Math.max(0, ...Object.keys(this.#packed.words).map((k) => k.length));
  }

  /** Words that sound like a folded key, the likeliest first. */
  words(key: string): string[] {
    return (own(this.#packed.words, key) ?? "").split(" ").filter((w) => w !== "");
  }

  /** Words of three characters and more with these first letters. */
  withInitials(letters: string): string[] {
    return (own(this.#packed.initials, letters) ?? "").split(" ").filter((w) => w !== "");
  }

  /** The readings of a character, unfolded. */
  readings(character: string): readonly string[] {
    return this.#syllables.get(character) ?? [];
  }
}

/** Toneless syllables of a Han word. */
function syllablesOf(word: string): string[] {
  return pinyin(word, { toneType: "none", type: "array", v: true }).map((s) => s.toLowerCase());
}

/** The same for every build, and the dearest part of a small one: worked out once. */
let characters: Record<string, string> | null = null;

function characterTable(): Record<string, string> {
  if (characters !== null) return characters;
  const table: Record<string, string> = {};
  for (let code = firstHan; code <= lastHan; code++) {
    const character = String.fromCharCode(code);
    for (const syllable of new Set(pinyin(character, { toneType: "none", type: "array", multiple: true, v: true }))) {
      if (/^[a-z]+$/u.test(syllable)) table[syllable] = (table[syllable] ?? "") + character;
    }
  }
  characters = table;
  return table;
}

function push(map: Map<string, Sounding[]>, key: string, sounding: Sounding): void {
  const list = map.get(key);
  if (list) list.push(sounding);
  else map.set(key, [sounding]);
}

function joined(map: ReadonlyMap<string, Sounding[]>): Record<string, string> {
  const entries = [...map].sort(([a], [b]) => byUnit(a, b));
  return Object.fromEntries(
    entries.map(([key, list]) => {
      const sorted = [...list].sort((a, b) => b.weight - a.weight || byUnit(a.word, b.word));
      return [key, [...new Set(sorted.map((s) => s.word))].join(" ")];
    }),
  );
}

function own<V>(record: Record<string, V>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
