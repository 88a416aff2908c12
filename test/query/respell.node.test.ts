import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { absent } from "../../src/index/trie.ts";
import { respell } from "../../src/query/respell.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { entries, snapshotOfTheBase } from "../index/the-base.ts";
import { anyText } from "../text/unicode-text.ts";

const snapshot = await snapshotOfTheBase();
const respelled = (said: string) => respell(snapshot, normalizeText(said))?.text ?? null;

describe("a question is read as it sounds", () => {
  test.each([
    // pinyin
    ["jinggai diule", "井盖丢了"],
    ["jinggaidiule", "井盖丢了"],
    ["liulanggou", "流浪狗"],
    ["JINGGAI diule", "井盖丢了"],
    ["ｊｉｎｇｇａｉ diule", "井盖丢了"],
    ["桥梁langan", "桥梁栏杆"],
    ["桥梁langan坏了找谁", "桥梁栏杆坏了找谁"],
    ["jing gai diu le", "井盖丢了"],
    ["liulanggouguishuiguan", "流浪狗归谁管"],
    ["liu lang gou gui shui guan", "流浪狗归谁管"],
    ["xiaoqu wuguan bu guan shi zhao shei", "小区物管不管事找谁"],
    ["jǐnggài diū le", "井盖丢了"],
    ["jing3 gai4 diu1 le", "井盖丢了"],
    ["lvguan", "旅馆"],
    ["dang'an", "档案"],
    // as Sichuan says it
    ["liunanggou", "流浪狗"],
    ["gaolin butie", "高龄补贴"],
    // a slip of the finger
    ["jingai diule", "井盖丢了"],
    ["jingagi diule", "井盖丢了"],
    ["jinggsi diule", "井盖丢了"],
    ["liulanggpu", "流浪狗"],
    ["chuzhuche juzai", "出租车拒载"],
    // everyday words that no document holds are read as what they are
    ["gongjijin daikuan", "公积金贷款"],
    ["shenfenzheng", "身份证"],
    // first letters, alone and among syllables
    ["wsj", "卫生局"],
    ["nyncj", "农业农村局"],
    ["llgou", "流浪狗"],
    ["ll gou gui shui guan", "流浪狗归谁管"],
    // one character mistyped by its sound
    ["卫声局", "卫生局"],
    ["井该", "井盖"],
    ["网巴", "网吧"],
    ["高龄补帖", "高龄补贴"],
    ["請問高齡補帖多少", "请问高龄补贴多少"],
    ["小区勿业", "小区物业"],
    ["该找哪个部们", "该找哪个部门"],
    ["失叶金", "失业金"],
    ["出组车不打表", "出租车不打表"],
    // or by its shape
    ["末成年人上网", "未成年人上网"],
    ["流狼狗", "流浪狗"],
    ["灯干歪了", "灯杆歪了"],
  ])("%s → %s", (said, meant) => {
    expect(respelled(said)).toBe(meant);
  });

  test("and what was changed is said, from and to", () => {
    expect(respell(snapshot, "桥梁langan旁的井该")?.corrections).toEqual([
      { from: "langan", to: "栏杆", spelled: true },
      { from: "井该", to: "井盖", spelled: false },
    ]);
    // A slip, an accent and first letters are guesses.
    for (const guess of ["jinggsi", "gaolin butie", "wsj"]) expect(respell(snapshot, guess)?.corrections[0]?.spelled).toBe(false);
  });
});

test("a question of 240 letters is read in bounded work, a longer one not at all", () => {
  for (const unit of ["a", "na", "xian", "xi'an ", "zh", "xq", "liulanggou ", "井该"]) {
    respell(snapshot, unit.repeat(240).slice(0, 240));
    expect(respell(snapshot, unit.repeat(241))).toBe(null);
  }
});

describe("nothing is changed", () => {
  test.each([
    ["井盖丢了"],
    ["流浪狗归谁管"],
    ["高龄补贴"],
    ["vip"],
    ["12345"],
    ["hi"],
    ["wifi怎么连"],
    ["ktv太吵"],
    ["iphone15"],
    ["SELECT * FROM users"],
    ["反应"],
    ["xqzvw"],
    ["今天天气怎么样"],
    [""],
  ])("in %s", (said) => {
    expect(respelled(said)).toBe(null);
  });

  test("in a word that the index holds", () => {
    const changed = entries.flatMap((entry) => {
      const words = entry.kind === "article" ? [] : entry.keywords.map(normalizeText);
      return words.filter((word) => snapshot.term(word) !== absent && respelled(word) !== null);
    });
    expect(changed).toEqual([]);
  });

  test("outside the corrections it reports", () => {
    const part = fc.oneof(anyText, fc.constantFrom("井该", "jinggai", "卫声局", "网巴", "wsj", "流浪狗", "归谁管", " "));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = normalizeText(parts.join(""));
        const result = respell(snapshot, text);
        if (result === null) return;
        expect(result.corrections.length).toBeGreaterThan(0);
        for (const { from, to } of result.corrections)
          expect([from === to, text.includes(from) || result.text.includes(to)]).toEqual([false, true]);
        expect(result.text).not.toBe(text);
      }),
    );
  });
});
