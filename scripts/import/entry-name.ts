import { pinyin } from "pinyin-pro";

/** A file name an editor can type: 流浪狗管理 → liu-lang-gou-guan-li. At most 60 characters, cut between syllables. */
export function entryName(title: string): string {
  const syllables = pinyin(title.normalize("NFKC"), { toneType: "none", type: "array", nonZh: "consecutive", v: true });
  const words = syllables.flatMap((s) => s.toLowerCase().split(/[^a-z0-9]+/u)).filter((s) => s !== "");
  const kept: string[] = [];
  for (const word of words) {
    if (kept.join("-").length + word.length >= 60) break;
    kept.push(word);
  }
  return kept.join("-") || (words[0] ?? "entry").slice(0, 60);
}
