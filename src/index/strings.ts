/**
 * Many short texts as two columns of UTF-16 units, read in place: text i is
 * `units[start[i] … start[i + 1])`. `start` has one more element than there are texts.
 */
export type StringColumns = { readonly start: Uint32Array; readonly units: Uint16Array };

export function packStrings(texts: readonly string[]): StringColumns {
  const start = new Uint32Array(texts.length + 1);
  texts.forEach((text, i) => {
    start[i + 1] = (start[i] ?? 0) + text.length;
  });
  const units = new Uint16Array(start[texts.length] ?? 0);
  texts.forEach((text, i) => {
    for (let k = 0; k < text.length; k++) units[(start[i] ?? 0) + k] = text.charCodeAt(k);
  });
  return { start, units };
}

export class Strings {
  readonly #start: Uint32Array;
  readonly #units: Uint16Array;
  #whole: string | null = null;

  constructor({ start, units }: StringColumns) {
    this.#start = start;
    this.#units = units;
  }

  get size(): number {
    return this.#start.length - 1;
  }

  at(i: number): string {
    return decodeUnits(this.#units.subarray(this.#start[i] ?? 0, this.#start[i + 1] ?? 0));
  }

  lengthAt(i: number): number {
    return (this.#start[i + 1] ?? 0) - (this.#start[i] ?? 0);
  }

  /** Negative, 0 or positive: how text i compares to a text by UTF-16 units, as far as that text goes. */
  comparePrefix(i: number, text: string): number {
    const from = this.#start[i] ?? 0;
    const length = this.lengthAt(i);
    for (let k = 0; k < text.length; k++) {
      if (k >= length) return -1;
      const difference = (this.#units[from + k] ?? 0) - text.charCodeAt(k);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** The first text that does not sort before the given one; the texts ascend. */
  lowerBound(text: string): number {
    let low = 0;
    for (let high = this.size; low < high; ) {
      const middle = (low + high) >>> 1;
      if (this.comparePrefix(middle, text) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The texts that hold a text, each once, ascending. */
  *holding(text: string): Generator<number> {
    this.#whole ??= decodeUnits(this.#units);
    for (let at = this.#whole.indexOf(text); at >= 0; ) {
      const i = this.#textAt(at);
      const end = this.#start[i + 1] ?? 0;
      if (at + text.length <= end) yield i;
      // A match that runs over the end of one text is none; the next may begin right behind it.
      at = this.#whole.indexOf(text, Math.max(at + 1, at + text.length <= end ? end : 0));
    }
  }

  #textAt(unit: number): number {
    let low = 0;
    for (let high = this.size; low + 1 < high; ) {
      const middle = (low + high) >>> 1;
      if ((this.#start[middle] ?? 0) <= unit) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** Units as one text, lone surrogates and all. */
function decodeUnits(units: Uint16Array): string {
  let text = "";
  for (let from = 0; from < units.length; from += 8192) text += String.fromCharCode(...units.subarray(from, from + 8192));
  return text;
}
