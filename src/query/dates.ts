const few = "[一二两三四五六七八九十]{1,3}";
const day = `(?:\\d{1,2}|${few})`;

/** Dates and times of day, which say when, not how much; each with a sign that all of its kind hold. */
const patterns: readonly (readonly [RegExp, RegExp])[] = [
  // 2014年, 2014年5月, 二〇一四年5月3日, 2014-05-03, 2014.5.3
  [/[-年/.]/u, /(?<![\d.])(?:19|20)\d\d年|[一二][〇零九][〇零一二三四五六七八九]{2}年|(?<!\d)(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?!\d)/gu],
  // 5月3日, 三月五号, 5月份; not 3个月
  [/月/u, new RegExp(`(?<![个\\d.])${day}月份?(?:${day}[日号])?(?!数)`, "gu")],
  // 3号下午; not 3号楼
  [/号/u, /(?<![\d.第])(?:[12]\d|3[01]|[1-9])号(?![楼栋线院门工机])/gu],
  // 8:30, 8点半, 上午九点, 十点二十分; not 二点五万
  [/:/u, /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/gu],
  [
    /点/u,
    new RegExp(
      `(?<![\\d.${"一二两三四五六七八九十百千万"}])${day}点(?:钟|整|半|多|过|${day}分|零${day}分?|二十|三十|四十|五十)?(?![〇零一二三四五六七八九\\d几])`,
      "gu",
    ),
  ],
];

/** The text with blanks in the place of dates and times; everything else stays where it was. */
export function withoutDates(text: string): string {
  return patterns.reduce(
    (rest, [sign, pattern]) => (sign.test(rest) ? rest.replace(pattern, (said) => " ".repeat(said.length)) : rest),
    text,
  );
}
