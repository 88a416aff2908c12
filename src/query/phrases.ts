import type { Searchable } from "../index/searchable.ts";
import { type Intent, intents, wantsNumber } from "../kb/settings.ts";
import { normalizeText } from "../text/normalize.ts";
import { LongestMatch } from "./longest-match.ts";
import { madeOnce } from "./remembered.ts";

/** A phrase of the vocabulary and what it is good for. */
export type Phrase =
  | { readonly kind: "shell" }
  | { readonly kind: "intent"; readonly intent: Intent }
  /** What the knowledge base calls it: stays as it is. */
  | { readonly kind: "term" }
  | { readonly kind: "synonym"; readonly means: readonly string[]; readonly weight: number }
  | { readonly kind: "place"; readonly code: string }
  | { readonly kind: "department"; readonly id: string; readonly name: string };
/** Another word that what is said of may be said by, and how surely. */
export type Wider = { readonly text: string; readonly weight: number };
export type PhraseSpan = { readonly phrase: Phrase; readonly start: number; readonly end: number };

/** An entry on one member seldom answers a question about the class: how much less it counts than the other way round. */
const narrowing = 0.3;
/** A number in front of these measures something: the police is not at 110元. */
const measured = /^[\d.%百千万亿多来几余元块岁天日年月周个人名次份级条张台只小分秒]/u;
const digits = /^\d+$/u;
/** 最高能贷多少, 至少要几天: a bound (two characters) in front of what asks for a number belongs to the asking. In 最低工资多少 it does not. */
const bound = /(?:最[高低多少长短大小快慢早晚]|至[多少]|起码|顶多)[要能可以得该会是给到达才须应需允许贷拿领补交收罚占有]{0,3}$/u;
const longestBound = 5;

/** The phrases of a snapshot, compiled on its first question. */
export const phrasesOf = madeOnce((snapshot: Searchable) => new Phrases(snapshot));

/** All phrases of the vocabulary, found in one pass, the longest at each place. */
class Phrases {
  readonly #phrases = new Map<string, Phrase>();
  readonly #matches: LongestMatch<Phrase>;
  readonly #wider = new Map<string, readonly Wider[]>();

  constructor({ vocabulary, departments, regions }: Searchable) {
    const add = (given: string, phrase: Phrase) => {
      const text = normalizeText(given);
      if (text !== "" && !this.#phrases.has(text)) this.#phrases.set(text, phrase);
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
    for (const { means } of vocabulary.synonyms) for (const text of means) add(text, { kind: "term" });
    for (const intent of intents) for (const text of vocabulary.intents[intent] ?? []) add(text, { kind: "intent", intent });
    for (const text of vocabulary.shells) add(text, { kind: "shell" });
    for (const { name, also, members, weight } of vocabulary.classes) {
      const names = [name, ...also].map(normalizeText);
      for (const text of [...names, ...members]) add(text, { kind: "term" });
      const wider = (texts: readonly string[], weight: number) => texts.map((text) => ({ text, weight }));
      for (const member of members.map(normalizeText)) this.#widen(member, wider(names, weight));
      for (const text of names) this.#widen(text, wider(members.map(normalizeText), weight * narrowing));
    }
    this.#matches = new LongestMatch(this.#phrases);
  }

  /** The classes a word belongs to, or the members of the class it names. */
  wider(text: string): readonly Wider[] {
    return this.#wider.get(text) ?? [];
  }

  #widen(text: string, wider: readonly Wider[]): void {
    this.#wider.set(text, [...(this.#wider.get(text) ?? []), ...wider]);
  }

  /** What a text is as a whole: the kind of the phrase it is, or null. */
  kindOf(text: string): Phrase["kind"] | null {
    return this.#phrases.get(text)?.kind ?? null;
  }

  /** Spans ascend and do not overlap; at each place the longest phrase wins. */
  find(text: string): PhraseSpan[] {
    const spans: PhraseSpan[] = [];
    for (let start = 0; start < text.length; ) {
      const found = this.#matches.at(text, start, standsAlone);
      const end = start + (found?.text.length ?? 1);
      if (found) {
        const from = Math.max(spans.at(-1)?.end ?? 0, start - longestBound);
        const said = found.value.kind === "intent" && wantsNumber(found.value.intent) ? bound.exec(text.slice(from, start)) : null;
        if (said !== null) spans.push({ phrase: found.value, start: from + said.index, end: from + said.index + 2 });
        spans.push({ phrase: found.value, start, end });
      }
      start = end;
    }
    return spans;
  }

  /** True for a text that says what it wants to know: 归谁管, 多少. */
  asks(text: string): boolean {
    for (let start = 0; start < text.length; ) {
      const found = this.#matches.at(text, start, standsAlone);
      if (found?.value.kind === "intent") return true;
      start += found?.text.length ?? 1;
    }
    return false;
  }
}

/** No phrase begins or ends within a code, a Latin word or a quantity. */
function standsAlone(text: string, start: number, end: number): boolean {
  const before = isLatin(text.charCodeAt(start)) && isLatin(text.charCodeAt(start - 1));
  const after = isLatin(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end));
  return !before && !after && !(isDigit(text.charCodeAt(start)) && digits.test(text.slice(start, end)) && measured.test(text.slice(end)));
}

function isLatin(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || isDigit(unit);
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
