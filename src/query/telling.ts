import type { Searchable } from "../index/searchable.ts";
import { normalizeText } from "../text/normalize.ts";
import { askedIn } from "./asked.ts";
import { commonMass, type Shingles, shinglesOf } from "./shingles.ts";
import type { Query } from "./understand.ts";

/** One of several texts that a question may mean: what each shingle counts for it, and all of them together. */
type Label = { readonly masses: readonly (readonly [shingle: number, mass: number])[]; readonly whole: number };
/** Several texts that a question may mean. */
export type Labels = readonly Label[];

/** What a shingle loses that all texts hold. */
const commonest = 0.9;
/** Of a question that says less than a word or so, little can be said. */
const leastMass = 5;

/** A shingle weighs its idf where one text holds it, and next to nothing where all do. */
export function labelsOf(snapshot: Searchable, texts: readonly string[]): Labels {
  // As they are: 一般 is politeness in a question, but sets a label apart.
  const labels = texts.map((text) => shinglesOf(snapshot, normalizeText(text)));
  const counts = countShingles(labels);
  return labels.map(({ idf }) => {
    const masses = Array.from(idf, ([shingle, weight]) => {
      const others = (counts.get(shingle) ?? 1) - 1;
      return [shingle, labels.length === 1 ? weight : weight * (1 - (commonest * others) / (labels.length - 1))] as const;
    });
    return { masses, whole: masses.reduce((sum, [, mass]) => sum + mass, 0) };
  });
}

/**
 * How far a question names each of several texts by what tells it apart from the others, 0 … 1:
 * of 桥梁主体的修复 and 桥梁栏杆的维护, 栏杆断了 names the second, 桥坏了 neither.
 */
export function tellingShares(query: Query, labels: Labels): number[] {
  const { readings, holders } = askedIn(query);
  return labels.map(({ masses, whole }) => {
    const common = new Float64Array(readings.length);
    for (const [shingle, mass] of masses) {
      for (const reading of holders.get(shingle) ?? []) common[reading] = (common[reading] ?? 0) + mass;
    }
    return Math.max(0, ...common) / (whole || 1);
  });
}

/**
 * What share of a question each of several texts says, in the reading it says most of. What all of them say counts
 * little, and what is `known`, since they are all about it, not at all.
 */
export function saidShares(query: Query, labels: Labels, known: Shingles): number[] {
  const { readings, holders } = askedIn(query);
  const wholes = readings.map((reading) => reading.mass - commonMass(reading, known));
  return labels.map(({ masses }) => {
    const said = new Float64Array(readings.length);
    for (const [shingle, mass] of masses) {
      if (known.idf.has(shingle)) continue;
      for (const reading of holders.get(shingle) ?? []) said[reading] = (said[reading] ?? 0) + mass;
    }
    return Math.max(0, ...said.map((mass, reading) => mass / Math.max(wholes[reading] ?? 0, leastMass)));
  });
}

/** How much of what one text says the other says too, 0 … 1. */
export function saidShare({ masses, whole }: Label, other: Label): number {
  const held = new Set(other.masses.map(([shingle]) => shingle));
  return masses.reduce((sum, [shingle, mass]) => (held.has(shingle) ? sum + mass : sum), 0) / (whole || 1);
}

/** By text: whether it begins with something that the question says. */
export function beginsAsked(query: Query, labels: Labels): boolean[] {
  const { holders } = askedIn(query);
  return labels.map(({ masses: [first] }) => first !== undefined && holders.has(first[0]));
}

/**
 * Which of several conditions a question states: those it names by something that neither the
 * others nor the subject hold. Empty where it states none, or cannot decide between them.
 */
export function conditionsStated(snapshot: Searchable, query: Query, conditions: readonly string[], subject: string): ReadonlySet<number> {
  const labels = conditions.map((text) => shinglesOf(snapshot, text));
  const title = shinglesOf(snapshot, subject).idf;
  // A title that names one condition's words alone names the matter, not the condition.
  const inTitle = labels.filter(({ idf }) => [...idf.keys()].some((s) => title.has(s) && labels.filter((l) => l.idf.has(s)).length === 1));
  const counts = countShingles(inTitle.length === 1 ? [...labels, { idf: title, mass: 0 }] : labels);
  const asked = query.sentences.flatMap((s) => s.asked);
  const masses = labels.map((label) => {
    const own = [...label.idf].filter(([shingle]) => counts.get(shingle) === 1);
    return Math.max(0, ...asked.map((a) => own.reduce((sum, [shingle, idf]) => sum + (a.idf.has(shingle) ? idf : 0), 0)));
  });
  const best = Math.max(0, ...masses);
  const stated = masses.flatMap((mass, i) => (best > 0 && mass * 2 > best ? [i] : []));
  return new Set(stated.length < conditions.length ? stated : []);
}

function countShingles(labels: readonly Shingles[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { idf } of labels) for (const shingle of idf.keys()) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  return counts;
}
