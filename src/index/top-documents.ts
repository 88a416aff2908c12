/** The best k documents so far: a binary heap with the worst on top. Ties go to the smaller document. */
export class TopDocuments {
  readonly #limit: number;
  readonly #documents: number[] = [];
  readonly #scores: number[] = [];
  readonly #coverages: number[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** A document must score at least this much to enter; −1 while any may. */
  get threshold(): number {
    return this.#documents.length < this.#limit ? -1 : (this.#scores[0] ?? Number.POSITIVE_INFINITY);
  }

  add(document: number, score: number, coverage: number): void {
    if (this.#documents.length < this.#limit) {
      const end = this.#documents.length;
      this.#put(end, document, score, coverage);
      this.#rise(end);
    } else if (this.#limit > 0 && this.#worse(0, document, score)) {
      this.#put(0, document, score, coverage);
      this.#sink();
    }
  }

  /** Best first. Empties nothing. */
  sorted(): { document: number; score: number; coverage: number }[] {
    return this.#documents
      .map((document, i) => ({ document, score: this.#scores[i] ?? 0, coverage: this.#coverages[i] ?? 0 }))
      .sort((a, b) => b.score - a.score || a.document - b.document);
  }

  /** True when the document at a place ranks behind another. */
  #worse(place: number, document: number, score: number): boolean {
    const own = this.#scores[place] ?? 0;
    return own < score || (own === score && (this.#documents[place] ?? 0) > document);
  }

  #rise(from: number): void {
    for (let place = from; place > 0; ) {
      const parent = (place - 1) >>> 1;
      if (this.#worse(parent, this.#documents[place] ?? 0, this.#scores[place] ?? 0)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  #sink(): void {
    for (let place = 0; ; ) {
      const left = 2 * place + 1;
      if (left >= this.#documents.length) return;
      const right = left + 1;
      const worst =
        right < this.#documents.length && this.#worse(right, this.#documents[left] ?? 0, this.#scores[left] ?? 0) ? right : left;
      if (!this.#worse(worst, this.#documents[place] ?? 0, this.#scores[place] ?? 0)) return;
      this.#swap(place, worst);
      place = worst;
    }
  }

  #put(place: number, document: number, score: number, coverage: number): void {
    this.#documents[place] = document;
    this.#scores[place] = score;
    this.#coverages[place] = coverage;
  }

  #swap(a: number, b: number): void {
    const [document = 0, score = 0, coverage = 0] = [this.#documents[a], this.#scores[a], this.#coverages[a]];
    this.#put(a, this.#documents[b] ?? 0, this.#scores[b] ?? 0, this.#coverages[b] ?? 0);
    this.#put(b, document, score, coverage);
  }
}
