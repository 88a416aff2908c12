import { segment, type WordSource } from "./segment.ts";
import { givenLogProbability, isGrammar, surnameAt } from "./surnames.ts";

/** Where a name stands in a text, in UTF-16 units. */
export type NamePlace = { readonly from: number; readonly to: number };
/** A name that may stand somewhere, with the natural logarithm of how likely it is one there. @returns false where that is nothing new */
type Propose = (from: number, to: number, logProbability: number) => boolean;

/** ln p where what follows can be nothing but a name: above all other words. */
const certain = 20;
/** Words before a name, and ln p that a name follows them where a surname does. */
const cues: readonly (readonly [cue: RegExp, logProbability: number])[] = [
  [/(?:姓名|名字|联系人|投诉人|举报人|申请人|反映人|来电人|报案人|当事人|户主|署名|落款)(?:\s?:|[是叫为]:?)[\s"“”'‘’]*/gu, certain],
  [/(?:我(?:的名字)?|本人|名)叫做?[\s:"“”'‘’]*/gu, 2],
  [/(?:我(?:这边)?是|我系|本人(?:是|姓名)?|这里是)[\s:,"“”'‘’]*/gu, -2],
  [/(?:[子女儿公婆人夫妻亲爸妈爷奶哥姐弟妹孩居东板事学友主户机师理工他她方]|老[大二三])(?:的?名字)?名?叫做?[\s:"“”'‘’]*/gu, -0.5],
  [
    /我(?:的|们?家)?(?:儿子|女儿|老公|老婆|爱人|丈夫|妻子|父亲|母亲|爸爸?|妈妈?|爷爷|奶奶|外公|外婆|哥哥?|姐姐?|弟弟?|妹妹?|孙子|孙女|邻居|房东|老板|同事|朋友)/gu,
    -3,
  ],
];
const surnameCue = /(?<![贵百同改随隐复本外母父])姓/gu;
/** How people are addressed, after their names. */
const titles =
  /先生|女士|小姐|太太|老师|师傅|医生|大夫|护士|主任|经理|局长|处长|科长|院长|校长|所长|站长|队长|村长|镇长|乡长|书记|支书|老板|律师|警官|教授|同志|阿姨|叔叔|大爷|大妈|大娘|婆婆|大哥|大姐/gu;
const addressed = 1;
const rarelyAddressed = -1;
const rareSurname = -6;
/** A surname that stands alone there, and after 姓, is likelier than it is before a given name: 于先生. */
const alone = (logProbability: number) => Math.max(-6.5, logProbability + 1);
/**
 * After a cue as sure as 我叫, and after one like 我是: what ends where the Han text does is likelier to be a name;
 * most have two characters after the surname; and where both readings are near, rather too much is taken away than too little.
 */
const sure = { atEnd: 4, twoGiven: 2.5 };
const unsure = { atEnd: 1.5, twoGiven: 1 };
const leastSure = -1;
const longestGiven = 2;
const han = /^\p{Script=Han}+$/u;

/** Names the segmenter cannot weigh: set apart by blanks or dots, or in Latin letters. */
const spaced = /^\p{Script=Han}{1,2}(?:\s\p{Script=Han}){1,3}(?!\p{Script=Han})/u;
const dotted = /^\p{Script=Han}{1,8}(?:[·•・‧.]\p{Script=Han}{1,8}){1,3}/u;
const latin = /^[a-z]{2,20}(?:[ .·][a-z]{1,20}){0,2}/u;
/** What may stand between two names of a list. */
const link = /^(?:\s?[、,和与及]\s?|\s)/u;
/** A name without a known surname, to its end. */
const whole = /^\p{Script=Han}{2,4}(?!\p{Script=Han})/u;

/**
 * Names of persons, found where people give them: after 我叫, 姓名, 我儿子 …, before 先生, 老师 ….
 * A name is one more word that the segmenter may choose: a surname and one or two characters,
 * about as probable as such a name is there. So 我叫张三路灯坏了 ends the name where 路灯 begins, and
 * 我是高中生 holds none.
 *
 *     我 叫 张 三 路 灯 坏 了
 *          └──┘ └──┘ └──┘      p(张三) · p(路灯) · p(坏了)  beats
 *          └─────┘ ─  └──┘      p(张三路) · p(灯) · p(坏了)
 *
 * A name found is a name wherever else it stands in the text.
 * @param text normalized
 */
export function namesIn(text: string, words: WordSource): NamePlace[] {
  const candidates = new Candidates(words);
  const places: NamePlace[] = [];
  for (const [cue, logProbability] of cues) {
    for (const { index, 0: said } of text.matchAll(cue)) {
      const from = index + said.length;
      const set = logProbability < 0 ? null : setApart(text, from, words);
      if (set !== null) places.push(set);
      else proposeAfter(text, from, logProbability, candidates.propose);
    }
  }
  for (const { index } of text.matchAll(surnameCue)) {
    const surname = surnameAt(text, index + 1);
    if (surname) candidates.propose(index + 1, index + 1 + surname.length, alone(surname.logProbability) + 2);
  }
  for (const { index } of text.matchAll(titles)) proposeBefore(text, index, candidates.propose);
  places.push(...candidates.chosenIn(text));
  return [...places, ...repeated(text, places)];
}

/** A name that needs no weighing, right after a sure cue. */
function setApart(text: string, from: number, words: WordSource): NamePlace | null {
  const rest = text.slice(from, from + 40);
  const known = surnameAt(rest.replaceAll(/\s/gu, ""), 0) !== null;
  const match = dotted.exec(rest) ?? spaced.exec(rest) ?? latin.exec(rest) ?? (known ? null : whole.exec(rest));
  if (match === null) return null;
  const [name] = match;
  const spelled = han.test(name) && segment(name, words).length < name.length;
  return !known && !/[·•‧.]/u.test(name) && (spelled || [...name].some(isGrammar)) ? null : { from, to: from + name.length };
}

/** After a cue: a surname and its one or two characters; and the same again behind it, 联系人：王伟、王雪. */
function proposeAfter(text: string, from: number, cue: number, propose: Propose): void {
  const surname = surnameAt(text, from);
  if (surname === null) return;
  const { atEnd, twoGiven } = cue >= leastSure ? sure : unsure;
  let logProbability = cue + surname.logProbability;
  for (let length = 1; length <= longestGiven; length++) {
    const to = from + surname.length + length;
    if (!han.test(text.slice(to - 1, to))) return;
    logProbability += givenLogProbability(text.slice(to - 1, to));
    const likelier = (han.test(text.slice(to, to + 1)) ? 0 : atEnd) + (length > 1 ? twoGiven : 0);
    const known = !propose(from, to, logProbability + likelier);
    const [linked] = link.exec(text.slice(to, to + 3)) ?? [];
    if (linked !== undefined && !known) proposeAfter(text, to + linked.length, linked.trim() === "" ? -1.5 : 0, propose);
  }
}

/** Before a title: 王先生, 王建国先生, 欧阳老师. */
function proposeBefore(text: string, to: number, propose: Propose): void {
  for (let from = to - 1; from >= 0 && from >= to - 2 - longestGiven; from--) {
    const name = text.slice(from, to);
    if (!han.test(name)) return;
    const surname = surnameAt(text, from);
    if (surname === null || surname.length > name.length || name.length - surname.length > longestGiven) continue;
    const givenName = [...name.slice(surname.length)].reduce((sum, character) => sum + givenLogProbability(character), 0);
    const lone = surname.length === name.length && !isGrammar(name);
    propose(
      from,
      to,
      (surname.logProbability > rareSurname ? addressed : rarelyAddressed) +
        (lone ? alone(surname.logProbability) : surname.logProbability) +
        givenName,
    );
  }
}

/** Names that may be pieces of a text, and the segmenter's choice among them and all other words. */
class Candidates {
  readonly #words: WordSource;
  /** Start → end → ln p. */
  readonly #names = new Map<number, Map<number, number>>();

  constructor(words: WordSource) {
    this.#words = words;
  }

  readonly propose: Propose = (from, to, logProbability) => {
    const ends = this.#names.get(from) ?? new Map<number, number>();
    this.#names.set(from, ends);
    if (logProbability <= (ends.get(to) ?? Number.NEGATIVE_INFINITY)) return false;
    ends.set(to, logProbability);
    return true;
  };

  chosenIn(text: string): NamePlace[] {
    if (this.#names.size === 0) return [];
    const places: NamePlace[] = [];
    let from = 0;
    for (const to of segment(text, this.#widened())) {
      const name = this.#names.get(from)?.get(to);
      if (name !== undefined && name >= this.#wordAt(text, from, to)) places.push({ from, to: to + straggler(text, from, to) });
      from = to;
    }
    return places;
  }

  #widened(): WordSource {
    return {
      unknown: this.#words.unknown,
      wordsFrom: (text, start, limit, found) => {
        this.#words.wordsFrom(text, start, limit, found);
        for (const [end, logProbability] of this.#names.get(start) ?? []) if (end <= limit) found(end, logProbability);
      },
    };
  }

  /** ln p of the text there as a word of the language. */
  #wordAt(text: string, from: number, to: number): number {
    let word = Number.NEGATIVE_INFINITY;
    this.#words.wordsFrom(text, from, to, (end, logProbability) => {
      if (end === to) word = logProbability;
    });
    return word;
  }
}

/** A single character left between a name and the end of the Han text belongs to it, unless it is one of grammar. */
function straggler(text: string, from: number, to: number): 0 | 1 {
  const rest = text.slice(to, to + 2);
  const lone = han.test(rest.slice(0, 1)) && !han.test(rest.slice(1));
  return to - from === 2 && lone && !isGrammar(rest.slice(0, 1)) ? 1 : 0;
}

/** The other places of names found, unless they are as short as a surname. */
function repeated(text: string, places: readonly NamePlace[]): NamePlace[] {
  const names = new Set(places.map(({ from, to }) => text.slice(from, to)).filter((name) => name.length > 1));
  return [...names].flatMap((name) => {
    const others: NamePlace[] = [];
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) others.push({ from: at, to: at + name.length });
    return others;
  });
}
