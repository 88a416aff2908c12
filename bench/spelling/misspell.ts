import { pinyin } from "pinyin-pro";
import { segment, type WordSource } from "../../src/text/segment.ts";

/** Chance that can be repeated: mulberry32. Numbers in 0 … 1. */
export type Chance = () => number;

export function chanceOf(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Characters in daily use by syllable, from pinyin-pro's table: what an input method offers instead of the right one. */
const everydayCharacters = new Map<string, string[]>();
/** GB 2312's first level, the 3,755 characters in common use, in the order of its table. */
const firstLevel = { from: 0xb0a1, to: 0xd7f9 };

export function alike(syllable: string): readonly string[] {
  if (everydayCharacters.size === 0) {
    const decoder = new TextDecoder("gb18030");
    for (let code = firstLevel.from; code <= firstLevel.to; code++) {
      if ((code & 0xff) < 0xa1 || (code & 0xff) > 0xfe) continue;
      const character = decoder.decode(Uint8Array.of(code >> 8, code & 0xff));
      const [sound = ""] = syllables(character);
      everydayCharacters.set(sound, [...(everydayCharacters.get(sound) ?? []), character]);
    }
  }
  return everydayCharacters.get(syllable) ?? [];
}

function syllables(text: string): string[] {
  return pinyin(text, { toneType: "none", type: "array", v: true });
}

const han = /\p{Script=Han}/u;

/** The ways in which a question is spelled by its sound, or nearly. */
export const misspellings = {
  /** jinggai diule: words apart */
  "pinyin, words apart": (text, lexicon) => spelled(text, lexicon, () => true, " "),
  /** jing gai diu le */
  "pinyin, syllables apart": (text) =>
    byCharacter(text, (sound) => ` ${sound} `)
      .replace(/ +/gu, " ")
      .trim(),
  /** jinggaidiule */
  "pinyin, no spaces": (text) => byCharacter(text, (sound) => sound),
  /** jinggai丢了 */
  "pinyin and characters": (text, lexicon, chance) => spelled(text, lexicon, () => chance() < 0.5, ""),
  /** jingga diule */
  "pinyin, a letter wrong": (text, lexicon, chance) =>
    slipped(
      spelled(text, lexicon, () => true, " "),
      chance,
    ),
  /** 井该丢了 */
  "a homophone": (text, _, chance) => misheard(text, chance, (sound) => sound),
  /** 锦盖丢了 */
  "a near homophone": (text, _, chance) => misheard(text, chance, confused),
  /** jgdl: at most six characters, else the first word */
  "first letters": (text) => (/^\p{Script=Han}{3,6}$/u.test(text) ? byCharacter(text, (sound) => sound.charAt(0)) : null),
} satisfies Record<string, (text: string, lexicon: WordSource, chance: Chance) => string | null>;

/** Words of a text, those that are chosen spelled out. */
function spelled(text: string, lexicon: WordSource, chosen: () => boolean, space: string): string {
  let written = "";
  let start = 0;
  const sounds = soundsOf(text);
  for (const end of segment(text, lexicon)) {
    const word = text.slice(start, end);
    written += han.test(word) && chosen() ? `${space}${sounds.slice(start, end).join("")}${space}` : word;
    start = end;
  }
  return written.replace(/ +/gu, " ").trim();
}

function byCharacter(text: string, write: (sound: string) => string): string {
  const sounds = soundsOf(text);
  return [...text].map((c, i) => (han.test(c) ? write(sounds[i] ?? "") : c)).join("");
}

/** One syllable for every character, in context. */
function soundsOf(text: string): string[] {
  return pinyin(text, { toneType: "none", type: "array", nonZh: "spaced", v: true });
}

function slipped(written: string, chance: Chance): string | null {
  const places = [...written].flatMap((c, i) => (/[a-z]/u.test(c) ? [i] : []));
  const at = places[Math.floor(chance() * places.length)];
  if (at === undefined) return null;
  const letter = String.fromCharCode(97 + Math.floor(chance() * 26));
  const before = written.slice(0, at);
  const after = written.slice(at + 1);
  const kind = chance();
  if (kind < 0.3) return before + after;
  if (kind < 0.6) return before + letter + after;
  if (kind < 0.8) return before + written.charAt(at) + letter + after;
  return /^[a-z]/u.test(after) ? before + after.charAt(0) + written.charAt(at) + after.slice(1) : before + after;
}

/** One character of the text replaced by another in common use that sounds as `heard` says. */
function misheard(text: string, chance: Chance, heard: (sound: string, chance: Chance) => string): string | null {
  const sounds = soundsOf(text);
  const places = [...text].flatMap((c, i) => (han.test(c) && !/[的了吗呢和在是]/u.test(c) ? [i] : []));
  for (let tries = 0; tries < 10; tries++) {
    const at = places[Math.floor(chance() * places.length)];
    if (at === undefined) return null;
    const others = alike(heard(sounds[at] ?? "", chance)).filter((c) => c !== text[at]);
    const other = others[Math.floor(chance() * others.length)];
    if (other !== undefined) return text.slice(0, at) + other + text.slice(at + 1);
  }
  return null;
}

/** What accents and input methods confuse: zh/z, ch/c, sh/s, n/l, n/ng. */
function confused(sound: string): string {
  if (/^[zcs]h/u.test(sound)) return sound.charAt(0) + sound.slice(2);
  if (/^[zcs]/u.test(sound)) return `${sound.charAt(0)}h${sound.slice(1)}`;
  if (/[aei]ng$/u.test(sound)) return sound.slice(0, -1);
  if (/[aei]n$/u.test(sound)) return `${sound}g`;
  if (sound.startsWith("l")) return `n${sound.slice(1)}`;
  if (sound.startsWith("n")) return `l${sound.slice(1)}`;
  return sound;
}
