/**
 * What people type for emphasis or by accident and what no question is about: pictures, faces made
 * of signs, the same sign or character over and over. Takes and returns normalized text.
 */
export function withoutNoise(text: string): string {
  return kinds.reduce((rest, { sign, noise, instead }) => (sign.test(rest) ? rest.replace(noise, instead) : rest), text);
}

/** A kind of noise; `sign`: a quick look for what all of its kind hold, which most texts do not. */
type Noise = { readonly sign: RegExp; readonly noise: RegExp; readonly instead: (found: string, repeated: string) => string };

const blank = () => " ";
const once = (_: string, repeated: string) => repeated;
const strange = /[^\p{Script=Latin}\p{N}\s()，。、；：？！,.;:?!/&+='"“”-]/u;

const kinds: readonly Noise[] = [
  {
    sign: /[\xa9\xae\u203c-\u2bff\u3030\u303d\u3297\u3299\u{1f000}-\u{1ffff}]/u,
    noise: /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]+/gu,
    instead: blank,
  },
  // (╯°□°)╯, (>_<), (*^▽^*): brackets around a few signs, one of which stands in no text.
  {
    sign: /\(/u,
    noise: /[^\p{L}\p{N}\s，。、；：？！,.;:?!()]{0,3}\([^()\p{Script=Han}\p{N}]{1,12}\)[^\p{L}\p{N}\s，。、；：？！,.;:?!()]{0,3}/gu,
    instead: (face) => (strange.test(face) ? " " : face),
  },
  // T_T, ^_^, >_<, QAQ, orz.
  {
    sign: /[_^>＾]|[qt]a[qt]|orz/u,
    noise: /(?<![a-z0-9])(?:t_+t|q_+q|[qt]a[qt]|o_+o|orz)(?![a-z0-9])|[\^>＾][_-]*[\^<＾]/gu,
    instead: blank,
  },
  // hhhh, zzzz, 23333, 66666, 555: letters and digits that only make a noise.
  {
    sign: /([a-z])\1{3}|23{3}|6{4}|5{3}/u,
    noise: /(?<![a-z0-9])(?:([a-z])\1{3,}|23{3,}|6{4,}|5{3,})(?![a-z0-9岁元块天人次年月个.%])/gu,
    instead: blank,
  },
  // 啊啊啊啊, 谢谢谢谢: two of them may be a word.
  { sign: /([^\0-\x7f])\1\1/u, noise: /(\p{Script=Han})\1{2,}/gu, instead: (_, repeated) => repeated + repeated },
  // By UTF-16 units, of which a rare character has two: three times as fast.
  { sign: /([^\0-\x7f]{2,8})\1\1/, noise: /(\p{Script=Han}{2,4}?)\1{2,}/gu, instead: once },
  { sign: /([^0-9a-z\u3400-\u9fff])\1/u, noise: /([^\p{L}\p{N}])\1+/gu, instead: once },
];
