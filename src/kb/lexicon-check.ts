import { normalizeText } from "../text/normalize.ts";
import { shinglesIn } from "../text/shingles.ts";
import type { DepartmentRegistry } from "./departments.ts";
import type { Entry } from "./entry.ts";
import { PhraseRoles } from "./phrase-roles.ts";
import type { Say } from "./say.ts";
import { intents, type Lexicon, type Regions } from "./settings.ts";
import type { ShingleCorpus } from "./shingle-corpus.ts";
import { textsOf } from "./texts.ts";

type Path = readonly PropertyKey[];

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

/** What the vocabulary cannot mean, or does not need to say. */
export function checkLexicon(context: LexiconContext): void {
  const { lexicon, say, unread } = context;
  checkRoles(context);
  const dialects = lexicon.dialects.map(({ say: said, means }) => ({ say: said, means: [means] }));
  checkSteps(dialects, "dialects", (i) => ["dialects", i, "means"], say);
  checkSteps(lexicon.synonyms, "synonyms", (i, k) => ["synonyms", i, "means", k], say);
  if (unread) return;
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

/** A phrase is read in one way only, the first of these; see src/query/phrases.ts. */
function checkRoles({ lexicon, regions, departments, place, say }: LexiconContext): void {
  const roles = new PhraseRoles(place, say);
  lexicon.dialects.forEach(({ say: said, means }, i) => {
    said.forEach((text, k) => {
      roles.claim(text, { as: "a regional word", path: ["dialects", i, "say", k], means: [means] });
    });
  });
  for (const name of departments.names) roles.reserve(name, "a department");
  for (const name of Object.values(regions).flat()) roles.reserve(name, "a place");
  lexicon.synonyms.forEach(({ say: said, means }, i) => {
    said.forEach((text, k) => {
      roles.claim(text, { as: "a synonym", path: ["synonyms", i, "say", k], means });
    });
  });
  // Many synonyms may mean the same, be it a department or a place.
  lexicon.synonyms.forEach(({ means }, i) => {
    means.forEach((text, k) => {
      roles.allow(text, { as: "what a synonym means", path: ["synonyms", i, "means", k], means: null });
    });
  });
  for (const intent of intents) {
    lexicon.intents[intent]?.forEach((text, i) => {
      roles.claim(text, { as: `a question word (${intent})`, path: ["intents", intent, i], means: null });
    });
  }
  lexicon.shells.forEach((text, i) => {
    roles.claim(text, { as: "politeness", path: ["shells", i], means: null });
  });

  const words = new PhraseRoles(place, say);
  lexicon.words.forEach((text, i) => {
    words.claim(text, { as: "a word", path: ["words", i], means: null });
  });
  lexicon.classes.forEach(({ name, also, members }, i) => {
    const own = new PhraseRoles(place, say);
    own.claim(name, { as: "a class", path: ["classes", i, "name"], means: null });
    for (const [field, texts] of [["also", also] as const, ["members", members] as const]) {
      texts.forEach((text, k) => {
        own.claim(text, { as: field === "also" ? "a class" : "one of its members", path: ["classes", i, field, k], means: null });
      });
    }
  });
}

type Link = { readonly means: readonly string[]; readonly path: Path };

/** Links lead one step: a chain stops after its first, and a circle leads nowhere. */
function checkSteps(
  links: readonly { readonly say: readonly string[]; readonly means: readonly string[] }[],
  list: string,
  pathOfMeaning: (i: number, k: number) => Path,
  say: Say,
): void {
  const meanings = new Map<string, Link>();
  links.forEach(({ say: said, means }, i) => {
    said.forEach((given, k) => {
      const text = normalizeText(given);
      const path = [list, i, "say", k];
      const others = means.map(normalizeText).filter((m) => m !== text);
      if (others.length < means.length) say("synonym-cycle", path, `"${given}" means itself`, "remove it from say", "warning");
      if (!meanings.has(text) && others.length > 0) meanings.set(text, { means: others, path });
    });
  });
  const inCircle = new Set<string>();
  for (const [text, { path }] of meanings) {
    if (inCircle.has(text)) continue;
    const circle = circleFrom(text, meanings);
    if (circle === null) continue;
    for (const step of circle) inCircle.add(step);
    say("synonym-cycle", path, `these lead round in a circle: ${[...circle, text].join(" → ")}`, "remove one of the links");
  }
  links.forEach(({ means, say: said }, i) => {
    const own = new Set([...said, ...means].map(normalizeText));
    means.forEach((given, k) => {
      const text = normalizeText(given);
      const next = meanings.get(text);
      if (next === undefined || inCircle.has(text) || next.means.some((further) => own.has(further))) return;
      const message = `"${given}" itself means "${next.means.join("、")}" further on, but only one step is taken`;
      say("synonym-chain", pathOfMeaning(i, k), message, `write "${next.means[0]}" here`, "warning");
    });
  });
}

/** The shortest way from a phrase over what it means back to itself, null where there is none. */
function circleFrom(start: string, meanings: ReadonlyMap<string, Link>): string[] | null {
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

/** True where some entry holds the phrase; only entries that hold all its pairs of characters are read. */
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
