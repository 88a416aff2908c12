import { type AskedText, askedTextsOf } from "./asked-texts.ts";
import type { DepartmentRegistry } from "./departments.ts";
import type { Entry } from "./entry.ts";
import { type Fact, factsOf } from "./facts.ts";
import { firstCommonDay, type Period, type Periods } from "./periods.ts";
import type { QuestionForms } from "./question-forms.ts";
import { holdsIn } from "./regions.ts";
import type { Say } from "./say.ts";

/** An entry to be held against others: how to report at its places, and how to name them to others. */
export type PlacedEntry = { readonly entry: Entry; readonly say: Say; readonly place: (path: readonly PropertyKey[]) => string };

/** What is compared of an entry. */
export type Profile = PlacedEntry & {
  readonly period: Period;
  readonly asked: readonly AskedText[];
  readonly facts: readonly Fact[];
};

/** Two entries that concern the same thing: surely (`same`), or by all appearances. `by`: how one sees it. */
export type Relation = { readonly here: Profile; readonly there: Profile; readonly same: boolean; readonly by: string };

/** The same for a pair, whichever of the two comes first. */
export function relationKey({ entry: a }: Profile, { entry: b }: Profile): string {
  return a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`;
}

export type Comparison = {
  readonly forms: QuestionForms;
  readonly departments: DepartmentRegistry;
  readonly periods: Periods;
  /** How rare a pair of characters is; see src/text/shingles.ts. */
  readonly weight: (shingle: number) => number;
  readonly now: string;
  /** Only what concerns the entry with this id, reported at its own places. */
  readonly about?: string;
};

export function profileOf(placed: PlacedEntry, forms: QuestionForms, periods: Periods): Profile {
  return {
    ...placed,
    period: periods.of(placed.entry),
    asked: askedTextsOf(placed.entry, forms),
    facts: factsOf(placed.entry, forms),
  };
}

/** The first day on which both are in force in a place they share; null where they never meet, or one illustrates the other. */
export function dayTogether(a: Profile, b: Profile, now: string): string | null {
  if (illustrates(a.entry, b.entry) || illustrates(b.entry, a.entry)) return null;
  const [here, there] = [regionOf(a.entry), regionOf(b.entry)];
  const apart = here !== undefined && there !== undefined && !holdsIn(here, there) && !holdsIn(there, here);
  return apart ? null : firstCommonDay([a.period, b.period], now);
}

function illustrates(a: Entry, b: Entry): boolean {
  return a.kind === "case" && a.illustrates.includes(b.id);
}

function regionOf(entry: Entry): string | undefined {
  return entry.kind === "article" ? undefined : entry.region;
}
