const marked = /[\u00c0-\u01ff]/gu;

/** Pinyin as a dictionary writes it, jǐng gài, lǜ → jing gai, lv. Every character keeps its place. */
export function withoutTones(text: string): string {
  return text.replace(marked, (letter) => {
    const bare = letter.normalize("NFD");
    return bare.startsWith("u\u0308") ? "v" : bare.charAt(0);
  });
}
