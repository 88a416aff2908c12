import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { titleOf } from "../../src/kb/entry.ts";
import { scrub as scrubWith } from "../../src/text/scrub.ts";
import { entries, snapshotOfTheBase } from "../index/the-base.ts";
import { anyConcern, anyName, anySurname } from "./any-name.ts";
import { anyText } from "./unicode-text.ts";

const { lexicon } = await snapshotOfTheBase();
const scrub = (text: string) => scrubWith(text, lexicon);

/** Each in every spelling people use. */
const personal: Record<string, readonly string[]> = {
  "[手机号]": [
    "13800138000",
    "138-0013-8000",
    "138 0013 8000",
    "1380 0138 000",
    "138.0013.8000",
    "138—0013—8000",
    "1 3 8 0 0 1 3 8 0 0 0",
    "138\u200b0013\u200b8000",
    "+8613800138000",
    "+86 138 0013 8000",
    "008613800138000",
    "86-19912345678",
    "１３８００１３８０００",
    "１３８－００１３－８０００",
  ],
  "[电话]": ["0825-2345678", "0825 2345678", "0825 234 5678", "010-12345678", "02812345678", "(0825)2345678", "（０８２５）２３４５６７８"],
  "[身份证号]": [
    "510902199001011234",
    "51090219900101123X",
    "51090219900101123x",
    "510902 19900101 1234",
    "510902-19900101-123X",
    "5109 0219 9001 0112 34",
    "５１０９０２１９９００１０１１２３Ｘ",
    "510902900101123",
  ],
  "[银行卡号]": [
    "6222021234567890123",
    "6222 0212 3456 7890 123",
    "6222-0212-3456-7890",
    "6222021234567890",
    "６２２２　０２１２　３４５６　７８９０",
  ],
  "[邮箱]": ["zhang.san+12345@mail.example.com.cn", "a_b@qq.com", "zhang＠example．com", "zhang @ example.com"],
  "[车牌]": [
    "川J12345",
    "川J·12345",
    "川J-12345",
    "川 J 123 45",
    "川j 12345",
    "川JD12345",
    "粵B1A2B3",
    "京AF0236",
    "川J1234警",
    "川Ｊ１２３４５",
  ],
  "[证件号]": ["E12345678", "g1234567890"],
  "[号码]": ["138001380001", "1380013800", "20241123153012", "一三八零零一三八零零零", "幺三八 零零幺三 八零零零", "一二三四五六七八"],
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
    ["我叫张三路灯坏了", "我叫[姓名]路灯坏了"],
    ["我是王建国路灯坏了归谁管", "我是[姓名]路灯坏了归谁管"],
    ["本人李秀英家住东街", "本人[姓名]家住东街"],
    ["我叫：“王小五”", "我叫：“[姓名]”"],
    ["我叫 王 小 五，", "我叫 [姓名]，"],
    ["我叫买买提·艾力，问低保", "我叫[姓名]，问低保"],
    ["我叫阿依古丽，问低保", "我叫[姓名]，问低保"],
    ["我叫Tom Smith，问低保", "我叫[姓名]，问低保"],
    ["我儿子叫李强今年上学", "我儿子叫[姓名]今年上学"],
    ["我妈王秀英，九十二岁", "我妈[姓名]，九十二岁"],
    ["我姓于，住在河东", "我姓[姓名]，住在河东"],
    ["王先生和李女士都反映过", "[姓名]先生和[姓名]女士都反映过"],
    ["张建国主任不作为", "[姓名]主任不作为"],
    ["隔壁欧阳阿姨家的狗", "隔壁[姓名]阿姨家的狗"],
    ["联系人：王伟、李雪梅", "联系人：[姓名]、[姓名]"],
    ["我叫李秀英，李秀英的低保停了", "我叫[姓名]，[姓名]的低保停了"],
  ])("names: %s → %s", (text, scrubbed) => {
    expect(scrub(text)).toBe(scrubbed);
  });

  test.each([
    ["我住滨江中路123号，路灯坏了", "我住滨江中路[门牌号]，路灯坏了"],
    ["幸福小区3栋2单元501室漏水", "幸福小区[门牌号]漏水"],
    ["幸福小区3-2-501漏水", "幸福小区[门牌号]漏水"],
    ["河沙镇大桥村5组12号", "河沙镇大桥村[门牌号]"],
    ["十二栋三单元楼道灯不亮", "[门牌号]楼道灯不亮"],
    ["我微信号abc_123，QQ：12345678", "我微信号[账号]，QQ：[账号]"],
    ["家里座机2345678", "家里座机[电话]"],
  ])("where somebody lives or can be reached: %s → %s", (text, scrubbed) => {
    expect(scrub(text)).toBe(scrubbed);
  });

  test("of several in one text, each", () => {
    const text = "我叫张三，身份证51090219900101123X，卡6222021234567890123，手机13800138000，车川J12345，a@b.cn";
    expect(scrub(text)).toBe("我叫[姓名]，身份证[身份证号]，卡[银行卡号]，手机[手机号]，车[车牌]，[邮箱]");
  });
});

describe("what is nobody's stays", () => {
  test.each([
    "拨打12345或者110，或者4008123123",
    "92岁老人每月补贴50元，500000元以下",
    "90-94岁50元，95-99岁100元，100岁300元",
    "2024年11月23日15:30办的",
    "2024-11-23 15:30 至 2024-11-24",
    "注册资本1000000000元怎么变更",
    "营业执照91510900MA6XXXXX0A怎么查", // one run of letters and digits, not a bank card
    "姓名变更去哪里登记",
    "我是刚搬来的住户，想问路灯归谁管",
    "我是高中生，我是江苏人，我是安居区的，我是房东，我是车主",
    "本人于昨日办理，本人任职期间",
    "我叫商家退款他们不理",
    "提高老师待遇，公安局长信箱，当时先生不在家，康师傅过期了找谁",
    "百姓安全归谁管",
    "滨江路路灯不亮，地铁3号线几点收班",
    "新能源汽车A12345怎么上牌",
    "渝新office 2019",
    "臺灣居民ＶＩＰ卡①丢了",
    "",
  ])("%s", (text) => {
    expect(scrub(text)).toBe(text);
  });

  test("of all the knowledge base's own texts hardly any is touched", () => {
    const texts = entries.flatMap((e) => [
      titleOf(e),
      ...(e.kind === "article" ? [] : e.questions),
      ...(e.kind === "role" ? e.duties : []),
      e.body,
    ]);
    const touched = texts.filter((text) => scrub(text) !== text);
    expect(texts.length).toBeGreaterThan(5000);
    expect(touched.length, touched.join("\n")).toBeLessThanOrEqual(texts.length / 2000);
  });
});

const gap = fc.constantFrom("", "", "", " ", "-", "－", "　", ".", "\u200b");
const spelled = (digits: string) =>
  fc
    .tuple(fc.array(gap, { minLength: digits.length, maxLength: digits.length }), fc.boolean())
    .map(([gaps, wide]) =>
      [...digits].map((d, i) => `${i === 0 ? "" : gaps[i]}${wide ? String.fromCharCode(d.charCodeAt(0) + 0xfee0) : d}`).join(""),
    );
const digit = fc.constantFrom(..."0123456789");
const digitsOf = (length: number) => fc.array(digit, { minLength: length, maxLength: length }).map((d) => d.join(""));
const mobile = fc.tuple(fc.constantFrom("13", "15", "18", "19"), digitsOf(9)).map((p) => p.join(""));
const identity = fc
  .tuple(digitsOf(5), fc.constantFrom("19550301", "19900101", "20031231"), digitsOf(3), fc.constantFrom("0", "9", "X", "x"))
  .map(([place, birthday, serial, check]) => `5${place}${birthday}${serial}${check}`);
const card = fc.tuple(fc.constantFrom(16, 17, 19).chain(digitsOf)).map(([d]) => `6${d.slice(1)}`);
const plain = (text: string) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
/** Text without digits on which a number could lean. */
const around = anyText.map((t) => t.replace(/\p{N}|[xX〇零一二两三四五六七八九幺+]/gu, "号"));

describe("laws", () => {
  test.each([
    ["mobile numbers", mobile.filter((m) => !/^19\d\d/u.test(m))],
    ["identity numbers", identity],
    ["bank cards", card],
  ])("%s are gone however they were spelled, wherever they stood", (_what, number) => {
    fc.assert(
      fc.property(
        number.chain((n) => fc.tuple(fc.constant(n), spelled(n))),
        around,
        around,
        ([secret, written], left, right) => {
          expect(plain(scrub(`${left}${written}${right}`))).not.toContain(secret.slice(0, -1));
        },
      ),
      { numRuns: 500 },
    );
  });

  const piece = fc.oneof(anyText, fc.constantFrom(...Object.values(personal).flat(), "我叫张三", "姓名：李四", "1", "0", "-", " "));
  const pasted = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(""));

  test("scrubbing leaves no mobile number, identity number or address of e-mail, wherever it stood", () => {
    fc.assert(
      fc.property(pasted, (text) => {
        expect(scrub(text)).not.toMatch(/(?<!\p{N})(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\p{N})|\w@\w+\.\w/u);
      }),
      { numRuns: 500 },
    );
  });

  test("scrubbing only takes away: what is left stood there", () => {
    fc.assert(
      fc.property(pasted, (text) => {
        let from = 0;
        for (const rest of scrub(text).split(/\[(?:邮箱|身份证号|银行卡号|手机号|电话|车牌|证件号|账号|号码|门牌号|姓名)\]/u)) {
          const at = text.indexOf(rest, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + rest.length;
        }
      }),
      { numRuns: 500 },
    );
  });

  test("what is scrubbed once is scrubbed", () => {
    fc.assert(
      fc.property(pasted, (text) => {
        expect(scrub(scrub(text))).toBe(scrub(text));
      }),
      { numRuns: 300 },
    );
  });
});

describe("a name", () => {
  test.each<[string, (full: string, concern: string) => string]>([
    ["after 我叫, to the comma", (full, concern) => `我叫${full}，${concern}`],
    ["after 姓名", (full, concern) => `姓名：${full}，${concern}`],
    ["after 联系人", (full, concern) => `${concern}。联系人：${full}`],
    ["set apart by blanks", (full, concern) => `我叫${[...full].join(" ")}，${concern}`],
  ])("%s is gone, and nothing else", (_where, text) => {
    fc.assert(
      fc.property(anyName, anyConcern, ({ full }, concern) => {
        expect(scrub(text(full, concern))).toBe(text("某", concern).replace(/某/u, "[姓名]"));
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, (full: string, concern: string) => string]>([
    ["after 我叫", (full, concern) => `我叫${full}${concern}`],
    ["after 我是", (full, concern) => `你好我是${full}${concern}`],
    ["after 我儿子叫", (full, concern) => `我儿子叫${full}${concern}`],
    ["before 先生", (full, concern) => `${full}先生说${concern}`],
  ])("that runs on into what follows, %s, is gone in 49 of 50", (_where, text) => {
    const all = fc.sample(fc.tuple(anyName, anyConcern), { numRuns: 1000, seed: 42 });
    const left = all.filter(([{ full }, concern]) => scrub(text(full, concern)) !== text("某", concern).replace(/某/u, "[姓名]"));
    expect(left.length, left.map(([{ full }, concern]) => scrub(text(full, concern))).join("\n")).toBeLessThanOrEqual(20);
  });

  test("a surname alone is gone before 先生 and after 姓", () => {
    fc.assert(
      fc.property(anySurname, anyConcern, (surname, concern) => {
        expect(scrub(`${surname}女士反映${concern}，我姓${surname}`)).toBe(`[姓名]女士反映${concern}，我姓[姓名]`);
      }),
      { numRuns: 200 },
    );
  });
});
