import { closest, distance } from "fastest-levenshtein";

/** Something an editor has to mend (or, for a warning, should look at), with its place and the remedy. */
export type Problem = {
  /** Path of the file as the editor sees it: kb/matters/dogs.md. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly remedy: string;
};

/** `file:line:column message — remedy`, the one form in which problems are printed. */
export function formatProblem(p: Problem): string {
  return `${p.file}:${p.line}:${p.column} ${p.severity === "warning" ? "warning: " : ""}${p.message} — ${p.remedy}`;
}

/** `did you mean "x"?` for the nearest of the known names, or the fallback where none is near. */
export function didYouMean(given: string, known: readonly string[], fallback: string): string {
  if (known.length === 0) return fallback;
  const best = closest(given, [...known]);
  return distance(given, best) <= Math.max(1, given.length / 2) ? `did you mean "${best}"?` : fallback;
}
