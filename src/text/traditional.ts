import variantsOfHongKong from "opencc-js/dict/HKVariantsRev";
import simplifications from "opencc-js/dict/TSCharacters";

/**
 * Traditional → Simplified, character by character, from OpenCC's own tables: the simplifications,
 * and what Hong Kong writes otherwise (衞). Character level on purpose: it keeps the place of every
 * character, and the differences that only phrases show (乾隆, 干净) do not matter to retrieval.
 * Only these two of its dictionaries are bundled: 30 kB.
 */
/** Radicals that PDF files give for the character they are (⺠政局), which NFKC leaves alone: radical, character. */
const radicals =
  "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑长⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟";
const simplified = characterTable();

/** Every Traditional character replaced by its Simplified form; the rest as it was. */
export function toSimplified(text: string): string {
  let out = "";
  for (const character of text) out += simplified.get(character) ?? character;
  return out;
}

function characterTable(): Map<string, string> {
  const table = pairsOf(simplifications);
  const simple = new Set(table.values());
  // 衞 → 衛 → 卫; but 秘, which Hong Kong writes for 祕, is a simplified character here.
  for (const [from, to] of pairsOf(variantsOfHongKong)) if (!table.has(from) && !simple.has(from)) table.set(from, to);
  for (const [radical = "", character = ""] of radicals.match(/../gu) ?? []) table.set(radical, character);
  // 薴 → 苧, itself Traditional for 苎: what is simplified must stay as it is.
  for (const [from, to] of table) table.set(from, table.get(to) ?? to);
  return table;
}

function pairsOf(dictionary: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const pair of dictionary.split("|")) {
    const [from, to] = pair.split(" ");
    if (from && to) pairs.set(from, to);
  }
  return pairs;
}
