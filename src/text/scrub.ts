import { normalize } from "./normalize.ts";
import { namesIn } from "./personal-names.ts";
import { type Finding, numbersIn } from "./personal-numbers.ts";
import type { WordSource } from "./segment.ts";

/**
 * The text with personal data replaced by what it was: [手机号]. The rest stays as it was written.
 * Used before anything a user wrote is kept. Where two findings overlap, all of both goes, under
 * the name of the first. Law: what is scrubbed once is scrubbed.
 * @param words tells names from words; any lexicon of the language
 */
export function scrub(original: string, words: WordSource): string {
  let text = original;
  for (let scrubbed = scrubOnce(text, words); scrubbed !== text; scrubbed = scrubOnce(text, words)) text = scrubbed;
  return text;
}

const placeholder = /\[(?:邮箱|身份证号|银行卡号|手机号|电话|车牌|证件号|账号|号码|门牌号|姓名)\]/u;

/** True for a text that something personal was taken out of. */
export function isScrubbed(text: string): boolean {
  return placeholder.test(text);
}

/** One pass; what it takes away may lay bare what leant on it (13800138000E12345678). */
function scrubOnce(original: string, words: WordSource): string {
  const { text, starts } = normalize(original);
  const names = namesIn(text, words).map((place): Finding => ({ ...place, kind: "姓名" }));
  let scrubbed = "";
  let rest = 0;
  for (const { from, to, kind } of merged([...numbersIn(text), ...names])) {
    scrubbed += `${original.slice(starts[rest], starts[from])}[${kind}]`;
    rest = to;
  }
  return scrubbed + original.slice(starts[rest]);
}

/** Findings apart from one another, ascending. */
function merged(findings: readonly Finding[]): Finding[] {
  const all: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last === undefined || finding.from >= last.to) all.push(finding);
    else if (finding.to > last.to) all[all.length - 1] = { ...last, to: finding.to };
  }
  return all;
}
