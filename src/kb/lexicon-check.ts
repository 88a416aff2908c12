import { normalizeText } from "../text/normalize.ts";
import { shinglesIn } from "../text/shingles.ts";
import type { DepartmentRegistry } from "./departments.ts";
import type { Entry } from "./entry.ts";
import type { Say } from "./say.ts";
import { intents, type Lexicon, type Regions } from "./settings.ts";
import type { ShingleCorpus } from "./shingle-corpus.ts";
import { textsOf } from "./texts.ts";

type Path = readonly PropertyKey[];
/** A phrase of the vocabulary: what it is read as, and where it stands. */
type Listed = { readonly as: string; readonly path: Path; readonly means: readonly string[] };

export type LexiconContext = {
  readonly lexicon: Lexicon;
  readonly regions: Regions;
  readonly departments: DepartmentRegistry;
  readonly entries: readonly Entry[];
  readonly corpus: ShingleCorpus;
  /** Some entries could not be read: what nobody says may stand there. */
  readonly unread: boolean;
  /** How to name a place of lexicon.yaml in a message. */
  readonly place: (path: Path) => string;
  readonly say: Say;
};

/**
 * What the vocabulary cannot mean: a phrase is read in one way only, the first of department,
 * place, synonym, meaning of a synonym, question word, politeness; see src/query/phrases.ts.
 */
export function checkLexicon(context: LexiconContext): void {
  const { lexicon, say } = context;
  checkRoles(context);
  checkSynonymGraph(context);
  if (context.unread) return;
  const unused = new Set<string>();
  for (const [i, { means }] of lexicon.synonyms.entries()) {
    for (const [k, given] of means.entries()) {
      const target = normalizeText(given);
      if (unused.has(target) || isSaid(target, context)) continue;
      unused.add(target);
      const remedy = "write what an entry calls it, or remove the synonym";
      say("synonym-unused", ["synonyms", i, "means", k], `no entry says "${given}"`, remedy, "warning");
    }
  }
}

/** Every phrase has one role: reports those listed again, in the same list or another. */
function checkRoles({ lexicon, regions, departments, place, say }: LexiconContext): void {
  const roles = new Map<string, Listed>();
  const taken = (given: string, as: string) => roles.set(normalizeText(given), { as, path: [], means: [] });
  for (const name of Object.values(regions).flat()) taken(name, "a place");
  for (const name of departments.names) taken(name, "a department");
  const list = (given: string, listed: Listed) => {
    const text = normalizeText(given);
    const known = roles.get(text);
    if (known === undefined) {
      roles.set(text, listed);
      return;
    }
    if (known.path.length === 0) {
      const message = `"${given}" is the name of ${known.as}, so it is never read as ${listed.as}`;
      say("phrase-twice", listed.path, message, "remove it here", "warning");
      return;
    }
    const where = place(known.path);
    if (known.as === "a synonym" && listed.as === "a synonym" && !sameMeaning(known, listed)) {
      const message = `"${given}" already means "${known.means.join("、")}" (${where}); only the first is used`;
      say("synonym-ambiguous", listed.path, message, "keep one of the two, or give all meanings in one list: means: [a, b]");
      return;
    }
    const again = known.as === listed.as ? "is listed twice" : `is already read as ${known.as}, so never as ${listed.as}`;
    say("phrase-twice", listed.path, `"${given}" ${again} (${where})`, "remove one of the two", "warning");
  };
  lexicon.synonyms.forEach(({ say: said, means }, i) => {
    said.forEach((text, k) => {
      list(text, { as: "a synonym", path: ["synonyms", i, "say", k], means });
    });
  });
  // Meanings may be listed many times, and may be departments or places.
  lexicon.synonyms.forEach(({ means }, i) => {
    means.forEach((text, k) => {
      const path = ["synonyms", i, "means", k];
      if (!roles.has(normalizeText(text))) roles.set(normalizeText(text), { as: "what a synonym means", path, means });
    });
  });
  for (const intent of intents) {
    lexicon.intents[intent]?.forEach((text, i) => {
      list(text, { as: `a question word (${intent})`, path: ["intents", intent, i], means: [] });
    });
  }
  lexicon.shells.forEach((text, i) => {
    list(text, { as: "politeness", path: ["shells", i], means: [] });
  });
  const words = new Map<string, Path>();
  lexicon.words.forEach((text, i) => {
    const known = words.get(normalizeText(text));
    if (known) say("phrase-twice", ["words", i], `"${text}" is listed twice (${place(known)})`, "remove one of the two", "warning");
    else words.set(normalizeText(text), ["words", i]);
  });
}

/** Synonyms lead one step: a chain stops after its first, and a circle leads nowhere. */
function checkSynonymGraph({ lexicon, say }: LexiconContext): void {
  const meanings = new Map<string, { readonly means: readonly string[]; readonly path: Path }>();
  lexicon.synonyms.forEach(({ say: said, means }, i) => {
    said.forEach((given, k) => {
      const text = normalizeText(given);
      if (!meanings.has(text)) meanings.set(text, { means: means.map(normalizeText), path: ["synonyms", i, "say", k] });
    });
  });
  const inCircle = new Set<string>();
  for (const [text, { path }] of meanings) {
    if (inCircle.has(text)) continue;
    const circle = circleFrom(text, meanings);
    if (circle === null) continue;
    for (const step of circle) inCircle.add(step);
    say("synonym-cycle", path, `the synonyms go round in a circle: ${[...circle, text].join(" → ")}`, "remove one of these synonyms");
  }
  lexicon.synonyms.forEach(({ means }, i) => {
    means.forEach((given, k) => {
      const next = meanings.get(normalizeText(given));
      if (next === undefined || inCircle.has(normalizeText(given))) return;
      const message = `"${given}" is itself a synonym (of "${next.means.join("、")}"), and synonyms lead one step only`;
      say("synonym-chain", ["synonyms", i, "means", k], message, `write "${next.means[0]}" here`, "warning");
    });
  });
}

/** The shortest way from a phrase over what it means back to itself, null where there is none. */
function circleFrom(start: string, meanings: ReadonlyMap<string, { readonly means: readonly string[] }>): string[] | null {
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (const text of waiting) {
    for (const next of meanings.get(text)?.means ?? []) {
      if (next === start) {
        const way = [text];
        for (let step = cameFrom.get(text); step !== undefined; step = cameFrom.get(step)) way.unshift(step);
        return way;
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, text);
      waiting.push(next);
    }
  }
  return null;
}

/** True where some entry holds the phrase; entries that hold all its pairs of characters are read. */
function isSaid(phrase: string, { entries, corpus }: LexiconContext): boolean {
  const [first, ...others] = shinglesIn(phrase).map((key) => corpus.holders(key));
  if (first === undefined) return true;
  const holding = others.reduce<readonly number[]>((held, next) => {
    const more = new Set(next);
    return held.filter((entry) => more.has(entry));
  }, Array.from(first));
  return holding.some((number) => {
    const entry = entries[number];
    return entry !== undefined && textsOf(entry).some((text) => normalizeText(text).includes(phrase));
  });
}

function sameMeaning(a: Listed, b: Listed): boolean {
  return a.means.map(normalizeText).toSorted().join("\n") === b.means.map(normalizeText).toSorted().join("\n");
}
