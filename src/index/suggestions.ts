import MiniSearch, { type AsPlainObject, type Options } from "minisearch";
import { pinyin } from "pinyin-pro";
import { type Entry, type Kind, titleOf } from "../kb/entry.ts";
import { normalizeText } from "../text/normalize.ts";
import { byUnit } from "./trie-lexicon.ts";

/**
 * Typeahead. Han questions walk a sorted list by prefix, then look inside the texts;
 * Latin ones go to MiniSearch over full pinyin and initials, where prefix and fuzzy lookup
 * on its radix tree are at their best.
 */
export type Suggestion = { readonly text: string; readonly id: string; readonly kind: Kind };

type LatinKeys = { readonly number: number; readonly full: string; readonly initials: string };
type Packed = {
  /** Ascending by `key`, the normalized text. */
  readonly rows: readonly (Suggestion & { readonly key: string })[];
  readonly latin: AsPlainObject;
};

const options: Options<LatinKeys> = {
  fields: ["full", "initials"],
  idField: "number",
  tokenize: (text) => text.split(" "),
  processTerm: (term) => term,
};
const latinOnly = /^[a-z0-9' ]+$/u;

/** Titles, question variants and the departments' names of all curated entries. */
export function suggestionsOf(entries: readonly Entry[]): Suggestion[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "article") return [];
    const names = entry.kind === "department" ? entry.aliases : [];
    const texts = new Set([titleOf(entry), ...names, ...entry.questions]);
    return [...texts].map((text) => ({ text, id: entry.id, kind: entry.kind }));
  });
}

/** Suggestions → the bytes of their section. */
export function packSuggestions(suggestions: readonly Suggestion[]): Uint8Array {
  const rows = suggestions
    .map((s) => ({ ...s, key: normalizeText(s.text) }))
    .sort((a, b) => byUnit(a.key, b.key) || byUnit(a.id, b.id));
  const latin = new MiniSearch(options);
  latin.addAll(rows.map(({ key }, number) => ({ number, ...latinKeys(key) })));
  return new TextEncoder().encode(JSON.stringify({ rows, latin } satisfies { rows: Packed["rows"]; latin: unknown }));
}

/** The section read back, once, when the first suggestion is asked for. */
export class Suggester {
  readonly #rows: Packed["rows"];
  readonly #latin: MiniSearch<LatinKeys>;

  constructor(bytes: Uint8Array) {
    const packed = JSON.parse(new TextDecoder().decode(bytes)) as Packed;
    this.#rows = packed.rows;
    this.#latin = MiniSearch.loadJS(packed.latin, options);
  }

  /** At most `limit` suggestions, best first, one per entry. */
  suggest(q: string, limit: number): Suggestion[] {
    const key = normalizeText(q).trim();
    if (key === "") return [];
    const found = latinOnly.test(key) ? this.#byPinyin(key) : this.#byHan(key);
    const chosen = new Map<string, Suggestion>();
    for (const { text, id, kind } of found) {
      if (chosen.size === limit) break;
      if (!chosen.has(id)) chosen.set(id, { text, id, kind });
    }
    return [...chosen.values()];
  }

  *#byHan(key: string): Generator<Suggestion> {
    let low = 0;
    for (let high = this.#rows.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle]?.key ?? "") < key) low = middle + 1;
      else high = middle;
    }
    const prefixed = [];
    for (let row = this.#rows[low]; row?.key.startsWith(key); row = this.#rows[++low]) prefixed.push(row);
    yield* prefixed.sort((a, b) => a.key.length - b.key.length || byUnit(a.key, b.key));
    if (key.length > 1) for (const row of this.#rows) if (row.key.indexOf(key) > 0) yield row;
  }

  *#byPinyin(key: string): Generator<Suggestion> {
    const joined = key.replace(/[' ]/gu, "");
    const hits = this.#latin.search(joined, { prefix: true, fuzzy: joined.length > 4 ? 0.15 : false, boost: { initials: 1.5 } });
    for (const hit of hits) {
      const row = this.#rows[Number(hit.id)];
      if (row) yield row;
    }
  }
}

/** 井盖丢了 → full "jinggaidiule gaidiule diule le", initials "jgdl gdl dl": every suffix, so that a key inside the text is a prefix of one. */
function latinKeys(key: string): Pick<LatinKeys, "full" | "initials"> {
  const syllables = pinyin(key, { toneType: "none", type: "array", nonZh: "consecutive", v: true })
    .map((s) => s.replace(/[^a-z0-9]/gu, ""))
    .filter((s) => s !== "");
  const suffixes = (parts: readonly string[]) => [...new Set(parts.map((_, i) => parts.slice(i).join("")))].join(" ");
  return { full: suffixes(syllables.slice(0, 12)), initials: suffixes(syllables.slice(0, 12).map((s) => (/^\d/u.test(s) ? s : s.charAt(0)))) };
}
