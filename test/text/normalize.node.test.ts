import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalize, normalizeText } from "../../src/text/normalize.ts";
import { anyText } from "./unicode-text.ts";

describe("normalized text", () => {
  test.each([
    ["full-width letters and digits become narrow", "ＶＩＰ１２３４５", "vip12345"],
    ["half-width Katakana becomes wide and takes its voicing sign", "ｶﾞｽ", "ガス"],
    ["full-width punctuation becomes narrow", "多少钱？（１）！", "多少钱?(1)!"],
    ["the Chinese full stop and list comma stay", "好。、", "好。、"],
    ["the ideographic space becomes a space", "路灯　不亮", "路灯 不亮"],
    ["capitals become small", "ETC卡", "etc卡"],
    ["Traditional becomes Simplified", "請問流浪狗歸誰管", "请问流浪狗归谁管"],
    ["Taiwan's and Hong Kong's variants do too", "臺灣裏裡為爲", "台湾里里为为"],
    ["a Traditional character of compatibility width", "\uf92f", "劳"],
    ["astral Traditional characters do too", "𠁞", "𠀾"],
    ["a simplification outside the basic plane", "㗲", "𠵾"],
    ["compatibility signs are spelled out", "㎡①½℃", "m211⁄2°c"],
    ["combining accents are composed", "re\u0301sume\u0301", "résumé"],
    ["Hong Kong's own variants", "衞生署", "卫生署"],
    ["a simplified character that is another one's Traditional elsewhere stays", "什么著名秘书", "什么著名秘书"],
    ["radicals become the characters they are", "⺠政局的⻋和⼈", "民政局的车和人"],
    ["what is invisible goes: zero width, joiners, soft hyphen, byte order mark", "\ufeff流\u200b浪\u2060狗 e\u00adtc", "流浪狗 etc"],
    ["variation selectors, keycaps and frames go", "1\ufe0f\u20e3号井盖\ufe0f", "1号井盖"],
    ["lines drawn through Han characters go", "井\u0336盖\u0336", "井盖"],
    ["control characters become spaces, beside Han", "路灯\t不\n亮\0", "路灯 不 亮 "],
    ["and in plain ASCII alike", "a\tb\nc\0", "a b c "],
    ["nothing stays nothing", "", ""],
  ])("%s", (_, original, normal) => {
    expect(normalizeText(original)).toBe(normal);
  });

  test("is the same with and without the way back", () => {
    fc.assert(
      fc.property(anyText, (s) => {
        expect(normalize(s).text).toBe(normalizeText(s));
      }),
      { numRuns: 1000 },
    );
  });

  test("does not change when normalized again", () => {
    const again = fc.property(anyText, (s) => {
      const once = normalizeText(s);
      expect(normalizeText(once)).toBe(once);
    });
    fc.assert(again, { numRuns: 1000 });
  });

  test("does not change when normalized again, for every character there is", () => {
    const unstable: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const once = normalizeText(String.fromCodePoint(code));
      if (normalizeText(once) !== once) unstable.push(code.toString(16));
    }
    expect(unstable).toEqual([]);
  });

  test("holds no control character and no capital of the Latin alphabet", () => {
    fc.assert(
      fc.property(anyText, (s) => {
        expect(normalizeText(s)).not.toMatch(/[\p{Cc}A-ZＡ-Ｚ]/u);
      }),
    );
  });
});

describe("the way back to the original", () => {
  test("has one place for every unit of the text, ascending, and the original's length at the end", () => {
    fc.assert(
      fc.property(anyText, (s) => {
        const { text, starts } = normalize(s);
        expect(starts).toHaveLength(text.length + 1);
        expect(starts[text.length]).toBe(s.length);
        expect([...starts]).toEqual([...starts].sort((a, b) => a - b));
      }),
    );
  });

  test("leads from a text to what normalizes to it", () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const s = `${before}猫流浪狗。${after}`;
        const { text, starts } = normalize(s);
        const at = text.indexOf("流浪狗");
        expect(original(s, starts[at], starts[at + 3])).toBe("流浪狗");
      }),
    );
  });

  test.each([
    ["full-width letters", "办ＥＴＣ卡", "etc", "ＥＴＣ"],
    ["full-width digits", "拨打１２３４５吧", "12345", "１２３４５"],
    ["a Traditional word", "請問流浪狗歸誰管", "归谁", "歸誰"],
    ["a word after an astral character", "姓𠮷的流浪狗", "流浪狗", "流浪狗"],
    ["an astral character itself", "姓𠮷的", "𠮷", "𠮷"],
    ["a simplification that grew by one unit", "㗲的", "𠵾", "㗲"],
    ["a character with the variation selector that follows it", "流浪狗\ufe0f归谁", "流浪狗", "流浪狗\ufe0f"],
    ["a word with invisible characters in it", "叫流\u200b浪\u2060狗来", "流浪狗", "流\u200b浪\u2060狗"],
    ["a letter with a combining accent", "在cafe\u0301里", "café", "cafe\u0301"],
    ["a syllable with its voicing sign", "修ｶﾞｽ管", "ガス", "ｶﾞｽ"],
    ["one sign that spells several letters", "住90㎡的房", "m2", "㎡"],
    ["part of such a sign: the whole of it", "住90㎡的房", "90m", "90"],
  ])("%s", (_, s, term, marked) => {
    const { text, starts } = normalize(s);
    const at = text.indexOf(term);
    expect(original(s, starts[at], starts[at + term.length])).toBe(marked);
  });
});

function original(s: string, from = -1, to = -1): string {
  return s.slice(from, to);
}
