import type { Snapshot } from "../index/snapshot.ts";
import { type Intent, intents } from "../kb/settings.ts";
import { normalizeText } from "../text/normalize.ts";

/** A phrase of the vocabulary and what it is good for. */
export type Phrase =
  | { readonly kind: "shell" }
  | { readonly kind: "intent"; readonly intent: Intent }
  | { readonly kind: "synonym"; readonly means: readonly string[]; readonly weight: number }
  | { readonly kind: "place"; readonly code: string }
  | { readonly kind: "department"; readonly id: string; readonly name: string };
export type PhraseSpan = { readonly phrase: Phrase; readonly start: number; readonly end: number };

const cache = new WeakMap<Snapshot, Phrases>();

/** The phrases of a snapshot, compiled on its first question. */
export function phrasesOf(snapshot: Snapshot): Phrases {
  let phrases = cache.get(snapshot);
  if (phrases === undefined) {
    phrases = new Phrases(snapshot);
    cache.set(snapshot, phrases);
  }
  return phrases;
}

/** All phrases of the vocabulary, found in one pass, the longest at each place. */
class Phrases {
  readonly #byText = new Map<string, Phrase>();
  readonly #longest: number;

  constructor({ vocabulary, departments, regions }: Snapshot) {
    const add = (text: string, phrase: Phrase) => {
      const key = normalizeText(text);
      if (!this.#byText.has(key)) this.#byText.set(key, phrase);
    };
    for (const department of departments.all) {
      for (const name of [department.name, ...department.aliases, ...department.lineage.flatMap((l) => [l.name, ...l.aliases])]) {
        const id = departments.resolve(name)?.department.id ?? department.id;
        add(name, { kind: "department", id, name: departments.byId(id)?.name ?? department.name });
      }
    }
    for (const [code, names] of Object.entries(regions)) for (const name of names) add(name, { kind: "place", code });
    for (const { say, means, weight } of vocabulary.synonyms) {
      for (const text of say) add(text, { kind: "synonym", means: means.map(normalizeText), weight });
    }
    for (const intent of intents) for (const text of vocabulary.intents[intent] ?? []) add(text, { kind: "intent", intent });
    for (const text of vocabulary.shells) add(text, { kind: "shell" });
    this.#longest = Math.max(0, ...[...this.#byText.keys()].map((k) => k.length));
  }

  /** Spans ascend and do not overlap; at each place the longest phrase wins. */
  find(text: string): PhraseSpan[] {
    const spans: PhraseSpan[] = [];
    for (let start = 0; start < text.length; ) {
      const span = this.#longestAt(text, start);
      if (span) spans.push(span);
      start = span ? span.end : start + 1;
    }
    return spans;
  }

  #longestAt(text: string, start: number): PhraseSpan | null {
    for (let end = Math.min(text.length, start + this.#longest); end > start; end--) {
      const phrase = this.#byText.get(text.slice(start, end));
      if (phrase) return { phrase, start, end };
    }
    return null;
  }
}
