import fc from "fast-check";
import { pinyin } from "pinyin-pro";
import { describe, expect, test } from "vitest";
import { initials, longestSyllable, nearSyllables, syllables } from "../../src/text/syllables.ts";

/** The 6,763 characters of GB 2312. */
function characters(): string {
  const decoder = new TextDecoder("gb18030");
  let all = "";
  for (let high = 0xb0; high <= 0xf7; high++) for (let low = 0xa1; low <= 0xfe; low++) all += decoder.decode(Uint8Array.of(high, low));
  return all.replace(/\P{Script=Han}/gu, "");
}

const all = [...syllables];
const syllable = fc.constantFrom(...all);
const letter = fc.integer({ min: 97, max: 122 }).map((code) => String.fromCharCode(code));

describe("the syllables of Mandarin", () => {
  test("are those of every character in use", () => {
    const sounds = new Set([...characters()].flatMap((c) => pinyin(c, { toneType: "none", type: "array", multiple: true, v: true })));
    const missing = [...sounds].filter((s) => !syllables.has(s) && /^[a-z]*[aeiouv][a-z]*$/u.test(s));
    expect(missing).toEqual([]);
    expect(all.length).toBeGreaterThan(400);
  });

  test("are as long as is said, and begin with an initial or a vowel", () => {
    expect(Math.max(...all.map((s) => s.length))).toBe(longestSyllable);
    expect(all.filter((s) => ![...initials].some((i) => s.startsWith(i)))).toEqual([]);
  });
});

describe("a slip of the finger", () => {
  const near = (typed: string, meant: string) => typed === meant || nearSyllables(typed).includes(meant);

  test("one letter missing", () => {
    fc.assert(fc.property(syllable, fc.nat(), (s, n) => near(without(s, n % s.length), s)));
  });

  test("one letter too many", () => {
    fc.assert(fc.property(syllable, fc.nat(), letter, (s, n, l) => near(s.slice(0, n % s.length) + l + s.slice(n % s.length), s)));
  });

  test("one letter wrong", () => {
    fc.assert(fc.property(syllable, fc.nat(), letter, (s, n, l) => near(s.slice(0, n % s.length) + l + s.slice((n % s.length) + 1), s)));
  });

  test("two letters swapped", () => {
    fc.assert(
      fc.property(syllable, fc.nat(), (s, n) => {
        const i = n % s.length;
        return near(s.slice(0, i) + s.charAt(i + 1) + s.charAt(i) + s.slice(i + 2), s);
      }),
    );
  });

  test("not two", () => {
    expect(nearSyllables("jng")).toContain("jing");
    expect(nearSyllables("jxxg")).not.toContain("jing");
    expect(nearSyllables("ou")).not.toContain("guo");
  });
});

function without(s: string, i: number): string {
  return s.slice(0, i) + s.slice(i + 1);
}
