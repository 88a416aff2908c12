/** What a piece of personal data was; stands in its place. */
export type PersonalKind = "邮箱" | "身份证号" | "银行卡号" | "手机号" | "电话" | "车牌" | "证件号" | "账号" | "号码" | "门牌号" | "姓名";
/** A piece of personal data in a normalized text. */
export type Finding = { readonly from: number; readonly to: number; readonly kind: PersonalKind };

/** What may stand between the digits of one number: blanks, dashes, dots; what cannot be seen is gone from normalized text. */
const gap = String.raw`[\s\p{Pd}.·・•‧_]{0,3}`;
/** n digits, however set apart. */
const digits = (n: number | string) => String.raw`(?:\d${gap}){${n}}`;
const pattern = (source: string) => new RegExp(source, "gu");

const province = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
const numeral = String.raw`(?:\d{1,4}|[一二三四五六七八九十百]{1,4})`;
/** Where somebody lives, from the village's group to the room: every link but one may miss. */
const dwelling = String.raw`(?:${numeral}(?:组|社|队)${gap})?(?:${numeral}(?:号院|号楼|号|栋|幢|座)${gap})?(?:[a-z\d一二三四五六七八九十]{1,2}单元${gap})?(?:${numeral}(?:楼|层)${gap})?(?:\d{2,4}(?:室|号房|号|户|房)?)?`;

/** A kind of personal number: how it is written, and what a match must be beside that. */
type Rule = { readonly kind: PersonalKind; readonly written: RegExp; readonly holds?: (match: string) => boolean };

/**
 * In the order in which they are looked for: an earlier one keeps what it found. Written for
 * mainland China, over normalized text.
 */
const rules: readonly Rule[] = [
  { kind: "邮箱", written: /[\w.+-]{1,64}\s?@\s?[\w-]+(?:\.[\w-]+)+/gu },
  { kind: "身份证号", written: pattern(String.raw`(?<!\d)${digits(17)}[\dx](?!\d)`), holds: (m) => isBirthday(digitsOf(m).slice(6, 14)) },
  {
    kind: "身份证号",
    written: pattern(String.raw`(?<!\d)${digits(14)}\d(?!\d)`),
    holds: (m) => isBirthday(`19${digitsOf(m).slice(6, 12)}`),
  },
  { kind: "银行卡号", written: pattern(String.raw`(?<!\d)${digits("15,18")}\d(?!\d)`) },
  {
    kind: "手机号",
    written: pattern(String.raw`(?<!\d)(?:(?:\+|00)?86${gap})?1${gap}[3-9]${gap}${digits(8)}\d(?!\d)`),
    holds: (m) => !isDate(m),
  },
  { kind: "电话", written: pattern(String.raw`(?:\(0\d{2,3}\)|(?<!\d)0\d{2,3})${gap}\d{3,4}${gap}\d{4}(?!\d)`) },
  {
    kind: "电话",
    written: pattern(
      String.raw`(?<=(?:电话|座机|手机|号码|联系方式|拨打|来电|回电|致电)号?码?[是为:\s]{0,3})[2-8]\d{2,3}${gap}\d{4}(?!\d)`,
    ),
  },
  {
    kind: "车牌",
    written: pattern(String.raw`[${province}]${gap}[a-z]${gap}(?:[a-z\d]${gap}){4,5}[a-z\d挂学警港澳](?![a-z\d])`),
    holds: (m) => digitsOf(m).length >= 3,
  },
  { kind: "账号", written: /(?<=(?:qq|微信|wechat|vx)号?码?[是为叫:\s]{0,3})(?=[a-z_-]*\d)[a-z\d_-]{5,20}/gu },
  { kind: "证件号", written: /(?<![a-z\d])[a-z]\d{8,10}(?![a-z\d])/gu },
  { kind: "号码", written: /(?<!\d)(?![48]00\d{7}(?!\d))\d{9,}(?!\d|\s?[元万亿块人户平])/gu },
  { kind: "号码", written: pattern(`(?:[〇零一二两三四五六七八九幺]${gap}){6,}[〇零一二两三四五六七八九幺]`) },
  {
    kind: "门牌号",
    written: pattern(dwelling),
    holds: (m) => (m.match(/组|社|队|号|栋|幢|座|单元|楼|层|室|户|房|\d{3,4}$/gu) ?? []).length >= 2,
  },
  {
    kind: "门牌号",
    written:
      /(?<=[路街道巷弄里村镇乡区苑园府湾庭坊院](?:[东南西北中][一二三四五六]?段?)?)\d{1,4}(?:[-之]\d{1,3})?号(?:附\d{1,3}号)?(?!线|文|令|公告)/gu,
  },
  { kind: "门牌号", written: /(?<=[村区苑园府湾庭坊院城])\d{1,3}[-#]\d{1,3}(?:[-#]\d{2,4})?(?!\d|[-岁元个人年月])/gu },
];

/** Numbers that lead to a person, and where a person lives. @param text normalized */
export function numbersIn(text: string): Finding[] {
  const findings: Finding[] = [];
  for (const { kind, written, holds } of rules) {
    for (const { index: from, 0: match } of text.matchAll(written)) {
      const to = from + match.trimEnd().length;
      if (to === from || (holds && !holds(match))) continue;
      if (!findings.some((f) => from < f.to && f.from < to)) findings.push({ from, to, kind });
    }
  }
  return findings;
}

function digitsOf(written: string): string {
  return written.replace(/[^\d]/gu, "");
}

/** YYYYMMDD of somebody who may be alive. */
function isBirthday(written: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(written);
}

/** 1998-12-31 100: a day and something else are no telephone. */
function isDate(written: string): boolean {
  return /^19\d\d[-.]\d{1,2}[-.]\d{1,2}/u.test(written);
}
