import { normalizeText } from "../text/normalize.ts";
import type { Entry } from "./entry.ts";
import type { PlacedEntry } from "./profiles.ts";
import type { Say } from "./say.ts";
import type { GoldenQuestion, Regions } from "./settings.ts";

/** Lists in which a thing said twice is a slip. */
const lists = ["questions", "keywords", "aliases", "caveats", "supersedes", "illustrates", "duties", "steps"] as const;

/** Items that stand twice in a list of an entry, however they are written. */
export function checkRepeatedItems(entry: Entry, say: Say): void {
  for (const list of lists) {
    const items: unknown = Reflect.get(entry, list);
    if (!Array.isArray(items)) continue;
    const seen = new Set<string>();
    for (const [i, item] of items.entries()) {
      const letters = lettersOf(String(item));
      if (seen.has(letters)) say("repeated-item", [list, i], `"${item}" stands twice in ${list}`, "remove one of the two", "warning");
      seen.add(letters);
    }
  }
}

/** Kinds that callers find by what they ask; a department is found by its name, a case beside its rule. */
const asked: readonly Entry["kind"][] = ["matter", "policy", "role", "guide"];

/** An entry nobody asks for. */
export function checkQuestions(entry: Entry, say: Say) {
  if (entry.kind === "article" || !asked.includes(entry.kind) || entry.questions.length > 0) return;
  say("no-questions", ["questions"], "no questions: callers may not find it", "write some as callers would ask them", "warning");
}

/** Entries that supersede themselves, at once or in a circle: none of them would ever be found. */
export function checkSupersession(placed: readonly PlacedEntry[]): void {
  const byId = new Map(placed.map((p) => [p.entry.id, p]));
  const supersededBy = (id: string): readonly string[] => {
    const entry = byId.get(id)?.entry;
    return entry === undefined || entry.kind === "article" ? [] : entry.supersedes;
  };
  for (const { entry, say } of placed) {
    for (const [i, id] of supersededBy(entry.id).entries()) {
      if (id !== entry.id && !reaches(id, entry.id, supersededBy)) continue;
      const message = id === entry.id ? "the entry supersedes itself" : `"${id}" supersedes this entry, too`;
      say("supersedes-cycle", ["supersedes", i], message, "let only the newer entry name the older one");
    }
  }
}

/** A name that belongs to two places leads to the first only. */
export function checkPlaceNames(regions: Regions, say: Say): void {
  const owners = new Map<string, string>();
  for (const [code, names] of Object.entries(regions)) {
    for (const [i, name] of names.entries()) {
      const owner = owners.get(normalizeText(name));
      if (owner === undefined) owners.set(normalizeText(name), code);
      else say("place-name-twice", [code, i], `"${name}" already is a name of ${owner}`, "keep it at the place that is meant", "warning");
    }
  }
}

/** Golden questions asked twice: the answers cannot both be right if they differ. */
export function checkGoldenTwice(golden: readonly GoldenQuestion[], place: (path: readonly PropertyKey[]) => string, say: Say): void {
  const seen = new Map<string, { readonly i: number; readonly expected: string }>();
  for (const [i, { q, at, region, ...expected }] of golden.entries()) {
    const key = [lettersOf(q), at ?? "", region ?? ""].join("\n");
    const known = seen.get(key);
    const wanted = JSON.stringify(expected);
    if (known === undefined) {
      seen.set(key, { i, expected: wanted });
      continue;
    }
    const differs = known.expected !== wanted;
    const message = `the same question as in ${place([known.i, "q"])}${differs ? ", and another answer expected" : ""}`;
    say("golden-twice", [i, "q"], message, "keep one of the two", differs ? "error" : "warning");
  }
}

function reaches(from: string, to: string, next: (id: string) => readonly string[]): boolean {
  const waiting = [from];
  const seen = new Set(waiting);
  for (const id of waiting) {
    for (const step of next(id)) {
      if (step === to) return true;
      if (!seen.has(step)) waiting.push(step);
      seen.add(step);
    }
  }
  return false;
}

function lettersOf(text: string): string {
  return normalizeText(text).replace(/[^\p{L}\p{N}%]+/gu, "");
}
