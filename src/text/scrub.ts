/**
 * Personal data in what people type, replaced by what it was. Used before anything a user
 * wrote is kept. Patterns are those of mainland China; the longest are tried first.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, "[邮箱]"],
  [/(?<!\d)\d{17}[\dXx](?!\d)/gu, "[身份证号]"],
  [/(?<!\d)(?:\d[ -]?){15,18}\d(?!\d)/gu, "[银行卡号]"],
  [/(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/gu, "[手机号]"],
  [/(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/gu, "[电话]"],
  [/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}/gu, "[车牌]"],
  [/(?<=我叫|我是|姓名[:：]?|名字叫)\p{Script=Han}{2,3}(?=[，。,.\s、]|$)/gu, "[姓名]"],
];

/** The text with personal data replaced. */
export function scrub(text: string): string {
  return patterns.reduce((t, [pattern, replacement]) => t.replace(pattern, replacement), text);
}
