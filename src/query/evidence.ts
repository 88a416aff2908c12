import type { Searchable } from "../index/searchable.ts";
import { aspectsOf } from "./aspects.ts";
import type { Ranked } from "./features.ts";
import { asksForNumber } from "./figure-match.ts";
import { holdsWord } from "./likeness.ts";
import { measuredIn } from "./measures.ts";
import type { Query } from "./understand.ts";

/** What speaks for and against the first candidate being right. */
export const evidenceNames = [
  /** How likely it is among the candidates, and how much better it is held by the question than the second. */
  "share",
  "lead",
  /** How much of what the entry asks the question says. */
  "covered",
  /** 1 where it is one of the questions the entry lists. */
  "exact",
  /** How many of the question's words the entry holds; a word of four characters counts as two. */
  "held",
  /** Mass of the weightiest word that it does not hold. */
  "missing",
  "passage",
  /** Whether what is asked of the matter (材料, 利率) stands in the entry, or does not. */
  "aspectHeld",
  "aspectMissing",
  /** Whether a number is asked for, and how near one of the entry's comes to it. */
  "numeric",
  "measured",
  "story",
  "department",
  "named",
  "guide",
  "who",
  "unasked",
] as const;
export type Evidence = Readonly<Record<(typeof evidenceNames)[number], number>>;

/** A word of less mass is an everyday one, which any entry may hold. */
const tellingWord = 0.7;

/** Shares count by their logarithm: from a tenth to a fifth is as far as from a half to all. */
const log = (share: number, least = 0.02) => Math.log(share + least);

/** The evidence for the first of the candidates. */
export function evidenceFor(snapshot: Searchable, query: Query, ranked: readonly [Ranked, ...Ranked[]]): Evidence {
  const [best, second] = ranked;
  const { covered, exact, missing, passage, measured, named, strength } = best.features;
  const aspects = aspectsOf(snapshot);
  const numeric = asksForNumber(query);
  const kind = snapshot.kind(best.document);
  // A quantity that a table measures is as good as a word that the entry holds.
  let held = quantitiesMeasured(snapshot, query, best.document);
  let aspectHeld = 0;
  let aspectMissing = 0;
  for (const word of query.sentences.flatMap((s) => s.words)) {
    const holds = holdsWord(snapshot, word, best.document);
    if (holds && word.mass > tellingWord) held += Math.max(1, word.text.length / 2);
    if (!aspects.has(word.text)) continue;
    if (holds) aspectHeld = 1;
    else aspectMissing = 1;
  }
  return {
    share: best.share,
    lead: covered - (second?.features.covered ?? 0),
    covered: log(covered),
    exact,
    held: Math.log1p(held),
    missing,
    passage,
    aspectHeld,
    aspectMissing,
    numeric: numeric ? 1 : 0,
    measured: numeric ? log(measured, 0.05) : 0,
    story: query.sentences.length > 1 ? log(strength) : 0,
    department: kind === "department" && named === 0 && query.intent !== "who" && query.intent !== "duty" ? 1 : 0,
    named,
    guide: kind === "guide" ? 1 : 0,
    who: query.intent === "who" ? 1 : 0,
    unasked: query.intent === null ? 1 : 0,
  };
}

function quantitiesMeasured(snapshot: Searchable, { quantities }: Query, document: number): number {
  if (quantities.length === 0) return 0;
  const entry = snapshot.entry(document);
  const tables = "tables" in entry ? entry.tables : [];
  return quantities.filter((q) => tables.some((t) => measuredIn(q, t.unit) !== null)).length;
}
