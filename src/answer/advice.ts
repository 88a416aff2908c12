import type { Searchable } from "../index/searchable.ts";
import { type Entry, titleOf } from "../kb/entry.ts";
import { aspectsOf } from "../query/aspects.ts";
import { contentOf } from "../query/content.ts";
import type { Ranked } from "../query/features.ts";
import { asksForNumber } from "../query/figure-match.ts";
import { holdsWord } from "../query/likeness.ts";
import { confidenceIn, gainsOf } from "../query/rank.ts";
import { commonMass, shinglesOf } from "../query/shingles.ts";
import type { Query } from "../query/understand.ts";
import { decide, thresholds } from "./decide.ts";

/** Words of less mass are everyday ones. */
const tellingWord = 1;
/** What the ranking looks at, in an editor's words. */
const featureNames: Partial<Record<string, string>> = {
  relative: "检索得分",
  words: "问题里的词",
  counted: "问题里的词",
  question: "与所列问法相像",
  contained: "与所列问法相像",
  covered: "与所列问法相像",
  title: "与标题相像",
  passage: "正文里的同一句",
  fit: "条目种类合乎所问",
  measured: "有所问的数字",
};

/** Why the first candidate stands first, why it was answered or not, and what an editor can change. */
export function adviceOn(snapshot: Searchable, query: Query, ranked: readonly Ranked[]): string[] {
  const [best, second] = ranked;
  const words = query.sentences.flatMap((s) => s.words).filter((w) => w.mass >= tellingWord);
  const nowhere = words.filter((w) => w.term < 0 && !w.instead.some((terms) => terms.every((t) => t >= 0))).map((w) => w.text);
  const advice = nowhere.length === 0 ? [] : [`没有一个条目写到：${listed(nowhere)}。`];
  if (best === undefined) return [...advice, "没有候选：问题里没有库里的词。"];
  const entry = snapshot.entry(best.document);
  const title = titleOf(entry);
  const nearest = nearestQuestion(snapshot, query, entry);
  if (nearest !== null) advice.push(`“${title}”最接近的问法：“${nearest.question}”（相像 ${Math.round(100 * nearest.likeness)}%）。`);
  if (second !== undefined) {
    const other = titleOf(snapshot.entry(second.document));
    const gains = [...new Set(gainsOf(best, second).flatMap(({ name, gain }) => (gain > 0.3 ? (featureNames[name] ?? []) : [])))];
    if (gains.length > 0) advice.push(`它排在“${other}”前面，主要因为：${listed(gains.slice(0, 3))}。`);
  }
  const missing = words.filter((w) => !nowhere.includes(w.text) && !holdsWord(snapshot, w, best.document)).map((w) => w.text);
  if (missing.length > 0) advice.push(`“${title}”里没有：${listed(missing)}。`);
  return [...advice, ...verdict(snapshot, query, ranked, entry, [...nowhere, ...missing])];
}

function verdict(snapshot: Searchable, query: Query, ranked: readonly Ranked[], entry: Entry, unsaid: readonly string[]): string[] {
  const confidence = confidenceIn(snapshot, query, ranked);
  const percent = (share: number) => `${Math.round(100 * share)}%`;
  const status = decide(confidence, ranked);
  if (status === "answered") return [`把握 ${percent(confidence)}，不低于 ${percent(thresholds.answer)}，所以回答。`];
  const reasons: string[] = [];
  const aspects = aspectsOf(snapshot);
  const asked = unsaid.filter((word) => aspects.has(word));
  if (asked.length > 0) reasons.push(`问的是${listed(asked)}，条目没有写`);
  if (asksForNumber(query) && (ranked[0]?.features.measured ?? 0) < 0.2) reasons.push("问的是数字，条目里没有相近的数字");
  if (entry.kind === "department" && query.intent !== "who" && query.intent !== "duty") reasons.push("只对上了部门，没有对上事情");
  if ((ranked[1]?.share ?? 0) > 0.3) reasons.push("第二条也很像");
  if (reasons.length === 0 && unsaid.length > 0) reasons.push("问题里的词有些没有着落");
  const why = reasons.length === 0 ? "" : `：${reasons.join("；")}`;
  return [
    `把握 ${percent(confidence)}，低于 ${percent(thresholds.answer)}，${status === "ambiguous" ? "所以反问是哪一件" : "所以没有回答"}${why}。`,
    `如果“${titleOf(entry)}”确实能回答，把这样的问法加进它的 questions，或把没有着落的词加进 keywords（对所有问题都成立的，写进 lexicon.yaml 的同义词）。`,
  ];
}

/** The listed question that the asked one is most like, where one is at all. */
function nearestQuestion(snapshot: Searchable, query: Query, entry: Entry): { question: string; likeness: number } | null {
  if (entry.kind === "article") return null;
  let nearest: { question: string; likeness: number } | null = null;
  const asked = query.sentences.flatMap((s) => s.asked);
  for (const question of entry.questions) {
    const shingles = shinglesOf(snapshot, contentOf(snapshot, question));
    const likeness = Math.max(0, ...asked.map((a) => (2 * commonMass(a, shingles)) / (a.mass + shingles.mass || 1)));
    if (likeness > (nearest?.likeness ?? 0.1)) nearest = { question, likeness };
  }
  return nearest;
}

function listed(words: readonly string[]): string {
  return words.map((w) => `“${w}”`).join("、");
}
