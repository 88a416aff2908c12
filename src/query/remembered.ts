/** Results kept at most; beyond that the memory starts afresh, so that no stream of questions fills it. */
const most = 20_000;

/** A function that remembers what it found. */
export class Remembered<K, V> {
  readonly #find: (key: K) => V;
  readonly #known = new Map<K, V>();

  constructor(find: (key: K) => V) {
    this.#find = find;
  }

  get(key: K): V {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const value = this.#find(key);
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(key, value);
    return value;
  }
}

/** A function of an object that remembers what it made as long as the object lives. */
export function madeOnce<K extends object, V extends object>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) {
      value = make(key);
      made.set(key, value);
    }
    return value;
  };
}
