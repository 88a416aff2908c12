import type { Hit, Searchable } from "../index/searchable.ts";
import { type Entry, titleOf } from "../kb/entry.ts";
import type { Intent } from "../kb/settings.ts";
import { contentOf } from "./content.ts";
import { asksForNumber, figureScores } from "./figure-match.ts";
import { commonMass, type Shingles, shinglesOf } from "./shingles.ts";
import type { Query, Sentence } from "./understand.ts";

/** What the ranking knows of a candidate; every feature lies in 0 … 1. */
export const featureNames = [
  "relative",
  "strength",
  "coverage",
  "words",
  "question",
  "contained",
  "covered",
  "title",
  "fit",
  "measured",
  "named",
] as const;
export type Features = Readonly<Record<(typeof featureNames)[number], number>>;

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
  const profile = profileOf(snapshot, hit.document, entry);
  let best: Likeness | null = null;
  for (const sentence of query.sentences) {
    const likeness = likenessOf(snapshot, sentence, hit.document, profile);
    // A sentence of few telling words proves little, however well it fits; a short question is all there is.
    const weight = query.sentences.length === 1 ? 1 : Math.min(1, sentence.mass / tellingMass);
    const weighed = { ...likeness, coverage: likeness.coverage * weight, question: likeness.question * weight };
    if (best === null || weighed.coverage + weighed.question > best.coverage + best.question) best = weighed;
  }
  return {
    relative: hit.score / (bestScore || 1),
    ...(best ?? { strength: 0, coverage: 0, words: 0, question: 0, contained: 0, covered: 0, title: 0 }),
    fit: query.intent === null ? neutral : (fits[query.intent][entry.kind] ?? neutral),
    measured: measures(snapshot, query, entry),
    named: namedness(query, entry),
  };
}

type Likeness = Omit<Features, "relative" | "fit" | "measured" | "named">;
/** idf mass of about three words of content. */
const tellingMass = 12;

function likenessOf(snapshot: Searchable, sentence: Sentence, document: number, profile: readonly Shingles[]): Likeness {
  let score = 0;
  let mass = 0;
  let words = 0;
  let heldWords = 0;
  for (const { term, weight, expected, origin, text } of sentence.terms) {
    const impact = snapshot.impact(term, document);
    const word = origin === "word" && text.length > 1 ? expected * snapshot.idf(term) : 0;
    words += word;
    if (impact === 0) continue;
    heldWords += word;
    score += weight * snapshot.idf(term) * impact;
    mass += Math.max(weight, expected) * snapshot.idf(term);
  }
  const coverage = Math.min(1, mass / (sentence.mass || 1));
  const likeness = {
    strength: Math.min(1, (score * coverage) / (sentence.mass || 1)),
    coverage,
    words: words === 0 ? coverage : heldWords / words,
    question: 0,
    contained: 0,
    covered: 0,
    title: 0,
  };
  for (const asked of sentence.asked) {
    profile.forEach((variant, i) => {
      const common = commonMass(asked, variant);
      likeness.question = Math.max(likeness.question, (2 * common) / (asked.mass + variant.mass || 1));
      likeness.contained = Math.max(likeness.contained, common / (asked.mass || 1));
      likeness.covered = Math.max(likeness.covered, common / (variant.mass || 1));
      if (i === 0) likeness.title = Math.max(likeness.title, common / (variant.mass || 1));
    });
  }
  return likeness;
}

/** Where a number is asked for: how near one of the entry's figures comes to it, 0 where it has none. */
function measures(snapshot: Searchable, query: Query, entry: Entry): number {
  if (!asksForNumber(query)) return 0;
  const plain = entry.kind === "role" ? entry.limits : "figures" in entry ? entry.figures : [];
  const tiers =
    "tables" in entry ? entry.tables.flatMap((t) => t.tiers.map((tier) => ({ label: t.label, when: tier.label, unit: tier.unit }))) : [];
  return Math.min(1, Math.max(0, ...figureScores(snapshot, query, [...tiers, ...plain])));
}

/** 1: the question names this very department; 0: it names none, or another. */
function namedness(query: Query, entry: Entry): number {
  return entry.kind === "department" && query.departments.includes(entry.id) ? 1 : 0;
}

const profiles = new WeakMap<Searchable, Map<number, Shingles[]>>();

/** Title first, then the question variants, as shingles of their content. */
function profileOf(snapshot: Searchable, document: number, entry: Entry): Shingles[] {
  let known = profiles.get(snapshot);
  if (known === undefined) {
    known = new Map();
    profiles.set(snapshot, known);
  }
  let profile = known.get(document);
  if (profile === undefined) {
    const questions = entry.kind === "article" ? [] : entry.questions;
    const names = entry.kind === "department" ? [...entry.aliases, ...entry.lineage.map((l) => l.name)] : [];
    profile = [titleOf(entry), ...questions, ...names].map((text) => shinglesOf(snapshot, contentOf(snapshot, text)));
    known.set(document, profile);
  }
  return profile;
}
