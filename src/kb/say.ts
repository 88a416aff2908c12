import type { Locate } from "./parse.ts";
import type { Problem } from "./problem.ts";
import type { ProblemClass } from "./problem-classes.ts";

/** Reports something at a path of the file under check. */
export type Say = (
  kind: ProblemClass,
  path: readonly PropertyKey[],
  message: string,
  remedy: string,
  severity?: Problem["severity"],
) => void;

/** A `Say` that adds to a list what it is told of one file. */
export function sayAt(file: string, locate: Locate, problems: Problem[]): Say {
  return (kind, path, message, remedy, severity = "error") => {
    problems.push({ file, ...locate(path), severity, class: kind, message, remedy });
  };
}
