import { formatProblem, type Problem } from "../../src/kb/problem.ts";
import { checkBase } from "../check-base.ts";

/** Warnings of one kind that are printed; a thousand overdue reviews would hide everything else. */
const mostOfAKind = 20;

/** Finds all that is wrong with a base; prints every error, and warnings until there are too many of a kind. @returns true when there is no error. */
export async function check(options: { kb: string; at?: string; json?: boolean }): Promise<boolean> {
  const { base, problems, unreviewed } = await checkBase(options.kb, options.at);
  const errors = problems.filter((p) => p.severity === "error").length;
  const warnings = problems.length - errors;
  const entries = base.entries.length;
  if (options.json) console.log(JSON.stringify({ entries, errors, warnings, unreviewed, problems }));
  else {
    printProblems(problems);
    if (unreviewed > 0) console.log(`${unreviewed} of ${entries} entries have never been reviewed (reviewed: null); their answers say so`);
    console.log(`${entries} entries, ${errors} errors, ${warnings} warnings`);
  }
  return errors === 0;
}

function printProblems(problems: readonly Problem[]): void {
  const warnings = new Map<string, number>();
  for (const problem of problems) {
    if (problem.severity === "warning") {
      const count = (warnings.get(problem.class) ?? 0) + 1;
      warnings.set(problem.class, count);
      if (count > mostOfAKind) continue;
    }
    console.log(formatProblem(problem));
  }
  for (const [kind, count] of warnings) {
    if (count > mostOfAKind) console.log(`… and ${count - mostOfAKind} more warnings of the kind ${kind}; --json lists them all`);
  }
}
