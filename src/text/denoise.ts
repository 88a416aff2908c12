/**
 * What people type for emphasis or by accident and what no question is about: pictures, faces made
 * of signs, the same sign or character over and over. Takes and returns normalized text.
 */
export function withoutNoise(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replace(pictures, " ")
    .replace(faces, (face) => (strange.test(face) ? " " : face))
    .replace(bareFaces, " ")
    .replace(laughter, " ")
    .replace(drawnOut, "$1$1")
    .replace(repeatedWord, "$1")
    .replace(repeatedSign, "$1");
}

/** Anything below occurs; most questions have none of it. */
const suspicious = /[^\p{L}\p{N}\s.,:;!?，。、！？；：“”"'%/-]|(.{1,4})\1\1|[qt_]/u;
const pictures = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]+/gu;
/** (╯°□°)╯, (>_<), (*^▽^*): brackets around a few signs, one of which stands in no text. */
const faces = /[^\p{L}\p{N}\s，。、；：？！,.;:?!()]{0,3}\([^()\p{Script=Han}\p{N}]{1,12}\)[^\p{L}\p{N}\s，。、；：？！,.;:?!()]{0,3}/gu;
const strange = /[^\p{Script=Latin}\p{N}\s()，。、；：？！,.;:?!/&+='"“”-]/u;
/** T_T, ^_^, >_<, QAQ, orz. */
const bareFaces = /(?<![a-z0-9])(?:t_+t|q_+q|[qt]a[qt]|o_+o|orz)(?![a-z0-9])|[\^>＾][_-]*[\^<＾]/gu;
/** hhhh, zzzz, 23333, 66666, 555: letters and digits that only make a noise. */
const laughter = /(?<![a-z0-9])(?:([a-z])\1{3,}|23{3,}|6{4,}|5{3,})(?![a-z0-9岁元块天人次年月个.%])/gu;
/** 啊啊啊啊, 谢谢谢谢: two of them may be a word. */
const drawnOut = /(\p{Script=Han})\1{2,}/gu;
const repeatedWord = /(\p{Script=Han}{2,4}?)\1{2,}/gu;
const repeatedSign = /([^\p{L}\p{N}])\1+/gu;
