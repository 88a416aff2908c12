import type { Impacts } from "./impacts.ts";
import { PostingsCursor } from "./postings-cursor.ts";
import type { Hit, WeightedTerm } from "./searchable.ts";
import { TopDocuments } from "./top-documents.ts";
import { absent } from "./trie.ts";

/** What a search reads of a snapshot. */
export type PostingsSource = {
  readonly size: number;
  readonly words: Uint32Array;
  readonly impacts: Impacts;
  slot(term: number): number;
  idf(term: number): number;
};

/** Documents scored at a time: at least this many, and no more than so many windows. */
const smallestWindow = 256;
const mostWindows = 256;
/** The most promising windows raise the threshold; the rest is read in order, each block once. */
const firstWindows = 8;
/** Scores are sums of whole multiples of this part, so that no order of summing changes them. */
export const parts = 2 ** 24;

/** The nearest whole number of parts. What Math.round does, in a fraction of its time. */
export function wholeParts(value: number): number {
  return Math.floor(value + 0.5);
}

/**
 * The best documents that hold any of the terms, exactly as if every one were scored.
 *
 *     score(d) = coverage(d) · Σ_t mass_t · impact(t, d)        mass_t = weight_t · idf_t
 *     coverage(d) = min(1, Σ_t∈d mass_t / Σ_t expected_t · idf_t)
 *
 * MaxScore (Turtle, Flood 1995) over windows of documents with block maxima (Ding, Suel 2011), the
 * most promising windows first, then the others in order. In a window, terms whose bounds cannot
 * together lift a document over the threshold are not read for their own sake, only asked about
 * documents that the others bring up; a window whose terms all cannot is passed over.
 *
 *     terms by bound      ░░ ░░░ ░░░░ │ ████████ ██████████
 *                         asked about │ read: every document of theirs is a candidate
 *
 * Both sums only grow with more terms, so the coverage factor keeps every bound a bound.
 */
export class Searcher {
  readonly #source: PostingsSource;
  readonly #windowSize: number;
  readonly #windowCount: number;
  /** By document of the window: its sums so far; and a bit for each that a read term holds. */
  readonly #scores: Float64Array;
  readonly #sums: Float64Array;
  readonly #touched: Uint32Array;
  /** By term of the question that some document holds: its postings, and its mass in parts. */
  readonly #cursors: PostingsCursor[] = [];
  #masses = new Float64Array(0);
  #lists = 0;
  /** By window, then by list: what the list adds to a score there at most, in parts; 0: it has no document there. */
  #bounds = new Float64Array(0);
  /** The lists of a window, by ascending bound. */
  #order = new Uint32Array(0);
  /** Mass of the whole question; of one that expects nothing, one. */
  #whole = 1;

  constructor(source: PostingsSource) {
    this.#source = source;
    this.#windowSize = smallestWindow;
    while (this.#windowSize * mostWindows < source.size) this.#windowSize *= 2;
    this.#windowCount = Math.ceil(source.size / this.#windowSize);
    this.#scores = new Float64Array(this.#windowSize);
    this.#sums = new Float64Array(this.#windowSize);
    this.#touched = new Uint32Array(this.#windowSize / 32);
  }

  /** @param accepts asked only about documents good enough to be a hit */
  search(terms: readonly WeightedTerm[], limit: number, accepts: ((document: number) => boolean) | null): Hit[] {
    if (limit <= 0) return [];
    this.#open(terms);
    this.#findBounds();
    const top = new TopDocuments(limit);
    const reach = Float64Array.from({ length: this.#windowCount }, (_, window) => this.#boundOf(window));
    const first = greatest(reach, firstWindows);
    const visit = (window: number) => {
      const bound = reach[window] ?? 0;
      if (bound > 0 && bound >= top.threshold) this.#scoreWindow(window, top, accepts);
    };
    first.forEach(visit);
    for (let window = 0; window < reach.length; window++) if (!first.includes(window)) visit(window);
    return top.sorted().map((hit) => ({ ...hit, score: hit.score / parts }));
  }

  /** The documents that hold any of the terms, as bits. */
  holders(terms: readonly WeightedTerm[]): Uint32Array {
    const { size } = this.#source;
    const held = new Uint32Array(Math.ceil(size / 32));
    this.#open(terms);
    for (let list = 0; list < this.#lists; list++) this.#cursors[list]?.mark(held);
    // A corrupt list may name documents that there are not.
    if (size % 32 !== 0) held[held.length - 1] = (held[held.length - 1] ?? 0) & (2 ** (size % 32) - 1);
    return held;
  }

  #open(terms: readonly WeightedTerm[]): void {
    if (this.#masses.length < terms.length) {
      this.#masses = new Float64Array(terms.length);
      this.#order = new Uint32Array(terms.length);
    }
    this.#lists = 0;
    let whole = 0;
    for (const { term, weight, expected } of terms) {
      const idf = this.#source.idf(term);
      whole += wholeParts(expected * idf * parts);
      const slot = term === absent ? 0 : this.#source.slot(term);
      if (slot === 0) continue;
      const cursor = this.#cursors[this.#lists] ?? new PostingsCursor();
      this.#cursors[this.#lists] = cursor.open(this.#source.words, slot);
      this.#masses[this.#lists++] = wholeParts(weight * idf * parts);
    }
    this.#whole = whole || parts;
  }

  #findBounds(): void {
    const lists = this.#lists;
    const cells = this.#windowCount * lists;
    if (this.#bounds.length < cells) this.#bounds = new Float64Array(cells);
    const bounds = this.#bounds.fill(0, 0, cells);
    for (let list = 0; list < lists; list++) {
      const mass = this.#masses[list] ?? 0;
      this.#cursors[list]?.eachRange((first, last, impact) => {
        // One part more than the ceiling: the impact's own rounding can not matter then.
        const bound = Math.ceil(mass * impact) + 1;
        const end = Math.min(this.#windowCount - 1, Math.floor(last / this.#windowSize));
        for (let window = Math.floor(first / this.#windowSize); window <= end; window++) {
          const cell = window * lists + list;
          if ((bounds[cell] ?? 0) < bound) bounds[cell] = bound;
        }
      });
    }
  }

  /** No document of the window scores more; 0: it holds none of the terms. */
  #boundOf(window: number): number {
    let sum = 0;
    let mass = 0;
    for (let list = 0; list < this.#lists; list++) {
      const bound = this.#bounds[window * this.#lists + list] ?? 0;
      if (bound === 0) continue;
      sum += bound;
      mass += this.#masses[list] ?? 0;
    }
    return this.#score(sum, mass);
  }

  /** Scores those documents of a window that can enter the top. */
  #scoreWindow(window: number, top: TopDocuments, accepts: ((document: number) => boolean) | null): void {
    const from = window * this.#windowSize;
    const to = Math.min(this.#source.size, from + this.#windowSize);
    const row = window * this.#lists;
    const present = this.#sortLists(row);
    // Of the lists in order, the first ones are only asked about documents.
    let asked = 0;
    let askedBound = 0;
    let askedMass = 0;
    for (; asked < present; asked++) {
      const list = this.#order[asked] ?? 0;
      const bound = this.#bounds[row + list] ?? 0;
      const mass = this.#masses[list] ?? 0;
      if (this.#score(askedBound + bound, askedMass + mass) >= top.threshold) break;
      askedBound += bound;
      askedMass += mass;
    }
    for (let i = asked; i < present; i++) {
      const list = this.#order[i] ?? 0;
      this.#read(list, from, to);
    }
    const touched = this.#touched;
    for (let word = 0; word < touched.length; word++) {
      for (let rest = touched[word] ?? 0; rest !== 0; rest &= rest - 1) {
        this.#complete(word * 32 + 31 - Math.clz32(rest & -rest), from, row, asked, askedBound, askedMass, top, accepts);
      }
      touched[word] = 0;
    }
  }

  /** Puts the lists that are present in a window in order. @returns how many there are */
  #sortLists(row: number): number {
    const order = this.#order;
    let present = 0;
    for (let list = 0; list < this.#lists; list++) {
      const bound = this.#bounds[row + list] ?? 0;
      if (bound === 0) continue;
      let place = present++;
      for (; place > 0; place--) {
        const before = order[place - 1] ?? 0;
        if ((this.#bounds[row + before] ?? 0) <= bound) break;
        order[place] = before;
      }
      order[place] = list;
    }
    return present;
  }

  /** Adds a list's contributions to the window. */
  #read(list: number, from: number, to: number): void {
    const { impacts } = this.#source;
    const cursor = this.#cursors[list];
    const mass = this.#masses[list] ?? 0;
    const [scores, sums, touched] = [this.#scores, this.#sums, this.#touched];
    if (cursor === undefined) return;
    for (let document = cursor.seek(from); document < to; document = cursor.next()) {
      const place = document - from;
      scores[place] = (scores[place] ?? 0) + wholeParts(mass * impacts.of(cursor.tuple(), document));
      sums[place] = (sums[place] ?? 0) + mass;
      touched[place >>> 5] = (touched[place >>> 5] ?? 0) | (1 << (place & 31));
    }
  }

  /** Asks the lists that were not read about one document, the greatest bound first, until it is in or out. */
  #complete(
    place: number,
    from: number,
    row: number,
    asked: number,
    askedBound: number,
    askedMass: number,
    top: TopDocuments,
    accepts: ((document: number) => boolean) | null,
  ): void {
    const document = from + place;
    const { threshold } = top;
    let score = this.#scores[place] ?? 0;
    let mass = this.#sums[place] ?? 0;
    this.#scores[place] = 0;
    this.#sums[place] = 0;
    let restBound = askedBound;
    let restMass = askedMass;
    for (let i = asked - 1; i >= 0; i--) {
      if (this.#score(score + restBound, mass + restMass) < threshold) return;
      const list = this.#order[i] ?? 0;
      const own = this.#masses[list] ?? 0;
      restBound -= this.#bounds[row + list] ?? 0;
      restMass -= own;
      const cursor = this.#cursors[list];
      if (cursor?.seek(document) !== document) continue;
      score += wholeParts(own * this.#source.impacts.of(cursor.tuple(), document));
      mass += own;
    }
    const final = this.#score(score, mass);
    if (final < threshold || (accepts !== null && !accepts(document))) return;
    top.add(document, final, Math.min(1, mass / this.#whole));
  }

  /** The score of a document with this sum of contributions and this mass. */
  #score(sum: number, mass: number): number {
    return sum * Math.min(1, mass / this.#whole);
  }
}

/** The places of the greatest values, the greatest first; ties by place. */
function greatest(values: Float64Array, most: number): number[] {
  const places: number[] = [];
  values.forEach((value, place) => {
    let at = places.length;
    while (at > 0 && (values[places[at - 1] ?? 0] ?? 0) < value) at--;
    if (at >= most) return;
    places.splice(at, 0, place);
    if (places.length > most) places.pop();
  });
  return places;
}
