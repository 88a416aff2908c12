import { normalize } from "./normalize.ts";

/**
 * Personal data in what people type, replaced by what it was. Used before anything a user
 * wrote is kept. Patterns are those of mainland China, over normalized text; where two
 * overlap, the earlier one wins.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu, "[邮箱]"],
  [/(?<!\d)\d{17}[\dx](?!\d)/gu, "[身份证号]"],
  [/(?<!\d)(?:\d[ -]?){15,18}\d(?!\d)/gu, "[银行卡号]"],
  [/(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/gu, "[手机号]"],
  [/(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[ -]?\d{7,8}(?!\d)/gu, "[电话]"],
  [
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·•\s]?(?=[a-z]{0,5}\d)[a-z0-9]{4,5}[a-z0-9挂学警港澳](?![a-z0-9])/gu,
    "[车牌]",
  ],
  [/(?<=我叫|名字[叫是]|姓名[叫是:\s]\s?)\p{Script=Han}{2,4}(?!\p{Script=Han})/gu, "[姓名]"],
  [/(?<=我叫)\p{Script=Han}{2,3}?(?=[住是在家今来要想有因就电手身])/gu, "[姓名]"],
  [/(?<=我是)\p{Script=Han}{2,3}(?!\p{Script=Han})/gu, "[姓名]"],
];

type Finding = { readonly from: number; readonly to: number; readonly name: string };

/** The text with personal data replaced; the rest stays as it was written. */
export function scrub(original: string): string {
  const { text, starts } = normalize(original);
  const findings: Finding[] = [];
  for (const [pattern, name] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (!findings.some((f) => from < f.to && f.from < to)) findings.push({ from, to, name });
    }
  }
  let scrubbed = "";
  let rest = 0;
  for (const { from, to, name } of findings.sort((a, b) => a.from - b.from)) {
    scrubbed += original.slice(starts[rest], starts[from]) + name;
    rest = to;
  }
  return scrubbed + original.slice(starts[rest]);
}
