import { fold, type Pronunciations, type SoundTable, spoken } from "../index/pronunciations.ts";
import type { Searchable } from "../index/searchable.ts";
import { madeOnce, Remembered } from "./remembered.ts";
import { WordLikelihood } from "./word-likelihood.ts";

/** A syllable as typed, as probably meant, or only its beginning. */
export type Unit = { readonly end: number; readonly sound: string; readonly cost: number; readonly whole: boolean };
/** A word, what it and its accent cost, and whether it has none. */
export type Spelled = { readonly text: string; readonly cost: number; readonly plain: boolean };

/** z for zh, n for ng, n for l: what a syllable costs that is spelled as somebody speaks. */
const accentCost = 3;
const mostCandidates = 10;
const shortestInitials = 3;
/** How people write a syllable that the tables have otherwise. */
const spokenForms: Readonly<Record<string, string>> = { shei: "shui", zhei: "zhe", nei: "na" };

/** Readings of a character that are listened for. */
const mostReadings = 2;

/** The knowledge base's own words by their sound. */
export type OwnSounds = {
  /** As `SoundTable.after`. */
  readonly after: (node: number, syllable: string) => number;
  readonly at: (node: number) => readonly string[];
};

/** What a snapshot knows of spelling, gathered as questions ask for it. */
export const spellerOf = madeOnce((snapshot: Searchable) => new Speller(snapshot));

/** Words by the syllables, or beginnings of syllables, that spell them. */
export class Speller {
  readonly likelihood: WordLikelihood;
  readonly own: readonly OwnSounds[];
  readonly #sounds: Pronunciations;
  readonly #readings: Remembered<string, readonly string[]>;
  readonly #foldedReadings: Remembered<string, readonly string[]>;
  readonly #lookalikes = new Map<string, string>();
  readonly #alike: Remembered<string, readonly string[]>;

  constructor(snapshot: Searchable) {
    this.likelihood = new WordLikelihood(snapshot);
    for (const group of snapshot.vocabulary.lookalikes) {
      for (const character of group) {
        this.#lookalikes.set(character, (this.#lookalikes.get(character) ?? "") + group.replaceAll(character, ""));
      }
    }
    const sounds = snapshot.pronunciations;
    this.#sounds = sounds;
    this.#alike = new Remembered((key) => sounds.words(key));
    this.#readings = new Remembered((character) => sounds.readings(character));
    this.#foldedReadings = new Remembered((character) => [
      ...new Set(
        this.readings(character)
          .slice(0, mostReadings)
          .map((r) => folded.get(r)),
      ),
    ]);
    this.own = sounds.tables.map((table) => this.#ownOf(table));
  }

  #ownOf(table: SoundTable): OwnSounds {
    const words = new Remembered((node: number) => table.wordsAt(node).filter((word) => this.likelihood.isOwn(word)));
    return { after: (node, syllable) => table.after(node, syllable), at: (node) => words.get(node) };
  }

  /** Characters that a character is taken for. */
  lookalikes(character: string): string {
    return this.#lookalikes.get(character) ?? "";
  }

  /** The readings of a character, unfolded. */
  readings(character: string): readonly string[] {
    return this.#readings.get(character);
  }

  /** Its usual readings, folded. */
  foldedReadings(character: string): readonly string[] {
    return this.#foldedReadings.get(character);
  }

  /** The likeliest words, each with the cost of its accent and of the word. `key`: the folded sounds of `typed`. */
  words(key: string, typed: readonly Unit[]): Spelled[] {
    const whole = typed.every((u) => u.whole);
    if (!whole && typed.length < shortestInitials) return [];
    const spelled: Spelled[] = [];
    for (const word of whole ? this.#alike.get(key) : this.#sounds.withInitials(typed.map((u) => u.sound.charAt(0)).join(""))) {
      if (spelled.length === mostCandidates) break;
      const accent = this.#accent(word, typed);
      if (accent !== null) spelled.push({ text: word, cost: accent + this.likelihood.cost(word), plain: accent === 0 });
    }
    return spelled;
  }

  /** What the accent of a spelling costs, or null where it is another word's. */
  #accent(word: string, typed: readonly Unit[]): number | null {
    if (word.length !== typed.length) return null;
    let cost = 0;
    for (let i = 0; i < word.length; i++) {
      const { sound = "", whole = true } = typed[i] ?? {};
      const readings = this.readings(word.charAt(i));
      if (!whole) {
        if (!readings.some((r) => r.startsWith(sound))) return null;
      } else if (!readings.includes(sound) && !readings.includes(spokenForms[sound] ?? sound)) {
        if (!readings.some((r) => folded.get(r) === folded.get(sound))) return null;
        cost += accentCost;
      }
    }
    return cost;
  }
}

/** `fold` of one syllable. */
const folded = new Remembered((syllable: string) => fold(spokenForms[syllable] ?? syllable));

/** fold(a + b) from fold(a). */
export function foldedWith(key: string, syllable: string): string {
  return key + spoken(key.charCodeAt(key.length - 1), folded.get(syllable));
}
