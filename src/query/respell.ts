import type { Searchable } from "../index/searchable.ts";
import { widthAt } from "../text/segment.ts";
import { withoutTones } from "../text/tone-marks.ts";
import { addHeard, addWritten } from "./heard-words.ts";
import { addLatinWords, latinGroups } from "./latin-words.ts";
import { type Arc, Lattice } from "./lattice.ts";
import { spellerOf } from "./speller.ts";

/** `spelled`: letters spell it syllable by syllable, so that it is no guess. */
export type Correction = { readonly from: string; readonly to: string; readonly spelled: boolean };
/** A question spelled as the knowledge base spells it, and what was changed: 井该 → 井盖. */
export type Respelled = { readonly text: string; readonly corrections: readonly Correction[] };

const han = /^[\u3400-\u9fff]/u;
const hanRun = /[\u3400-\u9fff]{2,}/gu;
/** Longer text is a story: it says what it says in many words. */
const longestSpelled = 240;
/** Characters of a longer question are not doubted; its pinyin is read all the same. */
const longestHeard = 120;
/** Pinyin read at more than this per syllable (−ln p) may hold a slip of the finger; the worst of it is looked into. */
const doubtfulCost = 7.5;
const mostDoubted = 6;

/**
 * Reads pinyin and initials as words, and words nobody writes as ones that sound the same: the
 * likeliest path through all readings. What is likely as it was written stays as it is.
 * @param text normalized; left as it is from 240 characters on
 * @returns null where there is nothing to change
 */
export function respell(snapshot: Searchable, text: string): Respelled | null {
  if (text.length > longestSpelled) return null;
  const groups = latinGroups(text, withoutTones(text));
  const runs = text.length > longestHeard ? [] : Array.from(text.matchAll(hanRun), (m) => ({ from: m.index, to: m.index + m[0].length }));
  if (groups.length === 0 && runs.length === 0) return null;
  const { likelihood } = spellerOf(snapshot);
  const bond = (first: number, second: number) => likelihood.bond(first, second);
  const lattice = new Lattice(text.length);
  addAsWritten(lattice, snapshot, text);
  for (const group of groups) addLatinWords(lattice, snapshot, group, null);
  const first = lattice.best(bond);
  if (first === null) return null;
  const { path, costs } = first;
  const perSyllable = (arc: Arc) => ((costs[arc.end] ?? 0) - (costs[arc.start] ?? 0)) / arc.text.length;
  const poor = path
    .filter((arc) => arc.changed && perSyllable(arc) > doubtfulCost)
    .sort((a, b) => perSyllable(b) - perSyllable(a))
    .slice(0, mostDoubted);
  const before = lattice.size;
  if (poor.length > 0) {
    const doubtful = (start: number, end: number) => poor.some((arc) => arc.start < end && start < arc.end);
    for (const group of groups) addLatinWords(lattice, snapshot, group, doubtful);
  }
  for (const { from, to } of runs) addHeard(lattice, snapshot, text, from, to, costs);
  const second = lattice.size === before ? first : lattice.best(bond);
  return second === null ? null : changes(text, second.path);
}

/** Han words, and every other character by itself; Latin letters come with their groups. */
function addAsWritten(lattice: Lattice, snapshot: Searchable, text: string): void {
  let end = 0;
  for (const run of text.matchAll(/[\u3400-\u9fff]+/gu)) {
    addSigns(lattice, text, end, run.index);
    end = run.index + run[0].length;
    addWritten(lattice, snapshot, text, run.index, end);
  }
  addSigns(lattice, text, end, text.length);
}

function addSigns(lattice: Lattice, text: string, from: number, to: number): void {
  for (let at = from; at < to; at += widthAt(text, at)) {
    const end = at + widthAt(text, at);
    lattice.add({ start: at, end, text: text.slice(at, end), cost: /[a-z]/u.test(text.charAt(at)) ? 50 : 0, changed: false });
  }
}

/** The text along a path, neighbouring changes of one kind as one correction. */
function changes(text: string, path: readonly Arc[]): Respelled | null {
  const corrections: Correction[] = [];
  let respelled = "";
  for (let i = 0; i < path.length; ) {
    const arc = path[i];
    if (arc === undefined) break;
    let end = i + 1;
    let to = arc.text;
    const latin = (a: Arc | undefined) => a?.changed === true && !han.test(text.charAt(a.start));
    if (latin(arc)) for (let next = path[end]; next !== undefined && latin(next); next = path[++end]) to += next.text;
    const from = text.slice(arc.start, path[end - 1]?.end);
    if (arc.changed) corrections.push({ from: from.trim(), to, spelled: path.slice(i, end).every((a) => a.spelled === true) });
    respelled += arc.changed ? to : from;
    i = end;
  }
  return corrections.length === 0 ? null : { text: respelled, corrections };
}
