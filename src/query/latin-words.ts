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
const costs = {
  /** A letter wrong, missing, too many or swapped. */
  slip: 6,
  /** A syllable of which only the beginning was typed. */
  initial: 1.5,
  /** A word as typed that documents hold; one that they do not, to begin with and per letter. */
  known: 7,
  foreign: 8,
  foreignLetter: 2.2,
  /** Without a vowel it is hardly a word. */
  consonant: 4,
  /** One letter by itself names something. */
  letter: 5,
};
const mostSyllables = 8;
/** Of a word with a slip in it. */
const mostSlippedSyllables = 4;
/** In a longer word typed as one, letters left out are looked for only where the spelling breaks off. */
const shortToken = 8;
/** Readings tried from one letter on, and in all: more than any sentence has, and an end to what is none. */
const mostTried = 250;
const mostTriedInAll = 4000;

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
 * Adds to the lattice every word of the index that a group of letters may spell, and its words as
 * typed; or, where `doubtful` says which places of the text may hold a slip though they spell
 * syllables, just the words with that slip corrected.
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
    lattice.add({ start: place(from), end: place(to), text: token, cost: asTyped(snapshot, token), changed: false });
  }
  const speller = spellerOf(snapshot);
  const begins = new Set(walls);
  const typed: Unit[] = [];
  let tried = 0;
  let triedInAll = 0;
  const walk = (start: number, at: number, key: string, spelling: number): void => {
    for (const unit of units[at] ?? []) {
      // One departure from the rule at a time: a slip, or syllables cut short.
      if (unit.cost > 0 && typed.some((u) => u.cost >= costs.slip)) continue;
      if (unit.cost >= costs.slip && spelling > 0) continue;
      if (++tried > mostTried || ++triedInAll > mostTriedInAll) return;
      typed.push(unit);
      const longer = foldedWith(key, unit.sound);
      const cost = spelling + unit.cost;
      const slipped = cost >= costs.slip && unitsWhole(typed);
      if ((doubtful === null || slipped) && plausible(typed, begins.has(start))) {
        for (const word of speller.words(longer, typed)) {
          const arc = { start: place(start), end: place(unit.end), text: word.text, cost: cost + word.cost };
          lattice.add({ ...arc, changed: true, spelled: cost === 0 && word.plain });
        }
      }
      const most = slipped || doubtful !== null ? mostSlippedSyllables : mostSyllables;
      if (typed.length < most) walk(start, unit.end, longer, cost);
      typed.pop();
    }
  };
  for (let start = 0; start < letters.length; start++) {
    tried = 0;
    walk(start, start, "", 0);
  }
}

/** One syllable with a slip is anything; first letters stand at the beginning of what was typed. */
function plausible(typed: readonly Unit[], begins: boolean): boolean {
  return typed.every((u) => u.cost === 0) || (typed.length > 1 && (begins || unitsWhole(typed)));
}

function unitsWhole(typed: readonly Unit[]): boolean {
  return typed.every((u) => u.whole);
}

function asTyped(snapshot: Searchable, token: string): number {
  if (snapshot.term(token) !== absent) return costs.known;
  if (token.length === 1) return costs.letter;
  return costs.foreign + (/[aeiou]/u.test(token) ? costs.foreignLetter : costs.consonant) * token.length;
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
        units[at]?.push({ end, sound: typed, cost: costs.initial, whole: false });
      }
      if (connects && (!sound || doubtful(at, end))) {
        for (const near of nearSyllables(typed)) units[at]?.push({ end, sound: near, cost: costs.slip, whole: true });
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
