import { PostingsCursor } from "./postings-cursor.ts";

/** Lists kept open: the terms of a question, asked about one candidate after the other. About 1 KB each. */
const mostOpen = 512;

/** Cursors on the lists asked about last, so that no list is decoded again for each document. */
export class OpenCursors {
  readonly #words: Uint32Array;
  /** By term, the one opened longest ago first. */
  readonly #open = new Map<number, PostingsCursor>();

  constructor(words: Uint32Array) {
    this.#words = words;
  }

  /** The cursor on a term's list, wherever it stands. */
  of(term: number, slot: number): PostingsCursor {
    const open = this.#open.get(term);
    if (open !== undefined) return open;
    const cursor = this.#free().open(this.#words, slot);
    this.#open.set(term, cursor);
    return cursor;
  }

  #free(): PostingsCursor {
    if (this.#open.size >= mostOpen) {
      for (const [term, cursor] of this.#open) {
        this.#open.delete(term);
        return cursor;
      }
    }
    return new PostingsCursor();
  }
}
