import { UserError } from "../user-error.ts";

/**
 * The text of a file, whatever an office wrote it in: UTF-8, UTF-16 with or without its mark, or GB18030 (which
 * holds GBK and GB2312). What a byte order mark says is believed, then strict UTF-8, then what the file declares.
 */
export function decodeText(file: string, bytes: Uint8Array, declared: string | null = null): string {
  const text = decoded(bytes, declared);
  if (text === null || looksBinary(text)) {
    throw new UserError(`${file} is not text in UTF-8, UTF-16 or GB18030 — open it in the program that made it and save it as UTF-8 text`);
  }
  return text.replace(/^\uFEFF/u, "");
}

function decoded(bytes: Uint8Array, declared: string | null): string | null {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return decode("utf-16le", bytes);
  if (a === 0xfe && b === 0xff) return decode("utf-16be", bytes);
  const wide = unmarkedUtf16(bytes);
  const candidates = [...(wide === null ? ["utf-8"] : [wide]), ...(declared === null ? [] : [declared]), "gb18030"];
  for (const encoding of candidates) {
    const text = decode(encoding, bytes);
    if (text !== null) return text;
  }
  return null;
}

function decode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (error) {
    // An unknown label is a RangeError, a sequence that does not belong to the encoding a TypeError.
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

/** Line ends and spaces of UTF-16 have a zero byte on one side; no other text encoding has zero bytes at all. */
function unmarkedUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const head = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (const [i, byte] of head.entries()) {
    if (byte !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  if (even + odd === 0) return null;
  return odd >= even ? "utf-16le" : "utf-16be";
}

/** More than a stray control character: not something a person wrote. */
function looksBinary(text: string): boolean {
  const head = text.slice(0, 10_000);
  const strange = head.match(/[\p{Cn}\p{Cs}\ufffd\u0000-\u0008\u000e-\u001f\u007f]/gu)?.length ?? 0;
  return strange > head.length / 100 + 2;
}
