import { toSimplified } from "./traditional.ts";

/**
 * Text as the analyzer sees it, and the way back.
 * `starts[i]` is the UTF-16 index in the original of what became `text[i]`: of the whole unit
 * where a unit changed its length. `starts[text.length]` is the original's length.
 */
export type Normalized = { readonly text: string; readonly starts: Uint32Array };

/**
 * A character and the combining marks that follow it, composed and converted as one unit.
 * The half-width voicing signs of Katakana are letters to Unicode, but become marks.
 */
const unit = /\P{M}[\p{M}\uff9e\uff9f]*|[\p{M}\uff9e\uff9f]+/gsu;
/** Text that normalization cannot change: printable ASCII without capitals. */
const plainAscii = /^[\x20-\x40\x5b-\x7e]*$/;

/** What shows nothing, or only how its neighbour is drawn: joiners, zero-width blanks, variation selectors, keycaps, frames. */
const invisible = /[\p{Cf}\p{Me}\p{Variation_Selector}]+/gu;
const invisibleBase = /^\p{Cf}/u;
/** Marks drawn over a Han character (strike-through) are no part of it. */
const markedHan = /(?<=\p{Script=Han})\p{Mn}+/gu;

/**
 * NFKC, lower case, Traditional → Simplified, control characters to spaces, nothing invisible.
 * Works unit by unit, so that every output character knows where it came from.
 */
export function normalize(original: string): Normalized {
  if (plainAscii.test(original)) return { text: original, starts: identity(original.length) };
  const starts: number[] = [];
  let text = "";
  for (let i = 0; i < original.length; i++) {
    const form = formOf(original.charCodeAt(i));
    if (form === null) return normalizeUnits(original);
    for (let k = 0; k < form.length; k++) starts.push(i);
    text += form;
  }
  starts.push(original.length);
  return { text, starts: Uint32Array.from(starts) };
}

/** The long way, for text with surrogates or combining marks. */
function normalizeUnits(original: string): Normalized {
  const starts: number[] = [];
  let text = "";
  for (const match of original.matchAll(unit)) {
    const piece = normalizeUnit(match[0]);
    const step = piece.length === match[0].length ? 1 : 0;
    for (let i = 0; i < piece.length; i++) starts.push(match.index + step * i);
    text += piece;
  }
  starts.push(original.length);
  return { text, starts: Uint32Array.from(starts) };
}

/**
 * The text alone, where nobody needs the way back: one look at a table per unit of text that
 * stands for itself, the long way for text with surrogates or combining marks.
 */
export function normalizeText(original: string): string {
  let text = "";
  let from = 0;
  for (let i = 0; i < original.length; i++) {
    const code = original.charCodeAt(i);
    if (isItself(code)) continue;
    const form = formOf(code);
    if (form === null) return original.replace(unit, normalizeUnit);
    text += original.slice(from, i) + form;
    from = i + 1;
  }
  return from === 0 ? original : text + original.slice(from);
}

/** By UTF-16 unit: whether normalization leaves it as it is, 0 where that is not known yet. */
const changes = new Uint8Array(0x10000);
const itself = 1;
const changed = 2;

function isItself(code: number): boolean {
  if (changes[code] === 0) changes[code] = formOf(code) === String.fromCharCode(code) ? itself : changed;
  return changes[code] === itself;
}

const forms = new Map<number, string | null>();
const partOfUnit = /[\p{M}\p{Cs}\uff9e\uff9f]/u;

/** What a single UTF-16 unit becomes, or null where that depends on its neighbours. */
function formOf(code: number): string | null {
  let form = forms.get(code);
  if (form === undefined) {
    const character = String.fromCharCode(code);
    form = partOfUnit.test(character) ? null : normalizeUnit(character);
    forms.set(code, form);
  }
  return form;
}

function normalizeUnit(piece: string): string {
  const code = piece.charCodeAt(0);
  if (piece.length === 1 && code >= 0x4e00 && code <= 0x9fff) return toSimplified(piece);
  const folded = piece.normalize("NFKC").toLowerCase().normalize("NFKC");
  // A mark on what is invisible would fall on the character before it.
  if (invisibleBase.test(folded)) return "";
  const seen = folded.replace(invisible, "").replace(markedHan, "").normalize("NFC");
  return toSimplified(seen).replace(/\p{Cc}/gu, " ");
}

function identity(length: number): Uint32Array {
  return Uint32Array.from({ length: length + 1 }, (_, i) => i);
}
