/**
 * Postings, packed. A term's slot is one number:
 *
 *     0                       no document holds it
 *     1 | tuple 10 | doc 21   just one document does: it stands in the slot itself
 *     0 | offset + 1          its list begins at this word
 *
 * A list of up to 128 postings is one block; a longer one is a count, a directory, and blocks:
 *
 *     word  0    1 | number of postings
 *           1 …  per block: last document · start of the block in the list << 8 | greatest impact
 *           …    blocks
 *
 *     block 0    greatest impact 8 · bits per tuple 5 · bits per gap 5 · postings − 1 7   (bits 16, 12, 7, 0)
 *           1    first document
 *           2 …  gaps − 1 of the other documents, then the tuples, as one stream of bits
 *
 * A tuple is the number of a combination of term frequencies, the commonest being 0: most
 * postings say "once in the text" and cost no bit at all. The impact follows from it and the
 * document's norms, exactly; blocks only keep its ceiling in 255ths, which bounds a search.
 */
export const blockSize = 128;
export const single = 0x8000_0000;
export const tupleShift = 21;
export const lastSingleDocument = (1 << tupleShift) - 1;
export const lastSingleTuple = (1 << 10) - 1;
export const long = 0x8000_0000;
/** Places of the parts of a block's first word. */
export const gapShift = 7;
export const tupleBitsShift = 12;
export const impactShift = 17;

/** The postings of one term, as rows of a table: documents ascending. */
export type PostingRows = {
  readonly documents: Uint32Array;
  readonly tuples: Uint32Array;
  /** In [0, 1]. */
  readonly impact: (row: number) => number;
};

/** Packs one term after another into a growing array of words. */
export class PostingsWriter {
  #words = new Uint32Array(1 << 12);
  #length = 0;

  /** Packs the rows from…to of a table. @returns the slot */
  add(rows: PostingRows, from: number, to: number): number {
    const { documents, tuples } = rows;
    if (to === from) return 0;
    if (to - from === 1) {
      const document = documents[from] ?? 0;
      const tuple = tuples[from] ?? 0;
      if (document <= lastSingleDocument && tuple <= lastSingleTuple) return (single | (tuple << tupleShift) | document) >>> 0;
    }
    const start = this.#length;
    if (to - from <= blockSize) this.#block(rows, from, to);
    else this.#list(rows, from, to);
    return start + 1;
  }

  /** All words so far. */
  words(): Uint32Array {
    return this.#words.slice(0, this.#length);
  }

  #list(rows: PostingRows, from: number, to: number): void {
    const start = this.#length;
    const blocks = Math.ceil((to - from) / blockSize);
    this.#push(long | (to - from));
    for (let i = 0; i < 2 * blocks; i++) this.#push(0);
    for (let i = 0; i < blocks; i++) {
      const first = from + i * blockSize;
      const end = Math.min(to, first + blockSize);
      const offset = this.#length - start;
      const ceiling = this.#block(rows, first, end);
      this.#words[start + 1 + 2 * i] = rows.documents[end - 1] ?? 0;
      this.#words[start + 2 + 2 * i] = ((offset << 8) | ceiling) >>> 0;
    }
  }

  /** @returns the greatest impact, in 255ths, rounded up */
  #block({ documents, tuples, impact }: PostingRows, from: number, to: number): number {
    let widestGap = 0;
    let greatestTuple = 0;
    let greatestImpact = 0;
    for (let row = from; row < to; row++) {
      if (row > from) widestGap = Math.max(widestGap, (documents[row] ?? 0) - (documents[row - 1] ?? 0) - 1);
      greatestTuple = Math.max(greatestTuple, tuples[row] ?? 0);
      greatestImpact = Math.max(greatestImpact, impact(row));
    }
    const gapBits = 32 - Math.clz32(widestGap);
    const tupleBits = 32 - Math.clz32(greatestTuple);
    const ceiling = Math.min(255, Math.ceil(greatestImpact * 255));
    this.#push((ceiling << impactShift) | (tupleBits << tupleBitsShift) | (gapBits << gapShift) | (to - from - 1));
    this.#push(documents[from] ?? 0);
    let bit = this.#length * 32;
    for (let row = from + 1; row < to; row++) {
      this.#bits(bit, gapBits, (documents[row] ?? 0) - (documents[row - 1] ?? 0) - 1);
      bit += gapBits;
    }
    for (let row = from; row < to; row++) {
      this.#bits(bit, tupleBits, tuples[row] ?? 0);
      bit += tupleBits;
    }
    this.#length = Math.ceil(bit / 32);
    return ceiling;
  }

  #bits(at: number, width: number, value: number): void {
    if (width === 0) return;
    const word = Math.floor(at / 32);
    this.#reserve(word + 2);
    const shift = at % 32;
    this.#words[word] = ((this.#words[word] ?? 0) | (value << shift)) >>> 0;
    if (shift + width > 32) this.#words[word + 1] = value >>> (32 - shift);
  }

  #push(word: number): void {
    this.#reserve(this.#length + 1);
    this.#words[this.#length++] = word >>> 0;
  }

  #reserve(words: number): void {
    if (words <= this.#words.length) return;
    const larger = new Uint32Array(this.#words.length * 2);
    larger.set(this.#words);
    this.#words = larger;
  }
}
