import { syllables } from "./syllables.ts";

const marked = /[\u00c0-\u01ff]/gu;
/** jing3 gai4: syllables, each with the number of its tone, two of them at least. */
const numbered = /(?<![a-z\d])(?:[a-z]{1,6}[1-5][ ']*){2,}(?![a-z\d])/gu;

/** Pinyin as a dictionary writes it, jǐng gài, lǜ, jing3 gai4 → jing gai, lv. Every character keeps its place. */
export function withoutTones(text: string): string {
  return text
    .replace(marked, (letter) => {
      const bare = letter.normalize("NFD");
      return bare.startsWith("u\u0308") ? "v" : bare.charAt(0);
    })
    .replace(numbered, (said) => ((said.match(/[a-z]+/gu) ?? []).every((s) => syllables.has(s)) ? said.replace(/\d/gu, " ") : said));
}
