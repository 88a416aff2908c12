import { pinyin } from "pinyin-pro";
import { type Entry, titleOf } from "../kb/entry.ts";
import { normalizeText } from "../text/normalize.ts";
import { packStrings } from "./strings.ts";
import { longestKey, type Suggestible, type SuggestionColumns } from "./suggestions.ts";
import { byUnit } from "./trie-lexicon.ts";
import { packTrieLists } from "./trie-lists.ts";

/** A typeahead shows short phrasings, and a few of each entry. */
const longestQuestion = 16;
const mostQuestions = 6;

/** Titles, question variants and the departments' names of a curated entry. Articles are too many to suggest. */
export function suggestionsOf(entry: Entry, document: number): Suggestible[] {
  if (entry.kind === "article") return [];
  const names = entry.kind === "department" ? [entry.name, ...entry.aliases, ...entry.lineage.map((l) => l.name)] : [titleOf(entry)];
  const asked = entry.questions.filter((q) => q.length <= longestQuestion && !names.includes(q)).slice(0, mostQuestions);
  const rows = (texts: readonly string[], name: boolean) => [...new Set(texts)].map((text) => ({ text, document, name }));
  return [...rows(names, true), ...rows(asked, false)];
}

/** Suggestions → their columns. */
export function packSuggestions(suggestions: readonly Suggestible[]): SuggestionColumns {
  const rows = suggestions
    .map((s) => ({ ...s, key: normalizeText(s.text) }))
    .sort((a, b) => byUnit(a.key, b.key) || a.document - b.document || byUnit(a.text, b.text));
  const latin = new Map<string, number[]>();
  rows.forEach(({ key, name }, row) => {
    for (const typed of latinKeys(key, name)) {
      const known = latin.get(typed);
      if (known) known.push(row);
      else latin.set(typed, [row]);
    }
  });
  return {
    keys: packStrings(rows.map((r) => r.key)),
    texts: packStrings(rows.map((r) => r.text)),
    documents: Uint32Array.from(rows, (r) => r.document),
    isName: Uint8Array.from(rows, (r) => (r.name ? 1 : 0)),
    latin: packTrieLists(latin),
  };
}

/** A name can be entered at any of its syllables, a question only from its beginning: 路面井盖 → lumianjinggai, mianjinggai, jinggai, gai and lmjg, mjg, jg, g. */
function latinKeys(key: string, name: boolean): Set<string> {
  const syllables = pinyin(key, { toneType: "none", type: "array", nonZh: "consecutive", v: true })
    .map((s) => s.replace(/[^a-z0-9]/gu, ""))
    .filter((s) => s !== "");
  const initials = syllables.map((s) => (/^\d/u.test(s) ? s : s.charAt(0)));
  const from = (parts: readonly string[], i: number) => parts.slice(i, i + longestKey).join("");
  const starts = name ? syllables.map((_, i) => i) : syllables.length > 0 ? [0] : [];
  return new Set(starts.flatMap((i) => [from(syllables, i), from(initials, i)]));
}
