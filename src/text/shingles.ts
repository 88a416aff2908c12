/**
 * The neighbouring pairs of a normalized text: enough to tell how alike two texts are. A pair of
 * Han characters is keyed by its two UTF-16 units (a single one, standing alone, by itself), a
 * Latin word or a number by a hash above them. Keys may come more than once.
 */
export function shinglesIn(text: string): number[] {
  const keys: number[] = [];
  eachShingle(text, (key) => keys.push(key));
  return keys;
}

/** Calls `found` for every shingle of a normalized text, `text.slice(start, end)`, in order. */
export function eachShingle(text: string, found: (key: number, start: number, end: number) => void): void {
  let start = 0;
  let kind = neither;
  for (let i = 0; i <= text.length; ) {
    const next = i < text.length ? kindAt(text, i) : neither;
    const width = isHighSurrogate(text, i) ? 2 : 1;
    if (next !== kind) {
      if (kind === han) hanRun(text, start, i, found);
      else if (kind === word) found(aboveAllPairs + hashOf(text, start, i), start, i);
      start = i;
      kind = next;
    }
    i += width;
  }
}

function hanRun(text: string, start: number, end: number, found: (key: number, start: number, end: number) => void): void {
  if (end - start === 1) found(text.charCodeAt(start), start, end);
  for (let i = start; i + 1 < end; i++) found(text.charCodeAt(i) * 0x10000 + text.charCodeAt(i + 1), i, i + 2);
}

/** True for the key of a Latin word or a number, which does not tell its text. */
export function isHash(key: number): boolean {
  return key >= aboveAllPairs;
}

/** The one or two characters a key stands for, null for a hash. */
export function pairOfShingle(key: number): string | null {
  if (isHash(key)) return null;
  return key < 0x10000 ? String.fromCharCode(key) : String.fromCharCode(Math.floor(key / 0x10000), key % 0x10000);
}

const aboveAllPairs = 2 ** 32;
const neither = 1;
const han = 2;
const word = 3;
/** By UTF-16 unit, 0 where it is not known yet. */
const kinds = new Uint8Array(0x10000);

function kindAt(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  if (isHighSurrogate(text, i)) return kindOf(String.fromCodePoint(text.codePointAt(i) ?? 0));
  if (kinds[unit] === 0) kinds[unit] = kindOf(text.charAt(i));
  return kinds[unit] ?? neither;
}

function kindOf(character: string): number {
  if (/^\p{Script=Han}/u.test(character)) return han;
  return /^[\p{L}\p{N}]/u.test(character) ? word : neither;
}

function isHighSurrogate(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
