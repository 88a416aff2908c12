import { distance } from "fastest-levenshtein";
import MiniSearch, { type AsPlainObject, type Options, type SearchResult } from "minisearch";
import { pinyin } from "pinyin-pro";
import { type Entry, titleOf } from "../kb/entry.ts";
import { normalizeText } from "../text/normalize.ts";
import { byUnit } from "./trie-lexicon.ts";

/**
 * Typeahead. Han questions walk a sorted list by prefix, then look inside the texts;
 * Latin ones go to MiniSearch over full pinyin and initials, where prefix and fuzzy lookup
 * on its radix tree are at their best.
 */

/** A text worth suggesting, and the document it leads to. Names are preferred to question variants. */
export type Suggestible = { readonly text: string; readonly document: number; readonly name: boolean };

type Row = readonly [key: string, text: string, document: number, name: 0 | 1];
type Packed = { readonly rows: readonly Row[]; readonly latin: AsPlainObject };
type LatinKeys = { readonly number: number; readonly full: string; readonly initials: string };

/** A name can be entered at any of its syllables, a question only from its beginning; later syllables add nothing. */
const longestKey = 10;
/** A typeahead shows short phrasings, and a few of each entry. */
const longestQuestion = 16;
const mostQuestions = 6;
const nameBoost = 2;
const options: Options<LatinKeys> = {
  fields: ["full", "initials"],
  idField: "number",
  tokenize: (text) => text.split(" "),
  processTerm: (term) => term,
};
const latinOnly = /^[a-z0-9' ]+$/u;

/** Titles, question variants and the departments' names of all curated entries. Articles are too many to suggest. */
export function suggestionsOf(entries: readonly Entry[]): Suggestible[] {
  return entries.flatMap((entry, document) => {
    if (entry.kind === "article") return [];
    const names = entry.kind === "department" ? [entry.name, ...entry.aliases, ...entry.lineage.map((l) => l.name)] : [titleOf(entry)];
    const asked = entry.questions.filter((q) => q.length <= longestQuestion && !names.includes(q)).slice(0, mostQuestions);
    const rows = (texts: readonly string[], name: boolean) => [...new Set(texts)].map((text) => ({ text, document, name }));
    return [...rows(names, true), ...rows(asked, false)];
  });
}

/** Suggestions → the bytes of their section. */
export function packSuggestions(suggestions: readonly Suggestible[]): Uint8Array {
  const rows = suggestions
    .map(({ text, document, name }): Row => [normalizeText(text), text, document, name ? 1 : 0])
    .sort((a, b) => byUnit(a[0], b[0]) || a[2] - b[2]);
  const latin = new MiniSearch(options);
  latin.addAll(rows.map(([key, , , name], number) => ({ number, ...latinKeys(key, name === 1) })));
  return new TextEncoder().encode(JSON.stringify({ rows, latin }));
}

/** The section read back, once, when the first suggestion is asked for. */
export class Suggester {
  readonly #rows: readonly Row[];
  readonly #latin: MiniSearch<LatinKeys>;

  constructor(bytes: Uint8Array) {
    const packed = JSON.parse(new TextDecoder().decode(bytes)) as Packed;
    this.#rows = packed.rows;
    this.#latin = MiniSearch.loadJS(packed.latin, options);
  }

  /** At most `limit` texts with their documents, best first, one per document. */
  suggest(q: string, limit: number): { text: string; document: number }[] {
    const key = normalizeText(q).trim();
    if (key === "") return [];
    const found = latinOnly.test(key) ? this.#byPinyin(key) : this.#byHan(key);
    const chosen = new Map<number, string>();
    for (const [, text, document] of found) {
      if (chosen.size === limit) break;
      if (!chosen.has(document)) chosen.set(document, text);
    }
    return [...chosen].map(([document, text]) => ({ text, document }));
  }

  /** Those that begin with the key, names first, the shorter ones first; then those that hold it. */
  *#byHan(key: string): Generator<Row> {
    let low = 0;
    for (let high = this.#rows.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle]?.[0] ?? "") < key) low = middle + 1;
      else high = middle;
    }
    const prefixed: Row[] = [];
    for (let row = this.#rows[low]; row?.[0].startsWith(key); row = this.#rows[++low]) prefixed.push(row);
    yield* prefixed.sort((a, b) => b[3] - a[3] || a[0].length - b[0].length);
    if (key.length > 1) yield* this.#rows.filter((row) => row[0].indexOf(key) > 0).sort((a, b) => b[3] - a[3] || a[0].length - b[0].length);
  }

  /** Those with a key that begins with what was typed, then those a typing error away, the fewest errors first. */
  #byPinyin(key: string): Row[] {
    let typed = key.replace(/[' ]/gu, "");
    let hits = this.#lookUp(typed);
    // Keys end after ten syllables; who types on must still find them.
    while (hits.length === 0 && typed.length > longestKey) {
      typed = typed.slice(0, Math.floor(typed.length * 0.8));
      hits = this.#lookUp(typed);
    }
    const errors = (found: string) => (found.startsWith(typed) ? 0 : distance(typed, found));
    return hits
      .map(({ id, score, terms }) => ({ row: this.#rows[Number(id)], score, errors: Math.min(...terms.map(errors)) }))
      .sort((a, b) => a.errors - b.errors || b.score - a.score)
      .map(({ row }) => row)
      .filter((row) => row !== undefined);
  }

  #lookUp(typed: string): SearchResult[] {
    return this.#latin.search(typed, {
      prefix: true,
      fuzzy: typed.length > 4 ? 0.3 : false,
      maxFuzzy: 2,
      boostDocument: (number: number) => (this.#rows[number]?.[3] === 1 ? nameBoost : 1),
    });
  }
}

/**
 * 路面井盖 → full "lumianjinggai mianjinggai jinggai gai lumian mianjing", initials "lmjg mjg jg g".
 * The pairs of syllables are there for the fuzzy lookup, which compares whole keys.
 */
function latinKeys(key: string, name: boolean): Pick<LatinKeys, "full" | "initials"> {
  const syllables = pinyin(key, { toneType: "none", type: "array", nonZh: "consecutive", v: true })
    .map((s) => s.replace(/[^a-z0-9]/gu, ""))
    .filter((s) => s !== "");
  const part = (parts: readonly string[], from: number, count: number) => parts.slice(from, from + count).join("");
  const keys = (parts: readonly string[]) => (name ? parts.map((_, i) => part(parts, i, longestKey)) : [part(parts, 0, longestKey)]);
  const pairs = name ? syllables.slice(1).map((_, i) => part(syllables, i, 2)) : [];
  const initials = syllables.map((s) => (/^\d/u.test(s) ? s : s.charAt(0)));
  return { full: distinct([...keys(syllables), ...pairs]), initials: distinct(keys(initials)) };
}

function distinct(keys: readonly string[]): string {
  return [...new Set(keys)].join(" ");
}
