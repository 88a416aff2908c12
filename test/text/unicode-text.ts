import fc from "fast-check";

/** What makes normalization hard: width, case, Traditional, astral Han, marks, jamo, ligatures, controls, half a pair. */
const hard = [
  ..."ΑΣㄱㅏᄒ\u1161ＡＢＣａ１２３％，。！：（）　ABCİΣſﬁ½①㎝㍿ｶﾞﾊﾟ゛ー臺灣請問後髮薴苧𠮷𠁞㗲éÅ\u0301\u3099\ufe0f\u200b\t\n\r\0\u0085",
];

/** Any text a client can send: hard characters, every code point there is, unpaired surrogates. */
export const anyText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...hard) },
      { weight: 2, arbitrary: fc.constantFrom(..."流浪狗归谁管补贴多少钱") },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constantFrom("\ud842", "\udfb7") },
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

/** Text of a few Han characters, so that words of a small lexicon do occur. */
export const hanText = fc.string({ unit: fc.constantFrom(..."流浪狗猫归谁管理局，。 a1𠮷"), maxLength: 40 });
