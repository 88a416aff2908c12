import type { Searchable } from "../index/searchable.ts";
import { thresholds } from "./decide.ts";
import { type Found, type Reading, readingOf } from "./reading.ts";

/** A request must be this sure by itself to stand beside the one that the whole text makes. */
const sure = 0.8;
/** Where the answer to the whole text is at least this likely for a request, that request is answered with it. */
const covered = 0.2;

/**
 * Of a text that asks two things: the reading to answer, and the one to answer beside it.
 * @param whole the text read as one question
 * @param requests the questions it asks, each by itself
 */
export function withSecond(snapshot: Searchable, whole: Reading, requests: readonly Found[]): { first: Reading; second: Reading | null } {
  const readings = requests.map((request) => readingOf(snapshot, request));
  const likely = readings.filter((r) => r.confidence >= sure).sort((a, b) => b.confidence - a.confidence);
  const first = whole.confidence >= thresholds.answer || likely.length < 2 ? whole : likely[0];
  if (first === undefined) return { first: whole, second: null };
  const answered = first.ranked[0]?.document;
  const second = likely.find((r) => (r.ranked.find((c) => c.document === answered)?.share ?? 0) < covered) ?? null;
  return first.confidence >= thresholds.answer ? { first, second } : { first: whole, second: null };
}
