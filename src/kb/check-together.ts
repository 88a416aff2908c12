import { compareEntries } from "./compare-entries.ts";
import { checkDates } from "./dates.ts";
import type { Assembled } from "./knowledge-base.ts";
import { checkLexicon } from "./lexicon-check.ts";
import { Periods } from "./periods.ts";
import { byPlace, type Problem } from "./problem.ts";
import { QuestionForms } from "./question-forms.ts";
import { checkGoldenTwice, checkPlaceNames, checkQuestions, checkRepeatedItems, checkSupersession } from "./repetitions.ts";
import { RetiredDepartments } from "./retired-departments.ts";
import { type Say, sayAt } from "./say.ts";
import type { ShingleCorpus } from "./shingle-corpus.ts";

/**
 * What shows only when the sound entries of a base are held against the day and against one
 * another, and the vocabulary against the entries.
 * @param corpus of the base's entries
 * @param now the day, YYYY-MM-DD
 * @param show a file's path as the editor sees it
 */
export function checkTogether(
  { base, located, settings }: Assembled,
  corpus: ShingleCorpus,
  now: string,
  show: (file: string) => string,
): Problem[] {
  const problems: Problem[] = [];
  const { entries, departments, lexicon, regions, golden } = base;
  const periods = new Periods(entries);
  const retired = new RetiredDepartments(entries, departments);
  const placed = located.map(({ entry, file, locate }) => ({
    entry,
    say: sayAt(show(file), locate, problems),
    place: (path: readonly PropertyKey[]) => placeOf(show(file), locate(path)),
  }));
  for (const { entry, say } of placed) {
    checkDates(entry, periods.of(entry), now, say);
    retired.check(entry, now, say);
    checkRepeatedItems(entry, say);
    checkQuestions(entry, say);
  }
  checkSupersession(placed);
  compareEntries(placed, { forms: new QuestionForms(lexicon), departments, periods, weight: (s) => corpus.weight(s), now });
  for (const [file, locate] of settings) {
    const say: Say = sayAt(show(file), locate, problems);
    const place = (path: readonly PropertyKey[]) => placeOf(show(file), locate(path));
    if (file === "lexicon.yaml") checkLexicon({ lexicon, regions, departments, entries, corpus, place, say });
    if (file === "regions.yaml") checkPlaceNames(regions, say);
    if (file === "golden.yaml") checkGoldenTwice(golden, place, say);
  }
  return problems.sort(byPlace);
}

function placeOf(file: string, { line, column }: { line: number; column: number }): string {
  return `${file}:${line}:${column}`;
}
