import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { normalizeText } from "../text/normalize.ts";
import { segment, type WordSource } from "../text/segment.ts";
import { byUnit, type WordFrequencies } from "./trie-lexicon.ts";

/** Longer names are cut into their words; as one word they would hide them. */
const longestOwnWord = 8;
/** Of 60 million words of general text; about 50,000 words are that common. */
const commonFrequency = 50;
const longestCommonWord = 4;

/** The words a knowledge base brings along: its departments' names and what lexicon.yaml lists. */
export function ownWords(base: Pick<KnowledgeBase, "departments" | "lexicon">): string[] {
  const { words, synonyms } = base.lexicon;
  const all = [...base.departments.names, ...words, ...synonyms.flatMap((s) => [...s.say, ...s.means])];
  const normal = all.map(normalizeText).filter((w) => w.length > 1 && w.length <= longestOwnWord && /^[\p{L}\p{N}]+$/u.test(w));
  return [...new Set(normal)].sort();
}

/** Keeps rounding in the logarithms from making a word and its cut equally probable. */
const margin = 1 + 1e-9;

/**
 * The words of a general dictionary that are common or can occur in some text, and the base's own words
 * with just the frequency at which the segmenter takes them whole: one more than their best
 * cut is worth, be it into general words or into shorter ones of the base's own.
 *
 * @param pairs all neighbouring pairs of UTF-16 units of the text (see `addPairs`)
 */
export function vocabularyFor(pairs: ReadonlySet<number>, own: readonly string[], general: WordFrequencies): WordFrequencies {
  const all = new Set(pairs);
  for (const word of own) addPairs(word, all);
  const frequency = new Map<string, number>();
  for (const [word, f] of general.frequency) if (isCommon(word, f) || occursIn(word, all)) frequency.set(word, f);
  const words = { ...general, frequency };
  const lexicon = growing(words);
  for (const word of own.toSorted((a, b) => a.length - b.length || byUnit(a, b))) {
    const whole = Math.floor(Math.exp(bestCut(word, lexicon)) * general.total * margin) + 1;
    frequency.set(word, Math.max(whole, frequency.get(word) ?? 0));
  }
  return words;
}

/** The log-probability of a word's most probable cut into pieces: what it counts itself does not matter, so that building from a snapshot's own words changes none. */
function bestCut(word: string, words: WordSource): number {
  const lexicon: WordSource = {
    unknown: words.unknown,
    wordsFrom: (text, start, limit, found) =>
      words.wordsFrom(text, start, limit, (end, p) => {
        if (end - start < word.length) found(end, p);
      }),
  };
  let logProbability = 0;
  let start = 0;
  for (const end of segment(word, lexicon)) {
    let piece = lexicon.unknown;
    lexicon.wordsFrom(word, start, end, (e, p) => {
      if (e === end) piece = p;
    });
    logProbability += piece;
    start = end;
  }
  return logProbability;
}

/** A lexicon over words that are still being added, for texts as short as a word. */
function growing({ frequency, total, rarest }: WordFrequencies): WordSource {
  return {
    unknown: Math.log(rarest / total),
    wordsFrom: (text, start, limit, found) => {
      for (let end = start + 1; end <= limit; end++) {
        const f = frequency.get(text.slice(start, end));
        if (f !== undefined) found(end, Math.log(f / total));
      }
    },
  };
}

/** Adds every pair of neighbouring units of a text, and every single unit, as one number each. */
export function addPairs(text: string, pairs: Set<number>): void {
  for (let i = 0; i < text.length; i++) {
    pairs.add(text.charCodeAt(i));
    if (i + 1 < text.length) pairs.add(pairOf(text, i));
  }
}

/**
 * Everyday words, whether a document holds them or not: a question about 公积金 must be seen to
 * hold a word nobody wrote about, not three stray characters that happen to occur.
 */
function isCommon(word: string, frequency: number): boolean {
  return frequency >= commonFrequency && word.length <= longestCommonWord;
}

/** Every pair occurs: a superset of the words that occur, which costs the cut nothing. */
function occursIn(word: string, pairs: ReadonlySet<number>): boolean {
  if (word.length === 1) return pairs.has(word.charCodeAt(0));
  for (let i = 0; i + 1 < word.length; i++) if (!pairs.has(pairOf(word, i))) return false;
  return true;
}

function pairOf(text: string, i: number): number {
  return text.charCodeAt(i) * 0x10000 + text.charCodeAt(i + 1);
}
