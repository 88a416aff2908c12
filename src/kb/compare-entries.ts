import type { AskedText } from "./asked-texts.ts";
import { reportConflicts, reportUnrelatedConflicts } from "./conflicts.ts";
import { type Comparison, dayTogether, type PlacedEntry, type Profile, profileOf, type Relation, relationKey } from "./profiles.ts";
import { similarSets } from "./similar-sets.ts";

/** From this likeness on two questions are reported … */
const reported = 0.85;
/** … and from this one on their entries are taken to concern the same thing. */
const related = 0.75;
/** Other texts looked at for one of the very same wording, or a similar one. */
const mostPartners = 16;
const reword = "ask it in one of the two alone, or word it so that it fits one alone";

type Text = { readonly owner: Profile; readonly text: AskedText };

/** Reports the same and similar questions of two entries, and figures and handlers that contradict each other. */
export function compareEntries(placed: readonly PlacedEntry[], comparison: Comparison): void {
  const profiles = placed.map((p) => profileOf(p, comparison.forms, comparison.periods));
  const texts = profiles.flatMap((owner) => owner.asked.map((text) => ({ owner, text }))).filter(({ text }) => text.shingles.length > 0);
  const relations = new Map<string, Relation>();
  const relate = (here: Text, there: Text, same: boolean) => {
    const key = relationKey(here.owner, there.owner);
    const by = `${same ? "the same" : "a similar"} ${here.text.path[0] === "questions" ? `question: "${there.text.text}"` : "title"}`;
    if (!relations.has(key)) relations.set(key, { here: here.owner, there: there.owner, same, by });
  };
  for (const [here, there] of sameTexts(texts, comparison)) {
    relate(here, there, true);
    if (here.text.path[0] !== "questions") continue;
    const message = `the same question as in ${there.owner.place(there.text.path)}: "${there.text.text}"`;
    here.owner.say("same-question", here.text.path, message, reword);
  }
  for (const { here, there, similarity } of similarTexts(texts, comparison)) {
    const known = relations.has(relationKey(here.owner, there.owner));
    relate(here, there, false);
    if (known || similarity < reported || here.text.path[0] !== "questions") continue;
    const message = `nearly the same question as in ${there.owner.place(there.text.path)}: "${there.text.text}"`;
    here.owner.say("similar-question", here.text.path, message, reword, "warning");
  }
  for (const relation of relations.values()) reportConflicts(relation, comparison);
  reportUnrelatedConflicts(profiles, relations, comparison);
}

/** Pairs of texts of two entries that ask the very same, the one to report at first. */
function* sameTexts(texts: readonly Text[], comparison: Comparison): Generator<[here: Text, there: Text]> {
  const groups = new Map<string, Text[]>();
  for (const text of texts) {
    const key = `${String(text.text.path[0])}\n${text.text.key}`;
    const group = groups.get(key) ?? [];
    const other = group.slice(0, mostPartners).find((earlier) => comparable(earlier, text, comparison));
    if (other) yield oriented(other, text, comparison);
    group.push(text);
    groups.set(key, group);
  }
}

function* similarTexts(texts: readonly Text[], comparison: Comparison): Generator<{ here: Text; there: Text; similarity: number }> {
  const pairs = similarSets(
    texts.map(({ text }) => text.shingles),
    {
      weight: comparison.weight,
      threshold: related,
      mostPartners,
      comparable: (i, k) => {
        const [a, b] = [texts[i], texts[k]];
        return a !== undefined && b !== undefined && a.text.negations === b.text.negations && comparable(a, b, comparison);
      },
    },
  );
  for (const { a: i, b: k, similarity } of pairs) {
    const [a, b] = [texts[i], texts[k]];
    if (a === undefined || b === undefined) continue;
    const [here, there] = oriented(a, b, comparison);
    yield { here, there, similarity };
  }
}

/** Two titles of one organization, or two questions that want the same, of entries that meet somewhere some day. */
function comparable(a: Text, b: Text, { about, now }: Comparison): boolean {
  const [one, other] = [a.owner.entry, b.owner.entry];
  if (one.id === other.id || (about !== undefined && one.id !== about && other.id !== about)) return false;
  if (a.text.path[0] !== b.text.path[0] || a.text.intent !== b.text.intent) return false;
  if (a.text.path[0] !== "questions" && organization(a.owner) !== organization(b.owner)) return false;
  return dayTogether(a.owner, b.owner, now) !== null;
}

/** Problems stand at the later of two places, or at the entry the comparison is about. */
function oriented(earlier: Text, later: Text, { about }: Comparison): [here: Text, there: Text] {
  return earlier.owner.entry.id === about ? [earlier, later] : [later, earlier];
}

function organization({ entry }: Profile): string {
  return entry.kind === "role" ? entry.organization : "";
}
