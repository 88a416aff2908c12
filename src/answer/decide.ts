import { confidenceIn, type Ranked } from "../query/rank.ts";
import type { Query } from "../query/understand.ts";

/**
 * When to answer, when to ask back, when to decline. Chosen on the tune half of bench/answers
 * for at most one wrong answer in thirty; see bench/README.md.
 */
export const thresholds = {
  /** From this confidence on the best candidate is the answer. */
  answer: 0.7,
  /** From this confidence on it is worth asking back … */
  clarify: 0.45,
  /** … if a second candidate is at least this likely by itself. */
  rival: 0.2,
} as const;

export type Decision = { readonly status: "answered" | "ambiguous" | "not_found"; readonly confidence: number };

/** Candidates, best first → what to do. */
export function decide(query: Query, ranked: readonly Ranked[]): Decision {
  const confidence = confidenceIn(query, ranked);
  if (confidence >= thresholds.answer) return { status: "answered", confidence };
  if (confidence >= thresholds.clarify && (ranked[1]?.share ?? 0) >= thresholds.rival) return { status: "ambiguous", confidence };
  return { status: "not_found", confidence };
}
