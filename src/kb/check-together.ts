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
 * What shows only when the entries of a base, with what is sound of broken ones, are held
 * against the day and against one another, and the vocabulary against the entries.
 * @param corpus of the base's entries
 * @param now the day, YYYY-MM-DD
 * @param show a file's path as the editor sees it
 */
export function checkTogether(
  { base, located, broken, settings, problems: found }: Assembled,
  corpus: ShingleCorpus,
  now: string,
  show: (file: string) => string,
): Problem[] {
  const problems: Problem[] = [];
  const { entries, departments, lexicon, regions, golden } = base;
  const all = [...located, ...broken].sort((a, b) => (a.file < b.file ? -1 : 1));
  const periods = new Periods(all.map(({ entry }) => entry));
  const retired = new RetiredDepartments(entries, departments);
  const placed = all.map(({ entry, file, locate }) => ({
    entry,
    say: sayAt(show(file), locate, problems),
    place: (path: readonly PropertyKey[]) => placeOf(show(file), locate(path)),
  }));
  const sound = new Set(entries);
  for (const { entry, say } of placed) {
    checkDates(entry, periods.of(entry), now, say);
    retired.check(entry, now, say);
    checkRepeatedItems(entry, say);
    if (sound.has(entry)) checkQuestions(entry, say);
  }
  checkSupersession(placed);
  compareEntries(placed, { forms: new QuestionForms(lexicon), departments, periods, weight: (s) => corpus.weight(s), now });
  const unread = found.some((p) => p.severity === "error" && p.file.endsWith(".md"));
  for (const [file, locate] of settings) {
    const say: Say = sayAt(show(file), locate, problems);
    const place = (path: readonly PropertyKey[]) => placeOf(show(file), locate(path));
    if (file === "lexicon.yaml") checkLexicon({ lexicon, regions, departments, entries, corpus, unread, place, say });
    if (file === "regions.yaml") checkPlaceNames(regions, say);
    if (file === "golden.yaml") checkGoldenTwice(golden, place, say);
  }
  return problems.sort(byPlace);
}

function placeOf(file: string, { line, column }: { line: number; column: number }): string {
  return `${file}:${line}:${column}`;
}
