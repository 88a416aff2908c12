/** One way to read a stretch of a text, and what it costs (−ln p). */
export type Arc = {
  readonly start: number;
  readonly end: number;
  /** What is read. */
  readonly text: string;
  readonly cost: number;
  /** False where it is read as it is written. */
  readonly changed: boolean;
  /** True where letters spell all its syllables just so: no guess. */
  readonly spelled?: boolean;
};

/** A path so far: `last` is the unit it ends with, 0 where words do not follow one another. */
type State = { readonly cost: number; readonly last: number; readonly arc: Arc | null; readonly before: State | null };

/** Paths kept at every place. */
const beam = 5;
const isHan = (unit: number) => unit >= 0x3400 && unit <= 0x9fff;

/**
 * All readings of a text, one path through which is the likeliest:
 *
 *     j i n g g a i 丢 了
 *     └── 井盖 ───┘ └丢了┘
 *     └ 警 ┘└ 该 ┘  丢 了
 */
export class Lattice {
  readonly length: number;
  readonly #arcs: Arc[][];
  #size = 0;

  constructor(length: number) {
    this.length = length;
    this.#arcs = Array.from({ length }, () => []);
  }

  /** How many arcs there are. */
  get size(): number {
    return this.#size;
  }

  add(arc: Arc): void {
    this.#arcs[arc.start]?.push(arc);
    this.#size++;
  }

  /**
   * The cheapest path from beginning to end (Viterbi over the last unit, a beam of five).
   * @param bond what it gains when two Han units stand side by side
   * @returns null where no path reaches the end
   */
  best(bond: (first: number, second: number) => number): { readonly path: readonly Arc[]; readonly costs: Float64Array } | null {
    const reached: State[][] = Array.from({ length: this.length + 1 }, () => []);
    reached[0]?.push({ cost: 0, last: 0, arc: null, before: null });
    for (let at = 0; at < this.length; at++) {
      const states = kept(reached[at] ?? []);
      if (states.length === 0) continue;
      for (const arc of this.#arcs[at] ?? []) {
        const first = arc.text.charCodeAt(0);
        const last = arc.text.charCodeAt(arc.text.length - 1);
        const ends = reached[arc.end] ?? [];
        let cheapest: State | null = null;
        for (const state of states) {
          if (cheapest !== null && state.cost + arc.cost - 3 > cheapest.cost) break;
          const gain = isHan(first) ? bond(state.last, first) : 0;
          const cost = state.cost + arc.cost - gain;
          if (cheapest === null || cost < cheapest.cost) cheapest = { cost, last: isHan(last) ? last : 0, arc, before: state };
        }
        if (cheapest !== null) keep(ends, cheapest);
      }
    }
    const [end] = kept(reached[this.length] ?? []);
    return end === undefined ? null : traced(end, this.length);
  }
}

/** Adds a state unless a cheaper one ends alike. */
function keep(states: State[], state: State): void {
  const same = states.findIndex((s) => s.last === state.last);
  if (same === -1) states.push(state);
  else if ((states[same]?.cost ?? 0) > state.cost) states[same] = state;
}

function kept(states: State[]): readonly State[] {
  return states.sort((a, b) => a.cost - b.cost).slice(0, beam);
}

/** The arcs that lead to a state, and what the path costs up to every place, spread evenly within an arc. */
function traced(end: State, length: number): { path: Arc[]; costs: Float64Array } {
  const path: Arc[] = [];
  const costs = new Float64Array(length + 1);
  for (let state: State | null = end; state?.arc; state = state.before) {
    const { arc, before } = state;
    path.push(arc);
    const from = before?.cost ?? 0;
    for (let i = arc.start + 1; i <= arc.end; i++) costs[i] = from + ((state.cost - from) * (i - arc.start)) / (arc.end - arc.start);
  }
  return { path: path.reverse(), costs };
}
