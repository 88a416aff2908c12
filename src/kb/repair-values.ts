import nzh from "nzh";
import { day } from "./schema.ts";

/** Other spellings of one value, and only those: 2026年2月3日 is 2026-02-03, 五十 is 50. Null where there is more than one way to read it. */

/** 2026-2-3, 2026/02/03, 2026.2.3, 2026年2月3日, 20260203, full width or not → 2026-02-03. */
export function dayFrom(given: string): string | null {
  const match = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))$/u.exec(compact(given));
  if (match === null) return null;
  const [, year = "", , ...parts] = match;
  const [month = "", date = ""] = parts.filter((part) => part !== undefined);
  const written = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return day.safeParse(written).success ? written : null;
}

/** ５０, 1,000, 五十, 伍拾 → a number as YAML writes it. */
export function numberFrom(given: string): string | null {
  const text = compact(given);
  if (/^-?\d+(?:\.\d+)?$/u.test(text)) return String(Number(text));
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(text)) return String(Number(text.replaceAll(",", "")));
  const spelled = text.replaceAll("〇", "零").replace(/^十/u, "一十");
  for (const [decode, encode] of [
    [nzh.cn.decodeS, nzh.cn.encodeS],
    [nzh.cn.decodeB, nzh.cn.encodeB],
  ] as const) {
    const number = Number(decode(spelled));
    if (Number.isSafeInteger(number) && number > 0 && encode(number).replace(/^十/u, "一十") === spelled) return String(number);
  }
  return null;
}

/** 8:30, 8：30, 08點30 … → "08:30" in quotes. */
export function clockFrom(given: string): string | null {
  const match = /^(\d{1,2}):(\d{2})$/u.exec(compact(given));
  if (match === null) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour <= 24 && minute < 60 ? `"${String(hour).padStart(2, "0")}:${match[2]}"` : null;
}

/** ５１０９００, 510900 without quotes → "510900". */
export function codeFrom(given: string): string | null {
  const text = compact(given);
  return /^\d{6}$/u.test(text) ? `"${text}"` : null;
}

/** kb/matters／stray-dogs.md → matters/stray-dogs, if that is an entry. */
export function idFrom(given: string, ids: ReadonlySet<string>): string | null {
  const text = compact(given).replaceAll("\\", "/").toLowerCase();
  const id = text.replace(/^(?:\.?\/)?(?:kb\/)?/u, "").replace(/\.md$/u, "");
  return ids.has(id) ? id : null;
}

/** The one known word that a slip of one letter may have meant: keyword → keywords, keywrods → keywords. */
export function wordFrom(given: string, known: readonly string[]): string | null {
  const text = compact(given);
  const near = known.filter((word) => word.toLowerCase() === text.toLowerCase());
  const candidates = near.length > 0 ? near : known.filter((word) => oneSlip(text, word));
  return candidates.length === 1 && text.length > 2 ? (candidates[0] ?? null) : null;
}

/** Full-width letters, digits and signs as half-width ones, without blanks at the ends; the rest as it is. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).trim();
}

/** Half width, without any space. */
export function compact(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "");
}

/** One letter more, less or other, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const rest = (text: string, from: number) => text.slice(start + from);
  if (a.length === b.length) {
    const swapped = a[start] === b[start + 1] && a[start + 1] === b[start];
    return rest(a, 1) === rest(b, 1) || (swapped && rest(a, 2) === rest(b, 2));
  }
  return a.length + 1 === b.length ? rest(a, 0) === rest(b, 1) : a.length === b.length + 1 && rest(a, 1) === rest(b, 0);
}
