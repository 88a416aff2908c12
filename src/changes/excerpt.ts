/** Characters of unchanged text shown on either side of a change. */
const context = 8;
/** Texts up to this length are shown whole. */
const short = 30;
/** Longest excerpt of one side. */
const longest = 60;

/**
 * The places where two texts differ, with a little around them: a paragraph in which one figure
 * changed is told by its figure. The two excerpts are equal only where the texts are.
 *
 *     遂宁市高龄补贴按月发：95–99岁100元      …发：95–99岁100元
 *     遂宁市高龄补贴按月发：95–99岁120元  →   …发：95–99岁120元
 */
export function excerpts(before: string, after: string): [string, string] {
  if (before.length <= short && after.length <= short) return [before, after];
  const old = [...before];
  const now = [...after];
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  return [around(old, start, end), around(now, start, end)];
}

/** The middle of a text, cut where it is too long. */
function around(text: readonly string[], start: number, end: number): string {
  let from = Math.max(0, start - context);
  let to = Math.min(text.length, text.length - end + context);
  // No number is cut in two.
  while (from > 0 && isDigit(text[from]) && isDigit(text[from - 1])) from--;
  while (to < text.length && isDigit(text[to]) && isDigit(text[to - 1])) to++;
  const middle = text.slice(from, to);
  const cut =
    middle.length <= longest ? middle.join("") : `${middle.slice(0, longest - context).join("")}…${middle.slice(-context).join("")}`;
  return `${from > 0 ? "…" : ""}${cut}${to < text.length ? "…" : ""}`.replace(/\s+/gu, " ");
}

function isDigit(character = ""): boolean {
  return /^\d$/u.test(character);
}

/** The beginning of a text that stands alone. */
export function shortened(text: string): string {
  const characters = [...text.replace(/\s+/gu, " ").trim()];
  return characters.length <= 2 * longest ? characters.join("") : `${characters.slice(0, 2 * longest).join("")}…`;
}
