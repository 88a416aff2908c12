import { join, relative } from "node:path";
import { formatProblem, type Problem } from "../../src/kb/problem.ts";
import { checkFolder } from "../check-folder.ts";
import { repairBase } from "../repair-base.ts";
import { UserError } from "../user-error.ts";

/** Warnings of one kind that are printed; a thousand overdue reviews would hide everything else. */
const mostOfAKind = 20;

export type CheckOptions = { kb: string; at?: string; fix?: boolean; dryRun?: boolean; json?: boolean };

/**
 * Finds all that is wrong with a base, with --fix after putting right what is mechanical; prints every
 * error, and warnings until there are too many of a kind.
 * @returns true when there is no error
 */
export async function check(options: CheckOptions): Promise<boolean> {
  if (options.dryRun && !options.fix) throw new UserError("--dry-run shows what --fix would change: give both");
  const here = relative(process.cwd(), options.kb) || ".";
  const fixes = options.fix ? repairBase(options.kb, options.dryRun === true).map((f) => ({ ...f, file: join(here, f.file) })) : [];
  const { base, problems } = await checkFolder(options.kb, options.at);
  const errors = problems.filter((p) => p.severity === "error").length;
  const warnings = problems.length - errors;
  const entries = base.entries.length;
  const unreviewed = base.entries.filter((e) => e.kind !== "article" && e.reviewed === null).length;
  if (options.json) console.log(JSON.stringify({ entries, errors, warnings, unreviewed, problems, ...(options.fix ? { fixes } : {}) }));
  else {
    for (const { file, line, column, what } of fixes)
      console.log(`${file}:${line}:${column} ${options.dryRun ? "would fix" : "fixed"}: ${what}`);
    if (options.fix && fixes.length === 0) console.log("nothing to fix");
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
