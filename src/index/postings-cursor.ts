import { blockSize, gapShift, impactShift, lastSingleDocument, long, single, tupleBitsShift, tupleShift } from "./postings-writer.ts";

/** Greater than every document. */
export const noDocument = 0x7fff_ffff;
const impactSteps = 255;
/** Lists of up to this many blocks are read whole to learn which windows they touch. */
const decodedBlocks = 4;

/** Reads the postings of one term in place, forwards, a block at a time. Made once and opened for term after term. */
export class PostingsCursor {
  /** Of the block that was read last; behind them none. */
  readonly documents = new Int32Array(blockSize);
  readonly #tuples = new Uint32Array(blockSize);
  #words: Uint32Array = new Uint32Array(0);
  #slot = 0;
  /** First word of the list; of a long one, its count. */
  #start = 0;
  #isLong = false;
  #count = 0;
  #blocks = 0;
  #block = 0;
  /** The block whose documents (or tuples) stand decoded, or -1. */
  #documentsOf = -1;
  #tuplesOf = -1;
  #held = 0;
  #place = 0;

  /** Number of postings behind a slot. */
  static count(words: Uint32Array, slot: number): number {
    if (slot === 0) return 0;
    if ((slot & single) !== 0) return 1;
    const head = words[slot - 1] ?? 0;
    return (head & long) !== 0 ? (head & ~long) >>> 0 : (head & (blockSize - 1)) + 1;
  }

  open(words: Uint32Array, slot: number): this {
    this.#words = words;
    this.#slot = slot;
    this.#count = PostingsCursor.count(words, slot);
    this.#start = (slot & single) !== 0 ? 0 : slot - 1;
    this.#isLong = this.#count > blockSize;
    // A count that the words cannot hold betrays a corrupt file, not a long list.
    this.#blocks = Math.min(Math.ceil(this.#count / blockSize), words.length + 1);
    this.#block = 0;
    this.#documentsOf = -1;
    this.#tuplesOf = -1;
    this.#place = 0;
    return this;
  }

  /** True when the slot itself is the posting. */
  get #inSlot(): boolean {
    return (this.#slot & single) !== 0;
  }

  /**
   * Reports a bound of the impacts for every range of documents that may hold the term.
   * Of lists of a few blocks the ranges are the very documents.
   */
  eachRange(report: (first: number, last: number, bound: number) => void): void {
    for (let block = 0; block < this.#blocks; block++) {
      const bound = this.#ceilingOf(block) / impactSteps;
      if (this.#blocks > decodedBlocks) {
        report(this.#firstOf(block), this.#lastOf(block), bound);
        continue;
      }
      this.#decodeDocuments(block);
      for (let i = 0; i < this.#held; i++) report(this.documents[i] ?? 0, this.documents[i] ?? 0, bound);
    }
  }

  /** Moves to the first posting whose document is at least `document`, forwards or back. @returns its document, or `noDocument` */
  seek(document: number): number {
    const { documents } = this;
    if (this.#documentsOf !== this.#block || document > this.#lastOf(this.#block) || document < (documents[0] ?? 0)) {
      this.#block = this.#blockFor(document);
      this.#place = 0;
      if (this.#block >= this.#blocks) return noDocument;
      if (this.#documentsOf !== this.#block) this.#decodeDocuments(this.#block);
    }
    this.#place = firstFrom(documents, document);
    // Only a short list, whose last document its head does not tell, can end before the document.
    return this.#place < this.#held ? (documents[this.#place] ?? noDocument) : noDocument;
  }

  /** The first block that ends at or after a document. */
  #blockFor(document: number): number {
    if (!this.#isLong) return 0;
    let low = 0;
    if (this.#block < this.#blocks && this.#lastOf(this.#block) < document) {
      // Most steps are forwards, to the next one.
      low = this.#block + 1;
      if (low < this.#blocks && this.#lastOf(low) >= document) return low;
    }
    for (let high = this.#blocks; low < high; ) {
      const middle = (low + high) >>> 1;
      if (this.#lastOf(middle) < document) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The next document, or `noDocument`. The cursor has been moved by `seek`. */
  next(): number {
    this.#place++;
    if (this.#place >= this.#held) {
      this.#block++;
      this.#place = 0;
      if (this.#block >= this.#blocks) return noDocument;
      this.#decodeDocuments(this.#block);
    }
    return this.documents[this.#place] ?? noDocument;
  }

  /** Sets the bit of every document. */
  mark(bits: Uint32Array): void {
    for (let block = 0; block < this.#blocks; block++) {
      this.#decodeDocuments(block);
      for (let i = 0; i < this.#held; i++) {
        const document = this.documents[i] ?? 0;
        bits[document >>> 5] = (bits[document >>> 5] ?? 0) | (1 << (document & 31));
      }
    }
  }

  /** The tuple where the cursor stands. */
  tuple(): number {
    if (this.#tuplesOf !== this.#block) this.#decodeTuples(this.#block);
    return this.#tuples[this.#place] ?? 0;
  }

  #blockStart(block: number): number {
    return this.#isLong ? this.#start + ((this.#words[this.#start + 2 + 2 * block] ?? 0) >>> 8) : this.#start;
  }

  #firstOf(block: number): number {
    return this.#inSlot ? this.#slot & lastSingleDocument : (this.#words[this.#blockStart(block) + 1] ?? noDocument);
  }

  /** The last document of a block; of a short list a number that no document exceeds. */
  #lastOf(block: number): number {
    if (this.#isLong) return this.#words[this.#start + 1 + 2 * block] ?? noDocument;
    if (this.#inSlot) return this.#slot & lastSingleDocument;
    return this.#documentsOf === block ? (this.documents[this.#held - 1] ?? noDocument) : noDocument;
  }

  #ceilingOf(block: number): number {
    if (this.#inSlot) return impactSteps;
    if (this.#isLong) return (this.#words[this.#start + 2 + 2 * block] ?? 0) & 0xff;
    return ((this.#words[this.#start] ?? 0) >>> impactShift) & 0xff;
  }

  #decodeDocuments(block: number): void {
    this.#documentsOf = block;
    if (this.#inSlot) {
      this.#held = 1;
      this.documents.fill(noDocument)[0] = this.#slot & lastSingleDocument;
      return;
    }
    const { documents } = this;
    const words = this.#words;
    const start = this.#blockStart(block);
    const head = words[start] ?? 0;
    const bits = (head >>> gapShift) & 31;
    const held = (head & (blockSize - 1)) + 1;
    let document = words[start + 1] ?? noDocument;
    documents[0] = document;
    if (bits === 0) for (let i = 1; i < held; i++) documents[i] = ++document;
    else {
      const mask = 2 ** bits - 1;
      let word = start + 2;
      let shift = 0;
      let current = words[word] ?? 0;
      for (let i = 1; i < held; i++) {
        let gap = current >>> shift;
        shift += bits;
        if (shift >= 32) {
          shift -= 32;
          current = words[++word] ?? 0;
          if (shift > 0) gap |= current << (bits - shift);
        }
        document += (gap & mask) + 1;
        documents[i] = document;
      }
    }
    if (held < blockSize) documents.fill(noDocument, held);
    this.#held = held;
  }

  #decodeTuples(block: number): void {
    this.#tuplesOf = block;
    const tuples = this.#tuples;
    if (this.#inSlot) {
      tuples[0] = (this.#slot & ~single) >>> tupleShift;
      return;
    }
    const words = this.#words;
    const start = this.#blockStart(block);
    const head = words[start] ?? 0;
    const held = (head & (blockSize - 1)) + 1;
    const bits = (head >>> tupleBitsShift) & 31;
    if (bits === 0) {
      tuples.fill(0, 0, held);
      return;
    }
    const mask = 2 ** bits - 1;
    const bit = (held - 1) * ((head >>> gapShift) & 31);
    let word = start + 2 + (bit >>> 5);
    let shift = bit & 31;
    let current = words[word] ?? 0;
    for (let i = 0; i < held; i++) {
      let tuple = current >>> shift;
      shift += bits;
      if (shift >= 32) {
        shift -= 32;
        current = words[++word] ?? 0;
        if (shift > 0) tuple |= current << (bits - shift);
      }
      tuples[i] = tuple & mask;
    }
  }
}

/**
 * The place of the first document of a block that is at least `document`: a binary search of seven steps without a branch,
 * since nobody can predict them. All are less than 2³¹, so that the sign of a difference tells which is less.
 */
function firstFrom(documents: Int32Array, document: number): number {
  let place = (((documents[63] ?? 0) - document) >> 31) & 64;
  place += (((documents[place + 31] ?? 0) - document) >> 31) & 32;
  place += (((documents[place + 15] ?? 0) - document) >> 31) & 16;
  place += (((documents[place + 7] ?? 0) - document) >> 31) & 8;
  place += (((documents[place + 3] ?? 0) - document) >> 31) & 4;
  place += (((documents[place + 1] ?? 0) - document) >> 31) & 2;
  place += (((documents[place] ?? 0) - document) >> 31) & 1;
  return place + ((((documents[place] ?? 0) - document) >> 31) & 1);
}
