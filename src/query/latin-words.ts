import type { Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { initials, longestSyllable, nearSyllables, syllables } from "../text/syllables.ts";
import type { Lattice } from "./lattice.ts";
import { foldedWith, spellerOf, type Unit } from "./speller.ts";

/** Letters of a question that may be pinyin, blanks and apostrophes left out. */
export type LatinGroup = {
  readonly letters: string;
  /** Where each letter stands in the text; one more for the end. */
  readonly places: readonly number[];
  /** Numbers of the letters that begin a word as typed, and of the end: no syllable crosses them. */
  readonly walls: readonly number[];
};

/** What makes a reading less likely, −ln p. */
export const slipCosts = {
  /** A letter wrong, missing, too many or swapped. */
  slip: 6,
  /** A syllable of which only the beginning was typed. */
  initial: 1.5,
  /** A foreign word: to begin with, and per letter; one that documents hold. */
  foreign: 8,
  foreignLetter: 2.2,
  /** A word without a vowel is no foreign word. */
  consonant: 4,
  known: 7,
};
const mostSyllables = 8;
/** In a longer word typed as one, letters left out are looked for only where the spelling breaks off. */
const shortToken = 8;
/** All groups of Latin letters of a text. `plain`: the same with the tones left out. */
export function latinGroups(text: string, plain: string): LatinGroup[] {
  return Array.from(plain.matchAll(/[a-z]+(?:[ '’-]+[a-z]+)*/gu), (match) => {
    const places: number[] = [];
    const walls: number[] = [];
    for (const token of match[0].matchAll(/[a-z]+/gu)) {
      walls.push(places.length);
      for (let i = 0; i < token[0].length; i++) places.push(match.index + token.index + i);
    }
    walls.push(places.length);
    let end = match.index + match[0].length;
    // The number of the last tone.
    if (plain.charAt(end) === " " && text.charAt(end) !== " ") end++;
    places.push(end);
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
  group: LatinGroup,
  doubtful: ((start: number, end: number) => boolean) | null,
): void {
  const { letters, places, walls } = group;
  const place = (letter: number) => places[letter] ?? 0;
  const units: Unit[][] = Array.from({ length: letters.length }, () => []);
  for (let t = 0; t + 1 < walls.length; t++) {
    const [from = 0, to = 0] = walls.slice(t, t + 2);
    addUnits(units, letters, from, to, (at, end) => doubtful?.(place(at), place(end)) ?? false);
    if (doubtful !== null) continue;
    const token = letters.slice(from, to);
    const known = snapshot.term(token) !== absent;
    const letterCost = /[aeiou]/u.test(token) ? slipCosts.foreignLetter : slipCosts.consonant;
    const cost = known ? slipCosts.known : token.length === 1 ? 5 : slipCosts.foreign + letterCost * token.length;
    lattice.add({ start: place(from), end: place(to), text: token, cost, changed: false });
  }
  const speller = spellerOf(snapshot);
  const typed: Unit[] = [];
  const begins = new Set(walls);
  // One syllable with a slip is anything; first letters stand at the beginning of what was typed.
  const likely = (sequence: readonly Unit[], start: number) =>
    sequence.every((u) => u.cost === 0) || (sequence.length > 1 && (begins.has(start) || sequence.every((u) => u.whole)));
  const walk = (start: number, at: number, key: string, cost: number): void => {
    for (const unit of units[at] ?? []) {
      if (unit.cost >= slipCosts.slip && typed.some((u) => u.cost > 0)) continue;
      if (unit.cost > 0 && typed.some((u) => u.cost >= slipCosts.slip)) continue;
      typed.push(unit);
      const longer = foldedWith(key, unit.sound);
      const spelled = cost + unit.cost;
      if (doubtful !== null && spelled < slipCosts.slip) {
        if (typed.length < 3) walk(start, unit.end, longer, spelled);
        typed.pop();
        continue;
      }
      for (const word of likely(typed, start) ? speller.words(longer, typed) : []) {
        const exact = spelled === 0 && word.plain;
        lattice.add({
          start: place(start),
          end: place(unit.end),
          text: word.text,
          cost: spelled + word.cost,
          changed: true,
          spelled: exact,
        });
      }
      if (typed.length < (typed.some((u) => u.cost >= slipCosts.slip) ? 4 : mostSyllables)) walk(start, unit.end, longer, spelled);
      typed.pop();
    }
  };
  for (let start = 0; start < letters.length; start++) walk(start, start, "", 0);
}

/** The syllables a word as typed, letters[from..to), may consist of. */
function addUnits(units: Unit[][], letters: string, from: number, to: number, doubtful: (start: number, end: number) => boolean): void {
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
      if (!sound && (loose || connects) && initials.has(typed)) {
        units[at]?.push({ end, sound: typed, cost: slipCosts.initial, whole: false });
      }
      if (connects && (!sound || doubtful(at, end))) {
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
