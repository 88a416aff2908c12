import type { Hit } from "../index/search.ts";
import type { Snapshot } from "../index/snapshot.ts";
import { type Entry, titleOf } from "../kb/entry.ts";
import type { Intent } from "../kb/settings.ts";
import { contentOf } from "./content.ts";
import { isTime } from "../kb/units.ts";
import { commonMass, type Shingles, shinglesOf } from "./shingles.ts";
import type { Query } from "./understand.ts";

/** What the ranking knows of a candidate; every feature lies in 0 … 1. */
export const featureNames = ["strength", "coverage", "question", "contained", "covered", "title", "fit", "measured", "named"] as const;
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

/** The features of one hit. `whole`: the idf mass a perfect hit would cover. */
export function featuresOf(snapshot: Snapshot, query: Query, hit: Hit, whole: number): Features {
  const entry = snapshot.entry(hit.document);
  const profile = profileOf(snapshot, hit.document, entry);
  let question = 0;
  let contained = 0;
  let covered = 0;
  let title = 0;
  for (const reading of query.readings) {
    const asked = shinglesOf(snapshot, reading);
    profile.forEach((variant, i) => {
      const common = commonMass(asked, variant);
      const dice = (2 * common) / (asked.mass + variant.mass || 1);
      question = Math.max(question, dice);
      contained = Math.max(contained, common / (asked.mass || 1));
      covered = Math.max(covered, common / (variant.mass || 1));
      if (i === 0) title = Math.max(title, common / (variant.mass || 1));
    });
  }
  return {
    strength: Math.min(1, hit.score / (whole || 1)),
    coverage: hit.coverage,
    question,
    contained,
    covered,
    title,
    fit: query.intent === null ? neutral : (fits[query.intent][entry.kind] ?? neutral),
    measured: measures(query.intent, entry),
    named: namedness(query, entry),
  };
}

/** 1: the question asks for a number and the entry has one of that kind. */
function measures(intent: Intent | null, entry: Entry): number {
  if (intent !== "amount" && intent !== "duration") return 0;
  if ("tables" in entry && entry.tables.length > 0) return 1;
  const figures = entry.kind === "role" ? entry.limits : "figures" in entry ? entry.figures : [];
  return figures.some((f) => isTime(f.unit) === (intent === "duration")) ? 1 : 0;
}

/** 1: the question names this very department; 0: it names none, or another. */
function namedness(query: Query, entry: Entry): number {
  return entry.kind === "department" && query.departments.includes(entry.id) ? 1 : 0;
}

const profiles = new WeakMap<Snapshot, Map<number, Shingles[]>>();

/** Title first, then the question variants, as shingles of their content. */
function profileOf(snapshot: Snapshot, document: number, entry: Entry): Shingles[] {
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
