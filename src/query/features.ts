import type { Hit, Searchable } from "../index/searchable.ts";
import type { Entry } from "../kb/entry.ts";
import type { Intent } from "../kb/settings.ts";
import { sharesHeld } from "./asked.ts";
import { asksForNumber, figureScores } from "./figure-match.ts";
import { type Likeness, likenessOf, nothingAlike, termsHeld } from "./likeness.ts";
import { measuredIn } from "./measures.ts";
import { type Profile, profileOf } from "./profile.ts";
import { madeOnce } from "./remembered.ts";
import type { Query } from "./understand.ts";

/** What the ranking knows of a candidate; every feature lies in 0 … 1. */
export const featureNames = [
  "relative",
  "strength",
  "coverage",
  "words",
  "counted",
  "missing",
  "head",
  "question",
  "exact",
  "contained",
  "covered",
  "title",
  "passage",
  "anywhere",
  "fit",
  "measured",
  "named",
] as const;
export type Features = Readonly<Record<(typeof featureNames)[number], number>>;

/** A candidate; `share`: how likely it is the one, if one of the candidates is. */
export type Ranked = { readonly document: number; readonly share: number; readonly features: Features };

/** How well each kind of entry answers each kind of question. Without an intent every kind fits alike. */
const fits: Record<Intent, Partial<Record<Entry["kind"], number>>> = {
  who: { matter: 1, role: 0.6, department: 0.5, policy: 0.4, case: 0.4, guide: 0.2 },
  amount: { policy: 1, guide: 0.9, role: 0.9, matter: 0.2, department: 0, case: 0.2 },
  duration: { policy: 1, guide: 0.9, role: 0.9, matter: 0.2, department: 0, case: 0.2 },
  permission: { policy: 1, guide: 0.8, role: 0.6, matter: 0.5, department: 0.2, case: 0.4 },
  duty: { role: 1, department: 1, guide: 0.3, matter: 0.2, policy: 0.2, case: 0.2 },
  standard: { guide: 1, policy: 0.8, department: 0.6, role: 0.6, matter: 0.3, case: 0.3 },
  procedure: { guide: 1, matter: 0.9, policy: 0.7, case: 0.6, role: 0.4, department: 0.2 },
};
const neutral = 0.6;

/** The features of one hit: those of the sentence it answers best. `bestScore`: of all hits of the question. */
export function featuresOf(snapshot: Searchable, query: Query, hit: Hit, bestScore: number): Features {
  const entry = snapshot.entry(hit.document);
  const profile = profilesOf(snapshot)(entry);
  const best = bestLikeness(snapshot, query, hit, profile);
  return {
    relative: hit.score / (bestScore || 1),
    ...best,
    exact: best.question > listed ? 1 : 0,
    fit: query.intent === null ? neutral : (fits[query.intent][entry.kind] ?? neutral),
    measured: measures(snapshot, query, entry),
    named: namedness(query, entry),
  };
}

/** Dice coefficient from which two questions are one. */
const listed = 0.9;

/** idf mass of about three words of content. */
const tellingMass = 12;
/** Sentences of a story that are held against what an entry says: those of which it holds most. */
const closestSentences = 3;

/** How alike the entry is to the question, or to the sentence of a story that it answers best. */
function bestLikeness(snapshot: Searchable, query: Query, hit: Hit, profile: Profile): Likeness {
  const { document } = hit;
  const [whole] = query.sentences;
  // Of a question taken whole the search has summed up the terms.
  const summed = { strength: Math.min(1, hit.score / (whole?.mass || 1)), coverage: hit.coverage };
  if (whole !== undefined && query.sentences.length === 1) return { ...likenessOf(snapshot, whole, document, profile), ...summed };
  const held = sharesHeld(query, profile);
  const closest = query.sentences
    .map((sentence, i) => {
      // A sentence of few telling words proves little, however well it fits.
      const weight = Math.min(1, sentence.mass / tellingMass);
      return { sentence, weight, held: (held[i] ?? 0) * weight };
    })
    .sort((a, b) => b.held - a.held)
    .slice(0, closestSentences);
  let best = nothingAlike;
  for (const { sentence, weight } of closest) {
    const likeness = { ...likenessOf(snapshot, sentence, document, profile), ...termsHeld(snapshot, sentence, document) };
    const weighed = { ...likeness, coverage: likeness.coverage * weight, question: likeness.question * weight };
    if (weighed.coverage + weighed.question > best.coverage + best.question) best = weighed;
  }
  return best;
}

/** Where a number is asked for: how near one of the entry's figures comes to it, 0 where it has none. */
function measures(snapshot: Searchable, query: Query, entry: Entry): number {
  if (!asksForNumber(query)) return 0;
  const tables = "tables" in entry ? entry.tables : [];
  // A quantity that one of its tables measures is what the table is for.
  if (tables.some((t) => query.quantities.some((q) => measuredIn(q, t.unit) !== null))) return 1;
  return Math.min(1, Math.max(0, ...figureScores(snapshot, query, entry)));
}

/** 1: the question names this very department; 0: it names none, or another. */
function namedness(query: Query, entry: Entry): number {
  return entry.kind === "department" && query.departments.includes(entry.id) ? 1 : 0;
}

/** Made once per entry held in memory; its masses are those of the snapshot. */
const profilesOf = madeOnce((snapshot: Searchable) => madeOnce((entry: Entry) => profileOf(snapshot, entry)));
