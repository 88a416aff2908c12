import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withoutNoise } from "../../src/text/denoise.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { anyText } from "./unicode-text.ts";

const cleaned = (said: string) => withoutNoise(normalizeText(said)).trim();

describe("what people add to a question", () => {
  test.each([
    ["井盖丢了！！！！！！", "井盖丢了!"],
    ["路灯不亮。。。。。。找谁", "路灯不亮。找谁"],
    ["路灯不亮……找谁", "路灯不亮.找谁"],
    ["找谁啊啊啊啊啊", "找谁啊啊"],
    ["谢谢谢谢谢谢", "谢谢"],
    ["𠮷𠮷𠮷𠮷路灯坏了", "𠮷𠮷路灯坏了"],
    ["救命救命救命，井盖丢了", "救命,井盖丢了"],
    ["𠮷𠮼𡃁𠮷𠮼𡃁𠮷𠮼𡃁路灯坏了", "𠮷𠮼𡃁路灯坏了"],
    ["😭😭井盖丢了👍🏻🇨🇳", "井盖丢了"],
    ["1️⃣号井盖", "1号井盖"],
    ["(>_<)流浪狗(*^▽^*)", "流浪狗"],
    ["流浪狗咬人T_T", "流浪狗咬人"],
    ["路灯瞎了 hhhhhh", "路灯瞎了"],
    ["哈哈2333333", "哈哈"],
  ])("%s → %s", (said, left) => {
    expect(cleaned(said)).toBe(left);
  });
});

describe("what a question says stays", () => {
  test.each([
    "流浪狗归谁管",
    "高龄补贴(城区)多少",
    "罚555元",
    "10000元",
    "vip(贵宾)用户",
    "天天都有狗叫",
    "爸爸妈妈谢谢",
    "www.example.com",
    "(1)(2)两种",
    "c类(a+b)",
    "公式=a/b*100%",
  ])("%s", (said) => {
    expect(cleaned(said)).toBe(said);
  });

  test("cleaned twice, it is the same", () => {
    const part = fc.oneof(anyText, fc.constantFrom("啊啊啊", "！！", "(>_<)", "😭", "666666", "T_T", "救命", "流浪狗", "100元"));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const once = withoutNoise(normalizeText(parts.join("")));
        expect(withoutNoise(once).replace(/\s+/gu, " ")).toBe(once.replace(/\s+/gu, " "));
      }),
    );
  });

  test("a text of four thousand signs takes no longer than one of words", () => {
    for (const unit of ["(", "（＾", "啊", "ab", "^_", "😭", "5", "(a)"])
      expect(withoutNoise(unit.repeat(4000)).length).toBeLessThanOrEqual(16_000);
  });
});
