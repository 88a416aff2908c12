import type { Ranked } from "../query/features.ts";

/**
 * When to answer, when to ask back, when to decline. The confidence from which to answer was chosen by
 * cross-validation on the tune half of bench/answers (train.ts prints the choices): about one answer in
 * fifty has a wrong entry, and of fifty questions that the base cannot answer one is answered.
 */
export const thresholds = {
  /** From this confidence on the best candidate is the answer. */
  answer: 0.68,
  /** Where the first candidate or the second is right with this probability, it is worth asking back … */
  clarify: 0.45,
  /** … if the second is at least this likely by itself. */
  rival: 0.2,
} as const;

export type Status = "answered" | "ambiguous" | "not_found";

/** What to do with candidates, best first, of which the first is right with this probability. */
export function decide(confidence: number, [first, second]: readonly Pick<Ranked, "share">[]): Status {
  if (confidence >= thresholds.answer) return "answered";
  if (first === undefined || second === undefined || second.share < thresholds.rival) return "not_found";
  return confidence * (1 + second.share / first.share) >= thresholds.clarify ? "ambiguous" : "not_found";
}
