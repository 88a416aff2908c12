import type { Searchable } from "../index/searchable.ts";
import { absent, root } from "../index/trie.ts";
import { segment } from "../text/segment.ts";
import type { Lattice } from "./lattice.ts";
import { phrasesOf } from "./phrases.ts";
import { type OwnSounds, type Speller, spellerOf } from "./speller.ts";

/** What it costs to read a character as another one, −ln p. */
export const mishearing = {
  /** Of the very same sound, tones aside. */
  homophone: 6,
  /** z for zh, n for ng, n for l. */
  nearly: 8,
  /** Of like shape: 末 for 未. */
  lookalike: 7,
};
const longestWindow = 6;
const longestLookalike = 4;
const mostSpellings = 8;
/** A word of usual frequency: a stretch that costs less than this and a mishearing is read as it is written. */
const usualWord = 8;

/** Adds to the lattice what a run of Han characters says as it is written. */
export function addWritten(lattice: Lattice, snapshot: Searchable, text: string, from: number, to: number): void {
  const { likelihood } = spellerOf(snapshot);
  const add = (start: number, end: number) => {
    const word = text.slice(start, end);
    lattice.add({ start, end, text: word, cost: likelihood.cost(word), changed: false });
  };
  for (let at = from; at < to; at++) {
    let single = false;
    snapshot.lexicon.wordsFrom(text, at, to, (end) => {
      add(at, end);
      if (end === at + 1) single = true;
    });
    if (!single) add(at, at + 1);
  }
  for (const { start, end } of phrasesOf(snapshot).find(text.slice(from, to))) add(from + start, from + end);
}

/**
 * Adds words of the knowledge base that sound or look like a stretch which, as written, is no likely text: that holds a
 * character outside every word of two and more that people use.
 * @param costs of the text as written, up to every place
 */
export function addHeard(lattice: Lattice, snapshot: Searchable, text: string, from: number, to: number, costs: Float64Array): void {
  const sure = covered(snapshot, text, from, to);
  const speller = spellerOf(snapshot);
  const doubtful = (start: number, end: number) =>
    (costs[end] ?? 0) - (costs[start] ?? 0) >= usualWord + mishearing.homophone &&
    sure.subarray(start - from, end - from).includes(0) &&
    snapshot.term(text, start, end) === absent;
  for (const sounds of speller.own) {
    for (let start = from; start < to; start++) {
      const last = Math.min(to, start + longestWindow);
      if (!sure.subarray(start - from, last - from).includes(0)) continue;
      let spellings: readonly number[] = [root];
      for (let end = start + 1; end <= last && spellings.length > 0; end++) {
        spellings = longer(spellings, sounds, speller.foldedReadings(text.charAt(end - 1)));
        if (end < start + 2 || !doubtful(start, end)) continue;
        for (const { word, cost } of soundsLike(speller, sounds, spellings, text.slice(start, end))) {
          lattice.add({ start, end, text: word, cost: cost + speller.likelihood.cost(word), changed: true });
        }
      }
    }
  }
  for (let at = from; at < to; at++) {
    for (const other of speller.lookalikes(text.charAt(at))) {
      const read = text.slice(0, at) + other + text.slice(at + 1, to);
      for (let start = Math.max(from, at - longestLookalike + 1); start <= at; start++) {
        snapshot.lexicon.wordsFrom(read, start, Math.min(to, start + longestLookalike), (end) => {
          const word = read.slice(start, end);
          if (end <= at || end - start < 2 || !doubtful(start, end) || !speller.likelihood.isOwn(word)) return;
          lattice.add({ start, end, text: word, cost: mishearing.lookalike + speller.likelihood.cost(word), changed: true });
        });
      }
    }
  }
}

/** 1 for every character inside a word of two and more that is in use. */
function covered(snapshot: Searchable, text: string, from: number, to: number): Uint8Array {
  const run = text.slice(from, to);
  const sure = new Uint8Array(run.length);
  let start = 0;
  for (const end of segment(run, snapshot.lexicon)) {
    if (end - start > 1) sure.fill(1, start, end);
    start = end;
  }
  for (const span of phrasesOf(snapshot).find(run)) if (span.end - span.start > 1) sure.fill(1, span.start, span.end);
  return sure;
}

/** Where spellings stand after one more character, in each of its readings. */
function longer(spellings: readonly number[], sounds: OwnSounds, readings: readonly string[]): readonly number[] {
  const next = new Set<number>();
  for (const spelling of spellings) {
    for (const reading of readings) {
      const node = sounds.after(spelling, reading);
      if (node !== absent && next.size < mostSpellings) next.add(node);
    }
  }
  return [...next];
}

/** Own words of the same length and sound, with what hearing them costs. */
function soundsLike(
  speller: Speller,
  sounds: OwnSounds,
  spellings: readonly number[],
  written: string,
): { readonly word: string; readonly cost: number }[] {
  const alike: { word: string; cost: number }[] = [];
  for (const word of spellings.flatMap((node) => sounds.at(node))) {
    if (word.length !== written.length || word === written) continue;
    const cost = distance(speller, written, word);
    // Half of all pairs sound nearly like some word.
    if (written.length > 2 || cost <= mishearing.homophone) alike.push({ word, cost });
  }
  return alike;
}

function distance(speller: Speller, written: string, word: string): number {
  let cost = 0;
  for (let i = 0; i < word.length; i++) {
    if (word[i] === written[i]) continue;
    const here = speller.readings(written.charAt(i));
    cost += speller.readings(word.charAt(i)).some((r) => here.includes(r)) ? mishearing.homophone : mishearing.nearly;
  }
  return cost;
}
