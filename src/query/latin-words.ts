import { fold, type Pronunciations } from "../index/pronunciations.ts";
import type { Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { initials, longestSyllable, nearSyllables, syllables } from "../text/syllables.ts";
import type { Lattice } from "./lattice.ts";
import type { WordLikelihood } from "./word-likelihood.ts";

/** Letters of a question that may be pinyin, blanks and apostrophes left out. */
export type LatinGroup = {
  readonly letters: string;
  /** Where each letter stands in the text; one more for the end. */
  readonly places: readonly number[];
  /** Numbers of the letters that begin a word as typed, and of the end: no syllable crosses them. */
  readonly walls: readonly number[];
};

/** A syllable as typed, as probably meant, or only its beginning. */
type Unit = { readonly end: number; readonly sound: string; readonly cost: number; readonly whole: boolean };

/** What makes a reading less likely, −ln p. */
export const slipCosts = {
  /** z for zh, n for ng, n for l: per syllable. */
  accent: 2,
  /** A letter wrong, missing, too many or swapped. */
  slip: 6,
  /** A syllable of which only the beginning was typed. */
  initial: 1.5,
  /** A foreign word: to begin with, and per letter; one that documents hold. */
  foreign: 8,
  foreignLetter: 2.2,
  known: 7,
};
const mostSyllables = 8;
const mostCandidates = 10;
const shortestInitials = 3;
/** In a longer word typed as one, letters left out are looked for only where the spelling breaks off. */
const shortToken = 8;
/** How people write a syllable that the tables have otherwise. */
const spokenForms: Readonly<Record<string, string>> = { shei: "shui", zhei: "zhe", nei: "na" };

/** All groups of Latin letters of a text. */
export function latinGroups(text: string): LatinGroup[] {
  return Array.from(text.matchAll(/[a-z]+(?:[ '’-]+[a-z]+)*/gu), (match) => {
    const places: number[] = [];
    const walls: number[] = [];
    for (const token of match[0].matchAll(/[a-z]+/gu)) {
      walls.push(places.length);
      for (let i = 0; i < token[0].length; i++) places.push(match.index + token.index + i);
    }
    walls.push(places.length);
    places.push(match.index + match[0].length);
    return { letters: match[0].replace(/[^a-z]/gu, ""), places, walls };
  });
}

/**
 * Adds to the lattice every word of the index that a group of letters may spell, and its words as typed.
 * @param doubtful numbers of the tokens whose letters may be wrong though they spell syllables
 */
export function addLatinWords(
  lattice: Lattice,
  snapshot: Searchable,
  likelihood: WordLikelihood,
  group: LatinGroup,
  doubtful: (start: number, end: number) => boolean,
): void {
  const { letters, places, walls } = group;
  const place = (letter: number) => places[letter] ?? 0;
  const units: Unit[][] = Array.from({ length: letters.length }, () => []);
  for (let t = 0; t + 1 < walls.length; t++) {
    const [from = 0, to = 0] = walls.slice(t, t + 2);
    addUnits(units, letters, from, to, doubtful(place(from), place(to)));
    const token = letters.slice(from, to);
    const known = snapshot.term(token) !== absent;
    const cost = known ? slipCosts.known : token.length === 1 ? 5 : slipCosts.foreign + slipCosts.foreignLetter * token.length;
    lattice.add({ start: place(from), end: place(to), text: token, cost, changed: false });
  }
  const sounds = snapshot.pronunciations;
  const heard = new Map<string, readonly string[]>();
  const wordsOf = (key: string, look: (key: string) => string[]) => {
    let words = heard.get(key);
    if (words === undefined) {
      words = look(key);
      heard.set(key, words);
    }
    return words;
  };
  const walk = (start: number, at: number, typed: readonly Unit[]): void => {
    for (const unit of units[at] ?? []) {
      const sequence = [...typed, unit];
      const odd = sequence.filter((u) => u.cost > 0 && u.whole).length;
      if (odd > 1) continue;
      for (const { word, cost } of candidates(sounds, wordsOf, sequence)) {
        lattice.add({ start: place(start), end: place(unit.end), text: word, cost: cost + likelihood.cost(word), changed: true });
      }
      if (sequence.length < (odd > 0 ? 4 : mostSyllables)) walk(start, unit.end, sequence);
    }
  };
  for (let start = 0; start < letters.length; start++) walk(start, start, []);
}

/** The words that a sequence of syllables and beginnings of syllables spells, with what the spelling costs. */
function candidates(
  sounds: Pronunciations,
  wordsOf: (key: string, look: (key: string) => string[]) => readonly string[],
  sequence: readonly Unit[],
): { word: string; cost: number }[] {
  const whole = sequence.every((u) => u.whole);
  if (!whole && sequence.length < shortestInitials) return [];
  const words = whole
    ? wordsOf(fold(sequence.map((u) => spokenForms[u.sound] ?? u.sound).join("")), (key) => sounds.words(key))
    : wordsOf(`-${sequence.map((u) => u.sound.charAt(0)).join("")}`, (key) => sounds.withInitials(key.slice(1)));
  const spelling = sequence.reduce((sum, u) => sum + u.cost, 0);
  const found: { word: string; cost: number }[] = [];
  for (const word of words) {
    if (found.length === mostCandidates) break;
    const cost = likeness(sounds, word, sequence);
    if (cost !== null) found.push({ word, cost: cost + spelling });
  }
  return found;
}

/** What the accent of a spelling costs, or null where it is another word's. */
function likeness(sounds: Pronunciations, word: string, sequence: readonly Unit[]): number | null {
  if (word.length !== sequence.length) return null;
  let cost = 0;
  for (let i = 0; i < word.length; i++) {
    const { sound = "", whole = true } = sequence[i] ?? {};
    const readings = sounds.readings(word.charAt(i));
    if (!whole) {
      if (!readings.some((r) => r.startsWith(sound))) return null;
    } else if (!readings.includes(sound) && !readings.includes(spokenForms[sound] ?? sound)) {
      if (!readings.some((r) => fold(r) === fold(sound))) return null;
      cost += slipCosts.accent;
    }
  }
  return cost;
}

/** The syllables a word as typed, letters[from..to), may consist of. */
function addUnits(units: Unit[][], letters: string, from: number, to: number, doubtful: boolean): void {
  const exact = (at: number, end: number) => syllables.has(letters.slice(at, end));
  const ahead = reachable(from, to, (at) => lengths(at, to).filter((end) => exact(at, end)));
  const back = reachableBack(from, to, (at) => lengths(at, to).filter((end) => exact(at, end)));
  const sound = ahead.has(to);
  const loose = !sound && to - from <= shortToken;
  for (let at = from; at < to; at++) {
    for (const end of lengths(at, to)) {
      const typed = letters.slice(at, end);
      const connects = ahead.has(at) && back.has(end);
      if (exact(at, end) && (sound ? connects : true)) units[at]?.push({ end, sound: typed, cost: 0, whole: true });
      if (!sound && (loose || connects) && initials.has(typed) && !exact(at, end)) {
        units[at]?.push({ end, sound: typed, cost: slipCosts.initial, whole: false });
      }
      if ((doubtful || !sound) && connects) {
        for (const near of nearSyllables(typed)) units[at]?.push({ end, sound: near, cost: slipCosts.slip, whole: true });
      }
    }
  }
}

/** Ends of what may be a syllable that begins at `at`, one letter more than the longest for a slip. */
function lengths(at: number, to: number): number[] {
  return Array.from({ length: Math.min(longestSyllable + 1, to - at) }, (_, i) => at + i + 1);
}

/** Places that syllables lead to from the beginning. */
function reachable(from: number, to: number, ends: (at: number) => readonly number[]): Set<number> {
  const reached = new Set([from]);
  for (let at = from; at < to; at++) if (reached.has(at)) for (const end of ends(at)) reached.add(end);
  return reached;
}

/** Places from which syllables lead to the end. */
function reachableBack(from: number, to: number, ends: (at: number) => readonly number[]): Set<number> {
  const reached = new Set([to]);
  for (let at = to - 1; at >= from; at--) if (ends(at).some((end) => reached.has(end))) reached.add(at);
  return reached;
}
