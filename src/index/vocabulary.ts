import type { KnowledgeBase } from "../kb/knowledge-base.ts";
import { normalizeText } from "../text/normalize.ts";
import { segment } from "../text/segment.ts";
import { lexiconOf, type WordFrequencies } from "./trie-lexicon.ts";

/** Longer names are cut into their words; as one word they would hide them. */
const longestOwnWord = 8;

/** The words a knowledge base brings along: its departments' names and what lexicon.yaml lists. */
export function ownWords(base: Pick<KnowledgeBase, "departments" | "lexicon">): string[] {
  const { words, synonyms } = base.lexicon;
  const all = [...base.departments.names, ...words, ...synonyms.flatMap((s) => [...s.say, ...s.means])];
  const normal = all.map(normalizeText).filter((w) => w.length > 1 && w.length <= longestOwnWord && /^[\p{L}\p{N}]+$/u.test(w));
  return [...new Set(normal)].sort();
}

/**
 * The words of a general dictionary that can occur in some text, and the base's own words
 * with just the frequency at which the segmenter takes them whole:
 * one more than the probability of their best cut, of all words there are.
 *
 * @param pairs all neighbouring pairs of UTF-16 units of the text (see `pairsOf`)
 */
export function vocabularyFor(pairs: ReadonlySet<number>, own: readonly string[], general: WordFrequencies): WordFrequencies {
  const all = new Set(pairs);
  for (const word of own) addPairs(word, all);
  const frequency = new Map<string, number>();
  for (const [word, f] of general.frequency) if (occursIn(word, all)) frequency.set(word, f);
  const lexicon = lexiconOf({ ...general, frequency });
  const whole = own.map((word): [string, number] => {
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
    return [word, Math.floor(Math.exp(logProbability) * general.total) + 1];
  });
  for (const [word, f] of whole) frequency.set(word, Math.max(f, frequency.get(word) ?? 0));
  return { ...general, frequency };
}

/** Adds every pair of neighbouring units of a text, and every single unit, as one number each. */
export function addPairs(text: string, pairs: Set<number>): void {
  for (let i = 0; i < text.length; i++) {
    pairs.add(text.charCodeAt(i));
    if (i + 1 < text.length) pairs.add(pairOf(text, i));
  }
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
