import { dayNumber } from "../index/day-number.ts";
import type { Searchable } from "../index/searchable.ts";
import { compareEntries } from "../kb/compare-entries.ts";
import { checkDates } from "../kb/dates.ts";
import { DepartmentRegistry } from "../kb/departments.ts";
import { type Department, type Entry, titleOf } from "../kb/entry.ts";
import { Periods } from "../kb/periods.ts";
import { byPlace, type Problem } from "../kb/problem.ts";
import type { PlacedEntry } from "../kb/profiles.ts";
import { QuestionForms } from "../kb/question-forms.ts";
import { checkQuestions, checkRepeatedItems, checkSupersession } from "../kb/repetitions.ts";
import { RetiredDepartments } from "../kb/retired-departments.ts";
import { sayAt } from "../kb/say.ts";
import { departmentNamesUsedTwice, type LocatedEntry, validate } from "../kb/validate.ts";
import { pairOfShingle } from "../text/shingles.ts";
import { type Prepared, prepare } from "./ask.ts";
import { circumstancesOf, type LostQuestion, lostQuestion } from "./findability.ts";
import { reportLostQuestion } from "./report-lost-question.ts";

/** Entries held against a changed one for each of its questions: a twin is among the first that a question finds. */
const comparedPerQuestion = 3;

/**
 * What a check of the whole base would say of one entry, in the same words, without reading the
 * rest: it is held against the entries that its own questions and labels find. Those are named by
 * id and field, `matters/stray-dogs questions.0`.
 *
 * @param snapshot the base with the changed entry in it
 * @param now the day, YYYY-MM-DD
 */
export async function checkChange(snapshot: Searchable, changed: LocatedEntry, now: string): Promise<Problem[]> {
  const { entry, file, locate } = changed;
  const problems: Problem[] = [];
  const say = sayAt(file, locate, problems);
  const departments = (await departmentsOf(snapshot)).filter((d) => d.id !== entry.id);
  const registry = new DepartmentRegistry(entry.kind === "department" ? [...departments, entry] : departments);
  const ids = idsFor(snapshot, entry);
  problems.push(...validate([changed], [], ids, { regions: snapshot.regions, golden: [] }, registry, () => {}));
  if (entry.kind === "department") {
    const others = departments.map((d) => ({ entry: d, file: "", locate: () => ({ line: 0, column: 0 }) }));
    problems.push(...departmentNamesUsedTwice([...others, { entry, file, locate }]).filter((p) => p.file === file));
  }

  const { lost, found } = await askItself(snapshot, entry, now);
  const others = [...found, ...(await chainOf(snapshot, entry))].map(
    (other): PlacedEntry => ({ entry: other, say: () => {}, place: (path) => `${other.id} ${path.join(".")}` }),
  );
  const placed: PlacedEntry = { entry, say, place: (path) => path.join(".") };
  const all = distinct([...others, placed]);
  const periods = new Periods(all.map((p) => p.entry));
  checkDates(entry, periods.of(entry), now, say);
  new RetiredDepartments(all.map((p) => p.entry).concat(departments), registry).check(entry, now, say);
  checkRepeatedItems(entry, say);
  checkQuestions(entry, say);
  checkSupersession(all);
  compareEntries(all, {
    forms: new QuestionForms(snapshot.vocabulary),
    departments: registry,
    periods,
    weight: (shingle) => snapshot.idf(snapshot.term(pairOfShingle(shingle) ?? "")),
    now,
    about: entry.id,
  });
  for (const question of lost) reportLostQuestion(question, say);
  return problems.sort(byPlace);
}

/** Asks an entry its own questions, and for what it is called and its figures are: what it loses, and what else is found. */
async function askItself(snapshot: Searchable, entry: Entry, now: string): Promise<{ lost: LostQuestion[]; found: Entry[] }> {
  const own = snapshot.documentOf(entry.id);
  const from = entry.kind === "article" ? undefined : entry.validity.from;
  const at = from !== undefined && from > now ? from : now;
  const day = dayNumber.of(at);
  const lost: LostQuestion[] = [];
  const found = new Map<string, Entry>();
  const ask = async (text: string): Promise<Prepared> => {
    const prepared = prepare(snapshot, text, circumstancesOf(snapshot, entry, text, at));
    await snapshot.load(prepared.documents);
    for (const document of prepared.documents.filter((d) => d !== own && snapshot.inForce(d, day)).slice(0, comparedPerQuestion)) {
      found.set(snapshot.id(document), snapshot.entry(document));
    }
    return prepared;
  };
  // One after the other: the stored blocks of all questions together may be more than are kept in memory.
  for (const text of new Set([titleOf(entry), ...labelsOf(entry)])) await ask(text);
  if (entry.kind === "article" || own < 0) return { lost, found: [...found.values()] };
  for (const [i, text] of entry.questions.entries()) {
    const prepared = await ask(text);
    const question = snapshot.inForce(own, day) ? lostQuestion(snapshot, entry, i, prepared) : null;
    if (question !== null) lost.push(question);
  }
  return { lost, found: [...found.values()] };
}

function labelsOf(entry: Entry): string[] {
  const figures = entry.kind === "role" ? entry.limits : "figures" in entry ? entry.figures : [];
  const tables = "tables" in entry ? entry.tables : [];
  return [...figures, ...tables].map(({ label }) => label);
}

async function departmentsOf(snapshot: Searchable): Promise<Department[]> {
  const documents = snapshot.departments.all.map(({ id }) => snapshot.documentOf(id)).filter((document) => document >= 0);
  await snapshot.load(documents);
  return documents.map((document) => snapshot.entry(document)).filter((entry) => entry.kind === "department");
}

/** The entries that an entry supersedes, and those that they supersede. */
async function chainOf(snapshot: Searchable, entry: Entry): Promise<Entry[]> {
  const chain = new Map<string, Entry>();
  const waiting = entry.kind === "article" ? [] : [...entry.supersedes];
  for (const id of waiting) {
    const document = snapshot.documentOf(id);
    if (document < 0 || chain.has(id) || id === entry.id) continue;
    await snapshot.load([document]);
    const older = snapshot.entry(document);
    chain.set(id, older);
    if (older.kind !== "article") waiting.push(...older.supersedes);
  }
  return [...chain.values()];
}

/** The ids that an entry may refer to: none are read for one that refers to none. */
function idsFor(snapshot: Searchable, entry: Entry): ReadonlySet<string> {
  const refers = entry.kind !== "article" && (entry.supersedes.length > 0 || (entry.kind === "case" && entry.illustrates.length > 0));
  const all = refers ? Array.from({ length: snapshot.size }, (_, document) => snapshot.id(document)) : [];
  // A live deletion leaves its number behind.
  return new Set([entry.id, ...all.filter((id) => snapshot.documentOf(id) >= 0)]);
}

function distinct(placed: readonly PlacedEntry[]): PlacedEntry[] {
  return [...new Map(placed.map((p) => [p.entry.id, p])).values()];
}
