import type { CorrectedEntry } from "../index/corrected-entry.ts";

/** What a correction says. */
export type StoredCorrection = CorrectedEntry & {
  /** The text of the entry's file as it was sent; null: the entry is deleted. */
  readonly file: string | null;
  /** The entry as it was published when it was first corrected: what a file is compared with before it is overwritten. */
  readonly based: CorrectedEntry["entry"];
};

/**
 * The bytes of an immutable object that holds corrections, and its name: their SHA-256 in hex.
 * One object holds all that are live, so that an isolate reads them in one round trip.
 */
export async function encodeCorrections(all: readonly StoredCorrection[]): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const bytes = Uint8Array.from(new TextEncoder().encode(JSON.stringify(all.map(onlyStored))));
  return { name: await nameOf(bytes), bytes };
}

/** The corrections that an object holds; null where the bytes are not those of its name. */
export async function decodeCorrections(name: string, bytes: ArrayBuffer): Promise<StoredCorrection[] | null> {
  if ((await nameOf(bytes)) !== name) return null;
  return JSON.parse(new TextDecoder().decode(bytes)) as StoredCorrection[];
}

/** Bytes that a correction takes up in its object. */
export function bytesOf(correction: StoredCorrection): number {
  return new TextEncoder().encode(JSON.stringify(onlyStored(correction))).byteLength;
}

function onlyStored({ id, entry, file, based }: StoredCorrection): StoredCorrection {
  return { id, entry, file, based };
}

async function nameOf(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
