import { shinglesIn } from "../text/shingles.ts";
import { type Entry, type Handler, titleOf } from "./entry.ts";
import { contradict, type Fact, nameOfFact } from "./facts.ts";
import { inForceOn } from "./periods.ts";
import { type Comparison, dayTogether, type Profile, type Relation, relationKey } from "./profiles.ts";

const remedy = "correct one of the two, or tell them apart by region, validity, label or when";

/** Figures and handlers of two entries on the same thing that contradict each other: an error where it is surely the same. */
export function reportConflicts(relation: Relation, comparison: Comparison): void {
  const { here, there, same, by } = relation;
  if (here.entry.kind === "case" || there.entry.kind === "case") return;
  const severity = same ? "error" : "warning";
  for (const fact of here.facts) {
    const other = there.facts.find((f) => alike(fact, f) && contradict(fact, f));
    if (other) here.say("figure-conflict", fact.path, figureMessage(fact, other, there, by), remedy, severity);
  }
  const day = dayTogether(here, there, comparison.now);
  const [ours, theirs] = [here, there].map(({ entry }) => leadsOn(entry, day ?? comparison.now));
  if (ours === undefined || theirs === undefined || ours.length === 0 || theirs.length === 0) return;
  const idOf = (lead: Lead) => comparison.departments.resolve(lead.department)?.department.id ?? lead.department;
  const disjoint = (a: readonly Lead[], b: readonly Lead[]) => !a.some((x) => b.some((y) => idOf(x) === idOf(y)));
  const clash = ours.find((lead) => {
    const rivals = theirs.filter((other) => (other.when ?? "") === (lead.when ?? ""));
    return (rivals.length > 0 && disjoint([lead], rivals)) || disjoint(ours, theirs);
  });
  if (clash === undefined) return;
  const place = there.place(["handlers", theirs[0]?.index ?? 0, "department"]);
  const message = `conflict: ${namesOf(ours)} in charge here, ${namesOf(theirs)} in ${place} (${by})`;
  here.say("handler-conflict", ["handlers", clash.index, "department"], message, remedy, severity);
}

/** Entries that give one label different figures are worth a look, if there are so few that the label is no general one. */
const mostSharers = 4;

/** Figures with the same label that contradict each other in one entry, or in entries that nothing else relates. */
export function reportUnrelatedConflicts(
  profiles: readonly Profile[],
  relations: ReadonlyMap<string, Relation>,
  comparison: Comparison,
): void {
  const groups = new Map<string, { owner: Profile; fact: Fact }[]>();
  for (const owner of profiles) {
    if (owner.entry.kind === "case") continue;
    for (const fact of owner.facts) {
      const key = `${fact.key}\n${fact.unit}`;
      const group = groups.get(key) ?? [];
      group.push({ owner, fact });
      groups.set(key, group);
    }
  }
  for (const group of groups.values()) {
    if (new Set(group.map(({ owner }) => owner.entry.id)).size > mostSharers) continue;
    for (const [i, later] of group.entries()) {
      const earlier = group.slice(0, i).find((e) => contradict(e.fact, later.fact) && sameSubject(e, later, relations, comparison));
      if (earlier === undefined) continue;
      const [here, there] = earlier.owner.entry.id === comparison.about ? [earlier, later] : [later, earlier];
      here.owner.say(
        "figure-conflict",
        here.fact.path,
        figureMessage(here.fact, there.fact, there.owner, "the same label"),
        remedy,
        "warning",
      );
    }
  }
}

type Labelled = { readonly owner: Profile; readonly fact: Fact };
/** A label of so many letters says by itself what it is about. */
const telling = 8;

function sameSubject(a: Labelled, b: Labelled, relations: ReadonlyMap<string, Relation>, { about, now }: Comparison): boolean {
  const [one, other] = [a.owner.entry.id, b.owner.entry.id];
  if (about !== undefined && one !== about && other !== about) return false;
  if (one === other) return a.fact.path[0] !== "tables" || a.fact.path[1] !== b.fact.path[1];
  if (relations.has(relationKey(a.owner, b.owner)) || dayTogether(a.owner, b.owner, now) === null) return false;
  return a.fact.tier !== null || a.fact.key.length >= telling || titlesAgree(a.owner.entry, b.owner.entry, a.fact.key);
}

/** What the titles say beyond the label does not tell them apart. */
function titlesAgree(a: Entry, b: Entry, label: string): boolean {
  const said = new Set(shinglesIn(label));
  const [left, right] = [a, b].map((entry) => new Set(shinglesIn(titleOf(entry)).filter((s) => !said.has(s))));
  if (left === undefined || right === undefined || left.size === 0 || right.size === 0) return true;
  return [...left].filter((s) => right.has(s)).length * 2 >= Math.min(left.size, right.size);
}

/** The same label; tables of two entries on the same thing may be called a little differently. */
function alike(a: Fact, b: Fact): boolean {
  if (a.key === b.key) return true;
  if (a.tier === null || b.tier === null) return false;
  const [left, right] = [shinglesIn(a.key), shinglesIn(b.key)];
  return left.filter((s) => right.includes(s)).length >= 0.6 * Math.min(left.length, right.length);
}

function figureMessage(fact: Fact, other: Fact, there: Profile, by: string): string {
  return `conflict: ${nameOfFact(fact)} is ${fact.shown} here, ${other.shown} in ${there.place(other.path)} (${by})`;
}

type Lead = Handler & { readonly index: number };

function leadsOn(entry: Entry, day: string): Lead[] {
  if (!("handlers" in entry)) return [];
  return entry.handlers.map((handler, index) => ({ ...handler, index })).filter((h) => h.role === "lead" && inForceOn(h, day));
}

function namesOf(leads: readonly Lead[]): string {
  return [...new Set(leads.map((l) => l.department))].join("、");
}
