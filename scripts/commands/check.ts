import { formatProblem } from "../../src/kb/problem.ts";
import { readKnowledgeBase } from "../knowledge-files.ts";

/** Validates every entry and cross-reference; prints all problems. @returns true when there is no error. */
export function check(options: { kb: string; json?: boolean }): boolean {
  const { base, problems } = readKnowledgeBase(options.kb);
  const errors = problems.filter((p) => p.severity === "error").length;
  const warnings = problems.length - errors;
  if (options.json) console.log(JSON.stringify({ entries: base.entries.length, errors, warnings, problems }));
  else {
    for (const problem of problems) console.log(formatProblem(problem));
    console.log(`${base.entries.length} entries, ${errors} errors, ${warnings} warnings`);
  }
  return errors === 0;
}
