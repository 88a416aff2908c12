import { fold, type Pronunciations } from "../index/pronunciations.ts";
import type { Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import { segment } from "../text/segment.ts";
import { type PhraseSpan, phrasesOf } from "./phrases.ts";

/** A question spelled as the knowledge base spells it, and what was changed: 井该 → 井盖. */
export type Respelled = { readonly text: string; readonly corrections: readonly { from: string; to: string }[] };

const latinGroup = /[a-z]+(?:[ ']+[a-z]+)*/gu;
const hanRun = /\p{Script=Han}{2,}/gu;
/** Longer text is a story: it says what it says in many words, and trying every reading would cost too much. */
const longestSpelled = 120;
/** Characters of a misheard word. */
const longestWindow = 6;

/**
 * Reads pinyin and initials as words of the index, and replaces words nobody has written by
 * ones that sound the same. Changes only what the index does not hold.
 * @param text normalized; left as it is from 120 characters on
 * @returns null where there is nothing to change
 */
export function respell(snapshot: Searchable, text: string): Respelled | null {
  if (text.length > longestSpelled) return null;
  const corrections: { from: string; to: string }[] = [];
  const change = (from: string, to: string | null): string => {
    if (to === null || to === from) return from;
    corrections.push({ from, to });
    return to;
  };
  const spelled = text.replace(latinGroup, (group) => change(group, fromLatin(snapshot, group)));
  const heard = spelled.replace(hanRun, (run) =>
    mishearings(snapshot, run).reduceRight(
      (t, { start, from, to }) => t.slice(0, start) + change(from, to) + t.slice(start + from.length),
      run,
    ),
  );
  return corrections.length === 0 ? null : { text: heard, corrections };
}

/** jinggai diule → 井盖丢了; wxjf → a four-character word with these initials; null where it is neither. */
function fromLatin(snapshot: Searchable, group: string): string | null {
  if (group.split(/[ ']+/u).every((word) => snapshot.term(word) !== absent)) return null;
  const letters = group.replace(/[ ']/gu, "");
  if (letters.length < 3) return null;
  return fromPinyin(snapshot.pronunciations, letters) ?? snapshot.pronunciations.withInitials(letters)[0] ?? null;
}

/** Costs of a reading: few long words are likelier than many short ones. */
const wordCost = 1;
const characterCost = 1.6;

/** The cheapest reading of a string of letters as words, or null where some letters are left over. */
function fromPinyin(sounds: Pronunciations, letters: string): string | null {
  const best: ({ cost: number; text: string } | null)[] = [{ cost: 0, text: "" }];
  for (let end = 1; end <= letters.length; end++) {
    let choice: { cost: number; text: string } | null = null;
    for (let start = Math.max(0, end - sounds.longestKey * 2); start < end; start++) {
      const before = best[start];
      if (!before) continue;
      const [word] = sounds.words(fold(letters.slice(start, end)));
      if (word === undefined) continue;
      const cost = before.cost + (word.length === 1 ? characterCost : wordCost);
      if (choice === null || cost < choice.cost) choice = { cost, text: before.text + word };
    }
    best[end] = choice;
  }
  return best[letters.length]?.text ?? null;
}

type Mishearing = { readonly start: number; readonly from: string; readonly to: string };

/** Words of a Han run that the index does not hold but that sound like ones it does, left to right, apart. */
function mishearings(snapshot: Searchable, run: string): Mishearing[] {
  const cuts = [0, ...segment(run, snapshot.lexicon)];
  const phrases = phrasesOf(snapshot).find(run);
  const found: Mishearing[] = [];
  for (let i = 0; i < cuts.length - 1; ) {
    const mishearing = longestMishearing(snapshot, run, cuts, i, phrases);
    if (mishearing === null) {
      i++;
      continue;
    }
    found.push(mishearing);
    i = cuts.indexOf(mishearing.start + mishearing.from.length);
  }
  return found;
}

function longestMishearing(
  snapshot: Searchable,
  run: string,
  cuts: readonly number[],
  i: number,
  phrases: readonly PhraseSpan[],
): Mishearing | null {
  const start = cuts[i] ?? 0;
  for (let k = cuts.length - 1; k > i; k--) {
    const end = cuts[k] ?? 0;
    if (end - start < 2 || end - start > longestWindow) continue;
    const from = run.slice(start, end);
    if (!suspicious(snapshot, run, cuts, i, k) || phrases.some((p) => cutsInto(p, start, end))) continue;
    const to = soundsLike(snapshot.pronunciations, from);
    if (to !== null) return { start, from, to };
  }
  return null;
}

/** A window nobody has written: not a term itself, and with a piece that is no known word. */
function suspicious(snapshot: Searchable, run: string, cuts: readonly number[], i: number, k: number): boolean {
  if (snapshot.term(run, cuts[i], cuts[k]) !== absent) return false;
  for (let j = i; j < k; j++) {
    const from = cuts[j] ?? 0;
    const to = cuts[j + 1] ?? 0;
    if (to - from === 1 || snapshot.term(run, from, to) === absent) return true;
  }
  return false;
}

/** A phrase of the vocabulary is spelled right: no window may hold a part of it. */
function cutsInto(phrase: PhraseSpan, start: number, end: number): boolean {
  return phrase.end - phrase.start > 1 && phrase.start < end && start < phrase.end;
}

/**
 * A word of the same length and sound with one character changed. Of two characters the sound
 * must be the very same: half of all pairs sound nearly like some word.
 */
function soundsLike(sounds: Pronunciations, written: string): string | null {
  const sameSound = (word: string) =>
    [...word].every((c, i) => sounds.readings(c).some((r) => sounds.readings(written.charAt(i)).includes(r)));
  let keys = [""];
  for (const character of written) {
    const readings = sounds.readings(character).slice(0, 3);
    if (readings.length === 0) return null;
    keys = keys.flatMap((key) => readings.map((r) => key + r)).slice(0, 12);
  }
  for (const key of keys) {
    for (const word of sounds.words(fold(key))) {
      if (word.length !== written.length || [...word].filter((c, i) => c !== written[i]).length !== 1) continue;
      if (written.length > 2 || sameSound(word)) return word;
    }
  }
  return null;
}
