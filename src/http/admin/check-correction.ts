import { checkChange } from "../../answer/check-change.ts";
import { correctedDepartments } from "../../index/corrected-departments.ts";
import { CorrectedSnapshot } from "../../index/corrected-snapshot.ts";
import type { Searchable } from "../../index/searchable.ts";
import type { DepartmentRegistry } from "../../kb/departments.ts";
import type { Entry } from "../../kb/entry.ts";
import { parseEntry, type SourceFile } from "../../kb/parse.ts";
import { formatProblem, type Problem } from "../../kb/problem.ts";
import { type FiledEntry, serializeEntry } from "../../kb/serialize-entry.ts";
import { type LocatedEntry, validate } from "../../kb/validate.ts";

/** What a change would make of an entry (null: gone), and what is wrong with it, here and in the entries that depend on it. */
export type Checked = { readonly entry: Entry | null; readonly problems: readonly Problem[] };

/** What entries refer to. */
type Surroundings = { readonly ids: ReadonlySet<string>; readonly departments: DepartmentRegistry };

/**
 * Checks a new text of an entry as `check` does, against the rest of the base as it is served.
 * @param today YYYY-MM-DD
 */
export async function checkText(snapshot: Searchable, file: SourceFile, today: string): Promise<Checked> {
  const { value, remains, locate, problems } = parseEntry(file);
  const id = file.path.replace(/\.md$/u, "");
  const { before, after } = surroundings(snapshot, id, value);
  if (value === null) {
    const sound = remains === null ? [] : validated(snapshot, [{ entry: remains, file: file.path, locate }], after);
    return { entry: null, problems: [...problems, ...sound] };
  }
  const corrected = await CorrectedSnapshot.over(snapshot, [{ id, entry: value }], "as corrected");
  const own = await checkChange(corrected, { entry: value, file: file.path, locate }, today);
  return { entry: value, problems: [...problems, ...own, ...(await broken(snapshot, id, before, after))] };
}

/**
 * Checks that an entry can go (null), or read again as it was published: what it names must be there, and what names it must not
 * lose it. How good it is was settled when it was published.
 */
export async function checkRemoval(snapshot: Searchable, id: string, published: FiledEntry | null): Promise<Checked> {
  const { before, after } = surroundings(snapshot, id, published);
  const own = published === null ? [] : validated(snapshot, [located(published)], after);
  return { entry: published, problems: [...own, ...(await broken(snapshot, id, before, after))] };
}

function surroundings(snapshot: Searchable, id: string, entry: Entry | null): { before: Surroundings; after: Surroundings } {
  const all = Array.from({ length: snapshot.size }, (_, document) => snapshot.id(document));
  const ids = new Set(all.filter((other) => snapshot.documentOf(other) >= 0));
  const left = new Set(ids);
  if (entry === null) left.delete(id);
  else left.add(id);
  const { departments } = snapshot;
  return { before: { ids, departments }, after: { ids: left, departments: correctedDepartments(departments, [{ id, entry }]) } };
}

/** What would be wrong with the entries that refer to this one, and is not wrong yet. */
async function broken(snapshot: Searchable, id: string, before: Surroundings, after: Surroundings): Promise<Problem[]> {
  if (after.departments === before.departments && after.ids.has(id)) return [];
  const dependents = await entriesOf(snapshot, documentsReferringTo(snapshot, id));
  const known = new Set(validated(snapshot, dependents, before).map(formatProblem));
  return validated(snapshot, dependents, after).filter((p) => !known.has(formatProblem(p)));
}

/** Documents that may name an entry: by its id, or by a name of the department it is. */
function documentsReferringTo(snapshot: Searchable, id: string): number[] {
  const superseding = new Set(snapshot.meta.successions.filter(([, of]) => of === id).map(([by]) => by));
  const ordinal = snapshot.departments.all.findIndex((d) => d.id === id);
  const all = Array.from({ length: snapshot.size }, (_, document) => document);
  return all.filter((document) => {
    const own = snapshot.id(document);
    if (own === id || snapshot.documentOf(own) < 0) return false;
    const kind = snapshot.kind(document);
    if (kind === "case" || superseding.has(own)) return true;
    return ordinal >= 0 && (kind === "department" || Array.from(snapshot.departmentsOf(document)).includes(ordinal));
  });
}

/** Entries with their places in the text that a reader of the API sees. */
async function entriesOf(snapshot: Searchable, documents: readonly number[]): Promise<LocatedEntry[]> {
  await snapshot.load(documents);
  return documents.flatMap((document) => {
    const entry = snapshot.entry(document);
    return entry.kind === "article" ? [] : [located(entry)];
  });
}

function located(entry: FiledEntry): LocatedEntry {
  const file = `${entry.id}.md`;
  return { entry, file, locate: parseEntry({ path: file, text: serializeEntry(entry) }).locate };
}

function validated({ regions }: Searchable, located: readonly LocatedEntry[], { ids, departments }: Surroundings): Problem[] {
  return validate(located, [], ids, { regions, golden: [] }, departments, () => {});
}
