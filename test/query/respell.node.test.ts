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
    // initials
    ["wsj", "卫生局"],
    // one character mistyped by its sound
    ["卫声局", "卫生局"],
    ["井该", "井盖"],
    ["网巴", "网吧"],
    ["高龄补帖", "高龄补贴"],
    ["請問高齡補帖多少", "请问高龄补贴多少"],
  ])("%s → %s", (said, meant) => {
    expect(respelled(said)).toBe(meant);
  });

  test("and what was changed is said, from and to", () => {
    expect(respell(snapshot, "桥梁langan旁的井该")?.corrections).toEqual([
      { from: "langan", to: "栏杆" },
      { from: "井该", to: "井盖" },
    ]);
  });
});

describe("nothing is changed", () => {
  test.each([["井盖丢了"], ["流浪狗归谁管"], ["高龄补贴"], ["vip"], ["12345"], ["hi"], ["xqzvw"], ["今天天气怎么样"], [""]])(
    "in %s",
    (said) => {
      expect(respelled(said)).toBe(null);
    },
  );

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
