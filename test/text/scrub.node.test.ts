import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scrub } from "../../src/text/scrub.ts";
import { anyText } from "./unicode-text.ts";

/** Each in every spelling people use. */
const personal: Record<string, readonly string[]> = {
  "[手机号]": [
    "13800138000",
    "138-0013-8000",
    "138 0013 8000",
    "+8613800138000",
    "+86 138 0013 8000",
    "86-19912345678",
    "１３８００１３８０００",
  ],
  "[电话]": ["0825-2345678", "0825 2345678", "010-12345678", "02812345678", "(0825)2345678", "（０８２５）２３４５６７８"],
  "[身份证号]": ["510902199001011234", "51090219900101123X", "51090219900101123x", "５１０９０２１９９００１０１１２３Ｘ"],
  "[银行卡号]": ["6222021234567890123", "6222 0212 3456 7890 123", "6222-0212-3456-7890", "6222021234567890"],
  "[邮箱]": ["zhang.san+12345@mail.example.com.cn", "a_b@qq.com", "zhang＠example．com"],
  "[车牌]": ["川J12345", "川J·12345", "川j 12345", "川JD12345", "粵B1A2B3", "京AF0236", "川J1234警", "川Ｊ１２３４５"],
};

describe("personal data is replaced by what it was", () => {
  const spellings = Object.entries(personal).flatMap(([name, all]) => all.map((spelling) => [spelling, name] as const));

  test.each(spellings)("%s → %s", (spelling, name) => {
    expect(scrub(spelling)).toBe(name);
    expect(scrub(`请打${spelling}，谢谢`)).toBe(`请打${name}，谢谢`);
    expect(scrub(`电话：${spelling}。${spelling}`)).toBe(`电话：${name}。${name}`);
  });

  test.each([
    ["我叫张三，路灯不亮", "我叫[姓名]，路灯不亮"],
    ["我叫欧阳小明。", "我叫[姓名]。"],
    ["你好，我是李四 反映一件事", "你好，我是[姓名] 反映一件事"],
    ["我叫張三！", "我叫[姓名]！"],
    ["姓名：王小五，电话13800138000", "姓名：[姓名]，电话[手机号]"],
    ["我的名字叫王五", "我的名字叫[姓名]"],
    ["我叫张三13800138000", "我叫[姓名][手机号]"],
    ["我叫张三住在河东", "我叫[姓名]住在河东"],
  ])("names: %s → %s", (text, scrubbed) => {
    expect(scrub(text)).toBe(scrubbed);
  });

  test("of several in one text, each", () => {
    const text = "我叫张三，身份证51090219900101123X，卡6222021234567890123，手机13800138000，车川J12345，a@b.cn";
    expect(scrub(text)).toBe("我叫[姓名]，身份证[身份证号]，卡[银行卡号]，手机[手机号]，车[车牌]，[邮箱]");
  });
});

describe("what is nobody's stays", () => {
  test.each([
    "拨打12345或者110",
    "92岁老人每月补贴50元，500000元以下",
    "2024年11月23日15:30办的，工单号20241123153012",
    "营业执照91510900MA6XXXXX0A怎么查", // one run of letters and digits, not a bank card
    "1380013800是谁", // a digit short of a mobile number
    "138001380001", // one too many
    "姓名变更去哪里登记",
    "我是刚搬来的住户，想问路灯归谁管",
    "新能源汽车A12345怎么上牌",
    "渝新office 2019",
    "臺灣居民ＶＩＰ卡①丢了",
    "",
  ])("%s", (text) => {
    expect(scrub(text)).toBe(text);
  });
});

const piece = fc.oneof(anyText, fc.constantFrom(...Object.values(personal).flat(), "我叫张三", "姓名：李四", "1", "0", "-", " "));
const pasted = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(""));

test("scrubbing leaves no mobile number, identity number or address of e-mail, wherever it stood", () => {
  fc.assert(
    fc.property(pasted, (text) => {
      expect(scrub(text)).not.toMatch(/(?<!\p{N})(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\p{N})|\w@\w+\.\w/u);
    }),
    { numRuns: 1000 },
  );
});

test("scrubbing only takes away: what is left stood there", () => {
  fc.assert(
    fc.property(pasted, (text) => {
      let from = 0;
      for (const rest of scrub(text).split(/\[(?:邮箱|身份证号|银行卡号|手机号|电话|车牌|姓名)\]/u)) {
        const at = text.indexOf(rest, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + rest.length;
      }
    }),
    { numRuns: 1000 },
  );
});
