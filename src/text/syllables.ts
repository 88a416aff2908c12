/** The syllables of Mandarin in pinyin, toneless, ü as v (and lue, nue as people type them): initial → finals. */
const table: readonly (readonly [initial: string, finals: string])[] = [
  ["", "a ai an ang ao e ei en eng er o ou"],
  ["b", "a ai an ang ao ei en eng i ian iao ie in ing o u"],
  ["c", "a ai an ang ao e en eng i ong ou u uan ui un uo"],
  ["ch", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo"],
  ["d", "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo"],
  ["f", "a an ang ei en eng o ou u"],
  ["g", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"],
  ["h", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"],
  ["j", "i ia ian iang iao ie in ing iong iu u uan ue un"],
  ["k", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"],
  ["l", "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo v ve"],
  ["m", "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u"],
  ["n", "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo v ve"],
  ["p", "a ai an ang ao ei en eng i ian iao ie in ing o ou u"],
  ["q", "i ia ian iang iao ie in ing iong iu u uan ue un"],
  ["r", "an ang ao e en eng i ong ou u ua uan ui un uo"],
  ["s", "a ai an ang ao e en eng i ong ou u uan ui un uo"],
  ["sh", "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo"],
  ["t", "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo"],
  ["w", "a ai an ang ei en eng o u"],
  ["x", "i ia ian iang iao ie in ing iong iu u uan ue un"],
  ["y", "a an ang ao e i in ing o ong ou u uan ue un"],
  ["z", "a ai an ang ao e ei en eng i ong ou u uan ui un uo"],
  ["zh", "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo"],
];

/** All of them. */
export const syllables: ReadonlySet<string> = new Set(
  table.flatMap(([initial, finals]) => finals.split(" ").map((final) => initial + final)),
);
export const longestSyllable = 6;

/** What may stand for a whole syllable: zh, w, and the vowels that begin one. */
export const initials: ReadonlySet<string> = new Set([...table.map(([initial]) => initial).filter((i) => i !== ""), "a", "e", "o"]);

/** Spellings with one letter out (jing → jng) and with one letter unknown (jing → j*ng), each with its syllables. */
let slips: Map<string, string[]> | null = null;

function slipIndex(): Map<string, string[]> {
  if (slips !== null) return slips;
  slips = new Map();
  for (const syllable of syllables) {
    for (let i = 0; i < syllable.length; i++) {
      for (const hole of ["", "*"]) {
        const key = syllable.slice(0, i) + hole + syllable.slice(i + 1);
        const known = slips.get(key);
        if (known === undefined) slips.set(key, [syllable]);
        else if (!known.includes(syllable)) known.push(syllable);
      }
    }
  }
  return slips;
}

/**
 * The syllables that one slip of the finger makes of `typed`, or `typed` of one: a letter wrong,
 * missing, too many, or two neighbours swapped. The first letter is taken to be right unless swapped or missing.
 */
export function nearSyllables(typed: string): string[] {
  const near = new Set(slipIndex().get(typed));
  for (let i = 0; i < typed.length; i++) {
    const before = typed.slice(0, i);
    const after = typed.slice(i + 1);
    if (syllables.has(before + after)) near.add(before + after);
    for (const syllable of slipIndex().get(`${before}*${after}`) ?? []) near.add(syllable);
    const swapped = before + after.charAt(0) + typed.charAt(i) + after.slice(1);
    if (syllables.has(swapped)) near.add(swapped);
  }
  near.delete(typed);
  return [...near];
}
