import type { Searchable } from "../index/searchable.ts";
import type { Profile } from "./profile.ts";
import type { ContentWord, QueryTerm } from "./query-terms.ts";
import type { Shingles } from "./shingles.ts";
import type { Sentence } from "./understand.ts";

/** How alike a sentence and what an entry says are; every measure lies in 0 … 1. */
export type Likeness = {
  /** BM25F score as a share of the sentence's mass, and the share of that mass the entry holds. */
  readonly strength: number;
  readonly coverage: number;
  /** Share of the content words' mass, and of their number, that the entry holds. */
  readonly words: number;
  readonly counted: number;
  /** Mass of the weightiest content word that it does not hold, of a telling word's. */
  readonly missing: number;
  /** Whether it holds the last content word: 条件 of 公租房申请条件. */
  readonly head: number;
  /** Of the best piece: Dice coefficient; share of the sentence in it; share of it in the sentence. */
  readonly question: number;
  readonly contained: number;
  readonly covered: number;
  readonly title: number;
  /** Share of the sentence in the best passage, and anywhere in the entry. */
  readonly passage: number;
  readonly anywhere: number;
};

export const nothingAlike: Likeness = {
  strength: 0,
  coverage: 0,
  words: 0,
  counted: 0,
  missing: 0,
  head: 0,
  question: 0,
  contained: 0,
  covered: 0,
  title: 0,
  passage: 0,
  anywhere: 0,
};

/** idf of a word that no entry holds, about. */
const tellingWord = 6.5;

export function likenessOf(
  snapshot: Searchable,
  sentence: Sentence,
  document: number,
  profile: Profile,
): Omit<Likeness, "strength" | "coverage"> {
  return {
    ...wordsHeld(snapshot, sentence.words, document),
    ...alikest(sentence.asked.map((asked) => piecesLike(asked, profile))),
  };
}

/** How far an entry holds a sentence's terms. */
export function termsHeld(snapshot: Searchable, { terms, mass }: { terms: readonly QueryTerm[]; mass: number }, document: number) {
  let score = 0;
  let held = 0;
  for (const { term, weight, expected } of terms) {
    const impact = snapshot.impact(term, document);
    if (impact === 0) continue;
    const idf = snapshot.idf(term);
    score += weight * idf * impact;
    held += Math.max(weight, expected) * idf;
  }
  const coverage = Math.min(1, held / (mass || 1));
  return { strength: Math.min(1, (score * coverage) / (mass || 1)), coverage };
}

/** Which content words an entry holds. */
export function wordsHeld(snapshot: Searchable, words: readonly ContentWord[], document: number) {
  let mass = 0;
  let heldMass = 0;
  let held = 0;
  let missing = 0;
  let head = 1;
  for (const word of words) {
    mass += word.mass;
    head = holdsWord(snapshot, word, document) ? 1 : 0;
    if (head === 0) missing = Math.max(missing, word.mass);
    else {
      held++;
      heldMass += word.mass;
    }
  }
  const none = words.length === 0;
  return {
    words: none ? 0.5 : heldMass / (mass || 1),
    counted: none ? 0.5 : held / words.length,
    missing: Math.min(1, missing / tellingWord),
    head,
  };
}

/** True when an entry holds a word as said, or what it means. */
export function holdsWord(snapshot: Searchable, { term, instead }: ContentWord, document: number): boolean {
  return snapshot.impact(term, document) > 0 || instead.some((terms) => terms.every((t) => snapshot.impact(t, document) > 0));
}

type PiecesLike = Pick<Likeness, "question" | "contained" | "covered" | "title" | "passage" | "anywhere">;

/** The best of several readings, measure by measure. */
function alikest([first, ...others]: readonly PiecesLike[]): PiecesLike {
  if (first === undefined) return nothingAlike;
  return others.reduce<PiecesLike>(
    (best, other) => ({
      question: Math.max(best.question, other.question),
      contained: Math.max(best.contained, other.contained),
      covered: Math.max(best.covered, other.covered),
      title: Math.max(best.title, other.title),
      passage: Math.max(best.passage, other.passage),
      anywhere: Math.max(best.anywhere, other.anywhere),
    }),
    first,
  );
}

function piecesLike(asked: Shingles, profile: Profile): PiecesLike {
  const { pieces, start, holders } = profile;
  const common = new Float64Array(pieces.length);
  let anywhere = 0;
  for (const [shingle, weight] of asked.idf) {
    const place = profile.placeOf(shingle);
    if (place < 0) continue;
    anywhere += weight;
    for (let i = start[place] ?? 0; i < (start[place + 1] ?? 0); i++) {
      const piece = holders[i] ?? 0;
      common[piece] = (common[piece] ?? 0) + weight;
    }
  }
  const best = { question: 0, contained: 0, covered: 0, title: 0, passage: 0, anywhere: anywhere / (asked.mass || 1) };
  if (anywhere === 0) return best;
  pieces.forEach(({ kind, mass }, i) => {
    const shared = common[i] ?? 0;
    if (shared === 0) return;
    if (kind === "passage") {
      best.passage = Math.max(best.passage, shared / asked.mass);
      return;
    }
    best.question = Math.max(best.question, (2 * shared) / (asked.mass + mass));
    best.contained = Math.max(best.contained, shared / asked.mass);
    best.covered = Math.max(best.covered, shared / mass);
    if (kind === "title") best.title = Math.max(best.title, shared / mass);
  });
  return best;
}
