import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inStandardWords } from "../../src/query/dialects.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { snapshotOfTheBase } from "../index/the-base.ts";
import { anyText } from "../text/unicode-text.ts";

const snapshot = await snapshotOfTheBase();
const standard = (said: string) => inStandardWords(snapshot, normalizeText(said));

describe("how regions ask is read as standard words", () => {
  test.each([
    // Sichuan, Chongqing, Guizhou
    ["这个事啷个办", "这个事怎么办"],
    ["找啥子部门", "找什么部门"],
    ["屋头没得水", "家里没有水"],
    ["井盖没得了", "井盖不见了"],
    // Northeast, Henan, Shandong
    ["路灯瞎了咋整", "路灯瞎了怎么办"],
    ["哪嘎达管路灯", "哪里管路灯"],
    ["弄啥嘞", "干什么"],
    // Guangdong, Hong Kong
    ["邊個部門負責流浪狗", "哪个部门负责流浪狗"],
    ["點樣申請", "怎么申请"],
    ["幾多錢一個月", "多少钱一个月"],
    ["唔該，井蓋唔見咗搵邊個", "谢谢,井盖不见了找哪个"],
    ["喺邊度投訴", "在哪里投诉"],
    // Hubei, Hunan
    ["找么事部门", "找什么部门"],
    ["何什搞", "怎么办"],
  ])("%s → %s", (said, meant) => {
    expect(standard(said)).toBe(meant);
  });
});

describe("what lies across words of general language is no dialect", () => {
  test.each(["路边个体户占道", "什么事", "怎么办", "没得到回复", "一点样子都没有", "咋舌", "流浪狗归谁管"])("%s", (said) => {
    expect(standard(said)).toBe(said);
  });
});

test("read twice, a text stays the same", () => {
  const part = fc.oneof(anyText, fc.constantFrom("啥子", "咋", "边个", "没得了", "系咪", "几多钱", "流浪狗", "归"));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const once = standard(parts.join(""));
      expect(inStandardWords(snapshot, once)).toBe(once);
    }),
  );
});
