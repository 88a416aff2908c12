import { join } from "node:path";
import { readJudgedQuestions } from "../../scripts/judged-questions.ts";
import { defaultSnapshot } from "../../scripts/paths.ts";
import { readSnapshot } from "../../scripts/snapshot-file.ts";
import { inStandardWords } from "../../src/query/dialects.ts";
import { respell } from "../../src/query/respell.ts";
import { parameters } from "../../src/query/word-likelihood.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { chanceOf, misspellings } from "./misspell.ts";

/**
 * Chooses the parameters of the language model that reads pinyin: coordinate search for the share
 * of characters read back right, over the tune half of bench/answers spelled in four ways.
 * Run with: node bench/spelling/tune.ts (build first); minutes. It prints what to write down.
 */
const { snapshot } = await readSnapshot(defaultSnapshot);
const questions = (await readJudgedQuestions(join(import.meta.dirname, "../answers"))).filter(
  (q) => q.half === "tune" && !q.style.startsWith("noisy") && q.q.length <= 60,
);
const kinds = ["pinyin, words apart", "pinyin, syllables apart", "pinyin, no spaces", "pinyin and characters"] as const;
const chance = chanceOf(1);
const pairs = kinds.flatMap((kind) =>
  questions.map(({ q }) => {
    const meant = inStandardWords(snapshot, normalizeText(q));
    return { meant: han(meant), written: misspellings[kind](meant, snapshot.lexicon, chance) };
  }),
);

let best = await shareRight();
console.log(`as they are: ${best.toFixed(4)}`);
for (const name of Object.keys(parameters) as (keyof typeof parameters)[]) {
  let kept = parameters[name];
  for (const factor of [0.5, 0.75, 1.33, 2]) {
    const given = kept;
    parameters[name] = given * factor;
    const share = await shareRight();
    if (share > best) [best, kept] = [share, parameters[name]];
    parameters[name] = kept;
  }
  console.log(`${name}: ${kept} (${best.toFixed(4)})`);
}

/** What a snapshot has remembered holds for the parameters of then: each try reads the file anew. */
async function shareRight(): Promise<number> {
  const fresh = (await readSnapshot(defaultSnapshot)).snapshot;
  let right = 0;
  let all = 0;
  for (const { meant, written } of pairs) {
    const read = han(respell(fresh, written)?.text ?? written);
    all += meant.length;
    for (let i = 0; i < meant.length; i++) if (meant[i] === read[i]) right++;
  }
  return right / all;
}

function han(text: string): string {
  return text.replace(/\P{Script=Han}/gu, "");
}
