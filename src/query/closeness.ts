import { documentOf } from "../index/document.ts";
import type { Hit, Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import type { Entry } from "../kb/entry.ts";
import { holdsIn } from "../kb/regions.ts";
import { eachShingle } from "../text/shingles.ts";
import { contentOf } from "./content.ts";
import { wordsHeld } from "./likeness.ts";
import { phrasesOf } from "./phrases.ts";
import type { ContentWord, QueryTerm } from "./query-terms.ts";
import { madeOnce } from "./remembered.ts";
import { commonMass, type Shingles, shinglesOf } from "./shingles.ts";
import { massOf, type Query } from "./understand.ts";
import { densestSentence, densestWindow, longestCommon, type Mark, placesOf, sentenceStops } from "./windows.ts";

/** What plain search looks at in a hit's text; every feature lies in 0 … 1. */
export const closenessNames = [
  "relative",
  /** Share of the question's mass within so many characters: a short sentence's, a paragraph's. */
  "near",
  "around",
  /** Share of its pairs of characters that stand anywhere, and in one sentence, however long. */
  "anywhere",
  "statement",
  /** Longest piece of the question that stands there as it is. */
  "verbatim",
  "title",
  /** How late in the text. */
  "late",
  /** Places of the question that the text names; 1 where it begins with another place instead. */
  "place",
  "elsewhere",
  "words",
  "missing",
] as const;
export type Closeness = Readonly<Record<(typeof closenessNames)[number], number>>;

/** What of a question is looked for in texts. */
export type Sought = {
  readonly terms: readonly Weighed[];
  readonly pairs: readonly Weighed[];
  readonly words: readonly ContentWord[];
  readonly mass: number;
  readonly bestScore: number;
};
type Weighed = Pick<QueryTerm, "term" | "text"> & { readonly mass: number };

/** Terms and pairs looked for, those of greatest mass. */
const mostTerms = 16;
const mostPairs = 32;
/** Characters of a short sentence, and of a paragraph. */
const sentence = 30;
const paragraph = 400;
/** Characters at the beginning of a text that say which place it is about. */
const opening = 150;

export function soughtIn(snapshot: Searchable, query: Query, bestScore: number): Sought {
  const known = query.terms.filter((t) => t.term !== absent);
  const weighed = known.map(({ term, text, weight }) => ({ term, text, mass: weight * snapshot.idf(term) }));
  const pairs = pairsOf(snapshot, query.sentences[0]?.readings[0] ?? "");
  return {
    terms: heaviest(weighed, mostTerms),
    pairs: heaviest(pairs, mostPairs),
    words: query.sentences.flatMap((s) => s.words),
    mass: massOf(snapshot, query.terms) || 1,
    bestScore,
  };
}

export function closenessOf(snapshot: Searchable, query: Query, sought: Sought, hit: Hit): Closeness {
  const { title, text, stops } = textsOf(snapshot)(snapshot.entry(hit.document));
  const isHeld = ({ term }: Weighed) => snapshot.impact(term, hit.document) > 0;
  const marks = marksIn(text, sought.terms.filter(isHeld));
  const pairs = sought.pairs.filter(isHeld);
  const wide = densestWindow(marks, paragraph);
  const [whole] = query.sentences;
  const said = whole?.readings[0] ?? "";
  const asked = whole?.asked[0];
  const { words, missing } = wordsHeld(snapshot, sought.words, hit.document);
  return {
    relative: hit.score / (sought.bestScore || 1),
    near: densestWindow(marks, sentence).mass / sought.mass,
    around: wide.mass / sought.mass,
    anywhere: pairs.reduce((sum, { mass }) => sum + mass, 0) / (asked?.mass || 1),
    statement: densestSentence(text, stops, pairs) / (asked?.mass || 1),
    verbatim: longestCommon(said, text.slice(Math.max(0, wide.from - sentence), wide.from + paragraph + sentence)) / (said.length || 1),
    title: asked === undefined ? 0 : commonMass(asked, title) / (title.mass || 1),
    late: wide.from / (text.length || 1),
    ...placesIn(snapshot, query.regions, hit.document, text),
    words,
    missing,
  };
}

function heaviest(weighed: readonly Weighed[], most: number): Weighed[] {
  return weighed.toSorted((a, b) => b.mass - a.mass).slice(0, most);
}

/** The shingles of a text that documents hold, each once. */
function pairsOf(snapshot: Searchable, text: string): Weighed[] {
  const pairs = new Map<number, Weighed>();
  eachShingle(text, (_, start, end) => {
    const term = snapshot.term(text, start, end);
    if (term !== absent) pairs.set(term, { term, text: text.slice(start, end), mass: snapshot.idf(term) });
  });
  return [...pairs.values()];
}

function marksIn(text: string, weighed: readonly Weighed[]): Mark[] {
  const marks = weighed.flatMap(({ term, text: words, mass }): Mark[] =>
    placesOf(text, words).map((from) => ({ from, to: from + words.length, term, mass })),
  );
  return marks.sort((a, b) => a.from - b.from);
}

function placesIn(snapshot: Searchable, codes: readonly string[], document: number, text: string): Pick<Closeness, "place" | "elsewhere"> {
  if (codes.length === 0) return { place: 0, elsewhere: 0 };
  const names = (code: string) => snapshot.regions[code] ?? [];
  const held = codes.filter((code) => names(code).some((name) => snapshot.impact(snapshot.term(name), document) > 0));
  const spans = phrasesOf(snapshot).find(text.slice(0, opening));
  const about = spans.flatMap(({ phrase }) => (phrase.kind === "place" ? phrase.code : []));
  const here = codes.some((code) => about.some((place) => holdsIn(place, code) || holdsIn(code, place)));
  return { place: held.length / codes.length, elsewhere: about.length > 0 && !here ? 1 : 0 };
}

type Text = { readonly title: Shingles; readonly text: string; readonly stops: Uint32Array };
/** What an entry says, normalized once while it is held in memory. */
const textsOf = madeOnce((snapshot: Searchable) =>
  madeOnce((entry: Entry): Text => {
    const { title, questions, keywords, body } = documentOf(entry, snapshot.departments);
    const text = [title, questions, keywords, body].join("\n");
    return { title: shinglesOf(snapshot, contentOf(snapshot, title)), text, stops: sentenceStops(text) };
  }),
);
