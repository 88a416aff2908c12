import { deflateSync, inflateSync } from "fflate";
import type { Entry } from "../kb/entry.ts";

/** Bytes of JSON after which a block ends: small, since a page of results reads one for nearly each of its hits. */
const blockBytes = 4 * 1024;
/** Up to this much JSON is kept as it is: a small base gains no room worth the time. */
const plainBytes = 16 * 1024 * 1024;
/** Blocks kept decoded. */
const cachedBlocks = 128;
const cachedEntries = 1024;
const digestBytes = 8;

/** Where blocks stand in the stored part, and how to know them again. */
export type StoredColumns = {
  /** By block: its first document; one more at the end, the number of documents. */
  readonly firstDocument: Uint32Array;
  /** By block: where it begins; one more at the end, the length of the stored part. */
  readonly start: Uint32Array;
  /** By block: the first eight bytes of its SHA-256. */
  readonly digests: Uint8Array;
  readonly compressed: boolean;
};

/**
 * Entries as JSON → blocks of lines, raw deflate (RFC 1951) where the whole is large.
 * The compressor is the program's own: the same bytes in Node and in a Worker.
 */
export async function packEntries(entries: readonly Uint8Array[]): Promise<{ columns: StoredColumns; part: Uint8Array<ArrayBuffer> }> {
  const compressed = entries.reduce((sum, e) => sum + e.length, 0) > plainBytes;
  const first: number[] = [];
  const blocks: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < entries.length; ) {
    let to = from;
    let bytes = 0;
    while (to < entries.length && (to === from || bytes < blockBytes)) bytes += (entries[to++]?.length ?? 0) + 1;
    const block = joined(entries.slice(from, to), bytes);
    first.push(from);
    blocks.push(compressed ? new Uint8Array(deflateSync(block)) : block);
    from = to;
  }
  const start = new Uint32Array(blocks.length + 1);
  blocks.forEach((block, i) => {
    start[i + 1] = (start[i] ?? 0) + block.length;
  });
  const part = new Uint8Array(start[blocks.length] ?? 0);
  blocks.forEach((block, i) => {
    part.set(block, start[i]);
  });
  const digests = new Uint8Array(blocks.length * digestBytes);
  await Promise.all(blocks.map(async (block, i) => digests.set(await digestOf(block), i * digestBytes)));
  return { columns: { firstDocument: Uint32Array.from([...first, entries.length]), start, digests, compressed }, part };
}

function joined(lines: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(bytes);
  let at = 0;
  for (const line of lines) {
    block.set(line, at);
    at += line.length + 1;
    block[at - 1] = 0x0a;
  }
  return block;
}

/** Reads bytes from…to − 1 of a stored part that is not in memory. */
export type RangeReader = (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;

/** The stored part read back: from memory, or block by block from where it is kept. */
export class StoredEntries {
  readonly #columns: StoredColumns;
  readonly #part: Uint8Array | RangeReader;
  /** Block → its lines, the one used last at the end. */
  readonly #blocks = new Map<number, readonly string[]>();
  readonly #entries = new Map<number, Entry>();

  constructor(columns: StoredColumns, part: Uint8Array | RangeReader) {
    this.#columns = columns;
    this.#part = part;
  }

  /**
   * Brings the blocks of these documents into memory, all at once.
   * @throws when a block is not the one the snapshot was built with
   */
  async load(documents: readonly number[]): Promise<void> {
    const read = this.#part;
    if (typeof read !== "function") return;
    const missing: number[] = [];
    for (const block of new Set(documents.map((document) => this.#blockOf(document)))) {
      const lines = this.#blocks.get(block);
      if (lines === undefined) missing.push(block);
      else this.#keep(block, lines);
    }
    const found = await Promise.all(
      missing.map(async (block) => {
        const bytes = await read(this.#columns.start[block] ?? 0, this.#columns.start[block + 1] ?? 0);
        const stated = this.#columns.digests.subarray(block * digestBytes, (block + 1) * digestBytes);
        if ((await digestOf(bytes)).some((byte, i) => byte !== stated[i]))
          throw new Error(`stored block ${block} is not the one that was built`);
        return { block, lines: this.#lines(bytes) };
      }),
    );
    for (const { block, lines } of found) this.#keep(block, lines);
  }

  /** The entry of a document whose block is in memory. */
  entry(document: number): Entry {
    let entry = this.#entries.get(document);
    if (entry === undefined) {
      const block = this.#blockOf(document);
      const line = this.#linesOf(block)[document - (this.#columns.firstDocument[block] ?? 0)] ?? "";
      entry = JSON.parse(line) as Entry;
      if (this.#entries.size >= cachedEntries) this.#entries.clear();
      this.#entries.set(document, entry);
    }
    return entry;
  }

  #linesOf(block: number): readonly string[] {
    const known = this.#blocks.get(block);
    if (known !== undefined) return known;
    if (typeof this.#part === "function") throw new Error(`block ${block} was not loaded`);
    const lines = this.#lines(this.#part.subarray(this.#columns.start[block] ?? 0, this.#columns.start[block + 1] ?? 0));
    this.#keep(block, lines);
    return lines;
  }

  #keep(block: number, lines: readonly string[]): void {
    this.#blocks.delete(block);
    this.#blocks.set(block, lines);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= cachedBlocks) return;
      this.#blocks.delete(oldest);
    }
  }

  #lines(bytes: Uint8Array): readonly string[] {
    return new TextDecoder().decode(this.#columns.compressed ? inflateSync(bytes) : bytes).split("\n");
  }

  /** The block that holds a document: the last that begins at or before it. */
  #blockOf(document: number): number {
    const { firstDocument } = this.#columns;
    let low = 0;
    let high = firstDocument.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((firstDocument[middle] ?? 0) <= document) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, digestBytes);
}
