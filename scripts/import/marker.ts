import nzh from "nzh";

/**
 * How Chinese documents number: 第三篇 第二章 第一节 一、 （一） 1、 (1) ① 【1】.
 * `bare` is a number with nothing but a blank or nothing at all behind it, which counts only where it is the next one.
 */
export const markerStyles = [
  "part",
  "chapter",
  "section",
  "article",
  "bracket",
  "han",
  "han-paren",
  "arabic",
  "arabic-paren",
  "circled",
  "list",
] as const;
export type MarkerStyle = (typeof markerStyles)[number];

export type Marker = {
  readonly style: MarkerStyle;
  readonly number: number;
  /** How many characters of the text the marker takes, blanks behind it included. */
  readonly length: number;
  /** The punctuation, which tells "1、" from "1." where both stand in one list. */
  readonly form: string;
  readonly bare: boolean;
};

const han = "[零〇一二两三四五六七八九十百]{1,4}";
const unitStyles: Readonly<Record<string, MarkerStyle>> = {
  篇: "part",
  部分: "part",
  编: "part",
  卷: "part",
  辑: "part",
  单元: "part",
  讲: "part",
  章: "chapter",
  节: "section",
  条: "article",
};

type Grammar = { readonly pattern: RegExp; readonly style: MarkerStyle; readonly bare?: boolean };
const grammar: readonly Grammar[] = [
  { pattern: /^[【[〔［]\s*(\d{1,3}|[零一二三四五六七八九十]{1,3})\s*[】\]〕］]\s*[、.．]?\s*()/u, style: "bracket" },
  { pattern: new RegExp(`^[（(]\\s*(${han})\\s*([)）])[、.．]?\\s*`, "u"), style: "han-paren" },
  { pattern: /^[（(]\s*(\d{1,3})\s*[.、．]?\s*([)）])[)）]?[、.．]?\s*/u, style: "arabic-paren" },
  { pattern: /^(\d{1,2})\s*([)）])[、.．]?\s*/u, style: "arabic-paren" },
  { pattern: new RegExp(`^(${han})\\s*([、．.])\\s*`, "u"), style: "han" },
  { pattern: /^(\d{1,3}|[lI]{1,2}|[lI]\d)\s*(、|[．.](?!\d))\s*/u, style: "arabic" },
  { pattern: /^([①-⑳])\s*()[、.．]?\s*/u, style: "circled" },
  { pattern: new RegExp(`^(${han})(\\s+)(?=\\S)`, "u"), style: "han", bare: true },
  { pattern: new RegExp(`^(${han})()(?=[\\p{Script=Han}])`, "u"), style: "han", bare: true },
  { pattern: /^(\d{1,3})(\s+)(?=[^\d\s])/u, style: "arabic", bare: true },
  { pattern: /^(\d{1,3})()(?=\p{Script=Han})/u, style: "arabic", bare: true },
];
const part = new RegExp(`^(?:推荐|范文)?\\s*第\\s*(\\d{1,3}|${han})\\s*(${Object.keys(unitStyles).join("|")})\\s*[:：、.．]?\\s*`, "u");
const titledPart = new RegExp(`^(?:篇|范文)\\s*(\\d{1,3}|${han})\\s*([:：])\\s*`, "u");
/** What follows a number that counts something: 5人, 三天, 30分钟. */
const counted =
  /^(?:个|名|位|人|次|天|日|周|月|年|岁|元|万|亿|分|秒|小时|时|点|号|级|类|种|项|条|件|份|台|套|倍|成|百|千|楼|层|室|米|公里|吨|%|％|‰|℃|[-–~～—.:：/])/u;

/** The numbering at the start of a text, or null. */
export function markerAt(text: string): Marker | null {
  const whole = part.exec(text) ?? titledPart.exec(text);
  if (whole !== null) {
    const number = numberOf(whole[1] ?? "");
    const style = unitStyles[whole[2] ?? ""] ?? "part";
    return number === null ? null : { style, number, length: whole[0].length, form: whole[2] ?? "", bare: false };
  }
  for (const { pattern, style, bare = false } of grammar) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const number = numberOf(match[1] ?? "");
    if (number === null || number === 0) continue;
    if (bare && counted.test(text.slice(match[0].length))) continue;
    return { style, number, length: match[0].length, form: (match[2] ?? "").trim().replace("．", "."), bare };
  }
  return null;
}

/** 十二 → 12, ③ → 3, l → 1 (as scanners read it); null for what is no number. */
export function numberOf(written: string): number | null {
  if (/^\d+$/u.test(written)) return Number(written);
  if (/^[lI\d]+$/u.test(written)) return Number(written.replaceAll(/[lI]/gu, "1"));
  const circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".indexOf(written);
  if (circled >= 0) return circled + 1;
  const value = Number(nzh.cn.decodeS(written.replaceAll("两", "二").replaceAll("〇", "零")));
  return Number.isFinite(value) && value > 0 ? value : null;
}
