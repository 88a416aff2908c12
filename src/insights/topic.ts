import type { Searchable } from "../index/searchable.ts";
import { phrasesOf } from "../query/phrases.ts";
import { quantitiesIn } from "../query/quantities.ts";
import { normalizeText } from "../text/normalize.ts";
import { segment } from "../text/segment.ts";

/** A word that says what a question is about, and how much it says: −ln p in general language. */
export type TopicWord = { readonly text: string; readonly weight: number };

/** Words that everybody uses about everything say less. */
const telling = 9.15;
/** Of a story, the words that say most; of a question in everyday words, these. */
const mostWords = 6;
const fewWords = 2;
const placeholder = /\[\p{Script=Han}{2,5}\]/gu;
const han = /\p{Script=Han}/u;
/** Words in Latin and other letters, which the segmenter takes apart; numbers alone are none. */
const foreignWords = /(?=\p{N}*[\p{L}--\p{Script=Han}])[[\p{L}\p{N}]--\p{Script=Han}]{2,}/gv;

/**
 * What a question is about, in a few words that do not depend on how it is asked: politeness,
 * question words, places, quantities, everyday words and what was scrubbed are left out, synonyms
 * and former names replaced by what the knowledge base calls them; the rest in one order. To an
 * editor, questions of the same words are the same question.
 *
 *     请问路灯坏了归哪个部门管 · 我们这里的街灯坏了怎么办     →  坏 路灯
 *     92岁老人每月补贴多少 · 老人95岁了补贴多少钱             →  老人 补贴
 *
 * @returns nothing where the question holds no word
 */
export function topicOf(snapshot: Searchable, scrubbed: string): TopicWord[] {
  const text = canonical(snapshot, normalizeText(scrubbed.replace(placeholder, " ")));
  const weights = new Map<string, number>();
  const quantities = quantitiesIn(text);
  for (const { 0: word, index } of text.matchAll(foreignWords))
    weights.set(word, -snapshot.lexicon.logProbability(text, index, index + word.length));
  let start = 0;
  for (const end of segment(text, snapshot.lexicon)) {
    const word = text.slice(start, end);
    const counted = quantities.some((q) => q.start < end && start < q.end);
    if (!counted && han.test(word)) weights.set(word, -snapshot.lexicon.logProbability(text, start, end));
    start = end;
  }
  const words = [...weights].map(([word, weight]): TopicWord => ({ text: word, weight }));
  words.sort((a, b) => b.weight - a.weight || byUnit(a, b));
  const most = words.filter((w) => w.weight >= telling).slice(0, mostWords);
  return (most.length > 0 ? most : words.slice(0, fewWords)).sort(byUnit);
}

function byUnit(a: TopicWord, b: TopicWord): number {
  return a.text < b.text ? -1 : 1;
}

/** The knowledge base's own words for what is said, without what says nothing about the subject. */
function canonical(snapshot: Searchable, text: string): string {
  let content = "";
  let from = 0;
  for (const { phrase, start, end } of phrasesOf(snapshot).find(text)) {
    content += text.slice(from, start);
    from = end;
    if (phrase.kind === "synonym") content += ` ${phrase.means[0] ?? ""} `;
    else if (phrase.kind === "department") content += ` ${phrase.name} `;
    else if (phrase.kind === "term") content += ` ${text.slice(start, end)} `;
    else content += " ";
  }
  return content + text.slice(from);
}
