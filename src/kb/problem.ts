import { closest, distance } from "fastest-levenshtein";
import type { ProblemClass } from "./problem-classes.ts";

/** Something an editor has to mend (or, for a warning, should look at), with its place and the remedy. */
export type Problem = {
  /** Path of the file as the editor sees it: kb/matters/dogs.md. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
  readonly severity: "error" | "warning";
  /** What kind of mistake it is; stays the same when messages are reworded. */
  readonly class: ProblemClass;
  readonly message: string;
  readonly remedy: string;
};

/** `file:line:column message — remedy`, the one form in which problems are printed. */
export function formatProblem(p: Problem): string {
  return `${p.file}:${p.line}:${p.column} ${p.severity === "warning" ? "warning: " : ""}${p.message} — ${p.remedy}`;
}

/** The order in which problems are printed. */
export function byPlace(a: Problem, b: Problem): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}

/** `did you mean "x"?` for the nearest of the known names, or the fallback where none is near. */
export function didYouMean(given: string, known: readonly string[], fallback: string): string {
  const best = nearestOf(given, known);
  return best === null ? fallback : `did you mean "${best}"?`;
}

/** The nearest of the known names, null where none is near. */
export function nearestOf(given: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const best = closest(given, [...known]);
  return distance(given, best) <= Math.max(1, given.length / 2) ? best : null;
}
