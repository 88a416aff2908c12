import type { Ranked } from "../query/features.ts";

/**
 * When to answer, when to ask back, when to decline. The confidence from which to answer was chosen by
 * cross-validation on the tune half of bench/answers (train.ts prints the choices): about one answer in
 * forty has a wrong entry, and of fifty questions that the base cannot answer one is answered.
 */
export const thresholds = {
  /** From this confidence on the best candidate is the answer. */
  answer: 0.7,
  /** From this confidence on it is worth asking back … */
  clarify: 0.45,
  /** … if a second candidate is at least this likely by itself. */
  rival: 0.2,
} as const;

export type Status = "answered" | "ambiguous" | "not_found";

/** What to do with candidates, best first, of which the first is right with this probability. */
export function decide(confidence: number, ranked: readonly Ranked[]): Status {
  if (confidence >= thresholds.answer) return "answered";
  return confidence >= thresholds.clarify && (ranked[1]?.share ?? 0) >= thresholds.rival ? "ambiguous" : "not_found";
}
