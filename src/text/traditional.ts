import { to } from "opencc-js/preset/t2cn";

/**
 * Traditional → Simplified, character by character, from OpenCC's own table.
 * Character level on purpose: it keeps the place of every character, and the differences
 * that only phrases show (乾隆, 干净) do not matter to retrieval.
 */
const simplified = characterTable();

/** Every Traditional character replaced by its Simplified form; the rest as it was. */
export function toSimplified(text: string): string {
  let out = "";
  for (const character of text) out += simplified.get(character) ?? character;
  return out;
}

/** The last dictionary of OpenCC's t → cn group holds "傳 传|…", single characters only. */
function characterTable(): Map<string, string> {
  const table = new Map<string, string>();
  for (const dictionary of to.cn?.[0]?.slice(-1) ?? []) {
    const pairs = typeof dictionary === "string" ? dictionary.split("|").map((p) => p.split(" ")) : dictionary;
    for (const [from, simple] of pairs) if (from && simple) table.set(from, simple);
  }
  // 薴 → 苧, which is itself Traditional for 苎: what is simplified must stay as it is.
  for (const [from, simple] of table) table.set(from, table.get(simple) ?? simple);
  return table;
}
