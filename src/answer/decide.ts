import type { Ranked } from "../query/rank.ts";

/**
 * When to answer, when to ask back, when to decline. Chosen on the tune half of bench/answers
 * for at most one wrong answer in thirty; see bench/README.md.
 */
export const thresholds = {
  /** From this probability on the best candidate is the answer … */
  answer: 0.5,
  /** … unless the second comes this close and the best is not sure. */
  rival: 0.8,
  sure: 0.8,
  /** Below this nothing is worth asking back about. */
  clarify: 0.4,
} as const;

export type Decision = { readonly status: "answered" | "ambiguous" | "not_found"; readonly confidence: number };

/** Candidates with their probabilities, best first → what to do. */
export function decide(ranked: readonly Pick<Ranked, "probability">[]): Decision {
  const best = ranked[0]?.probability ?? 0;
  const second = ranked[1]?.probability ?? 0;
  const contested = second >= thresholds.rival * best && best < thresholds.sure;
  if (best >= thresholds.answer && !contested) return { status: "answered", confidence: best };
  if (best >= thresholds.clarify) return { status: "ambiguous", confidence: best };
  return { status: "not_found", confidence: best };
}
