/** UTF-16 units of bodies kept at most; some 2,000 answers. */
const largest = 4 * 1024 * 1024;

/**
 * Answers given before, word for word: on the day of a storm everybody asks the same. What a `GET` says depends on its
 * address and on a state (what is served, and the day) alone, so that a new state forgets everything.
 */
export class ResponseMemory {
  #state = "";
  /** By address, the one asked longest ago first. */
  readonly #bodies = new Map<string, string>();
  #length = 0;

  get(state: string, address: string): string | null {
    if (state !== this.#state) return null;
    const body = this.#bodies.get(address);
    if (body === undefined) return null;
    this.#bodies.delete(address);
    this.#bodies.set(address, body);
    return body;
  }

  keep(state: string, address: string, body: string): void {
    if (state !== this.#state) {
      this.#bodies.clear();
      this.#length = 0;
      this.#state = state;
    }
    if (this.#bodies.has(address)) return;
    this.#bodies.set(address, body);
    this.#length += address.length + body.length;
    for (const [oldest, old] of this.#bodies) {
      if (this.#length <= largest) return;
      this.#bodies.delete(oldest);
      this.#length -= oldest.length + old.length;
    }
  }
}
