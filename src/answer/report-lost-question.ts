import { titleOf } from "../kb/entry.ts";
import type { Say } from "../kb/say.ts";
import type { LostQuestion } from "./findability.ts";

/** Candidates that a call taker sees at a glance: an entry further down is not found. */
const seen = 3;

/** Reports a question that does not bring its own entry first: an error where nobody would see the entry at all. */
export function reportLostQuestion({ entry, question, place, winner, confidence, elsewhere }: LostQuestion, say: Say): void {
  const text = entry.kind === "article" ? titleOf(entry) : entry.questions[question];
  const first = winner === null ? "nothing" : `${winner} first (confidence ${confidence.toFixed(2)})`;
  const itself = place === null ? "this entry not at all" : `this entry ${ordinal(place)}`;
  const remedy = elsewhere
    ? "the question names a place where the entry does not hold: correct the one or the other"
    : winner === null
      ? "name what the entry is about in the question"
      : "reword the question so that it tells the two apart, or move it there";
  const severity = place !== null && place <= seen ? "warning" : "error";
  say("unfindable", ["questions", question], `"${text}" brings ${first}, ${itself}`, remedy, severity);
}

function ordinal(place: number): string {
  return place === 2 ? "second" : place === 3 ? "third" : `${place}th`;
}
