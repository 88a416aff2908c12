import { documentOf } from "../index/document.ts";
import type { Hit, Searchable } from "../index/searchable.ts";
import { absent } from "../index/trie.ts";
import type { Entry } from "../kb/entry.ts";
import { holdsIn } from "../kb/regions.ts";
import { contentOf } from "./content.ts";
import { wordsHeld } from "./likeness.ts";
import { phrasesOf } from "./phrases.ts";
import type { ContentWord, QueryTerm } from "./query-terms.ts";
import { madeOnce } from "./remembered.ts";
import { commonMass, type Shingles, shinglesOf } from "./shingles.ts";
import { massOf, type Query } from "./understand.ts";
import { densestWindow, longestCommon, type Mark, placesOf } from "./windows.ts";

/** What plain search looks at in a hit's text; every feature lies in 0 … 1. */
export const closenessNames = [
  "relative",
  "coverage",
  /** Share of the question's mass within a sentence, within a few, and within a paragraph. */
  "near",
  "within",
  "around",
  /** Longest piece of the question that stands there as it is. */
  "verbatim",
  "title",
  /** How late in the text. */
  "late",
  /** Places of the question that the text names; 1 where it begins with another place instead. */
  "place",
  "elsewhere",
  "counted",
  "missing",
] as const;
export type Closeness = Readonly<Record<(typeof closenessNames)[number], number>>;

/** What of a question is looked for in texts. */
export type Sought = {
  readonly terms: readonly Weighed[];
  readonly words: readonly ContentWord[];
  readonly mass: number;
  readonly bestScore: number;
};
type Weighed = Pick<QueryTerm, "term" | "text"> & { readonly mass: number };

/** Terms looked for, those of greatest mass. */
const mostTerms = 16;
/** Characters of a sentence, of a few of them, and of a paragraph. */
const sentence = 30;
const passage = 110;
const paragraph = 400;
/** Characters at the beginning of a text that say which place it is about. */
const opening = 150;

export function soughtIn(snapshot: Searchable, query: Query, bestScore: number): Sought {
  const known = query.terms.filter((t) => t.term !== absent);
  const weighed = known.map(({ term, text, weight }) => ({ term, text, mass: weight * snapshot.idf(term) }));
  const terms = weighed.sort((a, b) => b.mass - a.mass).slice(0, mostTerms);
  return { terms, words: query.sentences.flatMap((s) => s.words), mass: massOf(snapshot, query.terms) || 1, bestScore };
}

export function closenessOf(snapshot: Searchable, query: Query, sought: Sought, hit: Hit): Closeness {
  const { title, text } = textsOf(snapshot)(snapshot.entry(hit.document));
  const marks = marksIn(snapshot, sought.terms, hit.document, text);
  const wide = densestWindow(marks, paragraph);
  const [whole] = query.sentences;
  const said = whole?.readings[0] ?? "";
  const asked = whole?.asked[0];
  const { counted, missing } = wordsHeld(snapshot, sought.words, hit.document);
  return {
    relative: hit.score / (sought.bestScore || 1),
    coverage: hit.coverage,
    near: densestWindow(marks, sentence).mass / sought.mass,
    within: densestWindow(marks, passage).mass / sought.mass,
    around: wide.mass / sought.mass,
    verbatim: longestCommon(said, text.slice(Math.max(0, wide.from - sentence), wide.from + paragraph + sentence)) / (said.length || 1),
    title: asked === undefined ? 0 : commonMass(asked, title) / (title.mass || 1),
    late: wide.from / (text.length || 1),
    ...placesIn(snapshot, query.regions, hit.document, text),
    counted,
    missing,
  };
}

function marksIn(snapshot: Searchable, terms: readonly Weighed[], document: number, text: string): Mark[] {
  const marks = terms.flatMap(({ term, text: words, mass }): Mark[] => {
    if (snapshot.impact(term, document) === 0) return [];
    return placesOf(text, words).map((from) => ({ from, to: from + words.length, term, mass }));
  });
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

/** What an entry says, normalized once while it is held in memory. */
const textsOf = madeOnce((snapshot: Searchable) =>
  madeOnce((entry: Entry): { readonly title: Shingles; readonly text: string } => {
    const { title, questions, keywords, body } = documentOf(entry, snapshot.departments);
    return { title: shinglesOf(snapshot, contentOf(snapshot, title)), text: [title, questions, keywords, body].join("\n") };
  }),
);
