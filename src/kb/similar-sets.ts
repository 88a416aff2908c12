/** Two of the sets and the weight of what both hold, as a share of the weight of what either holds. */
export type SimilarPair = { readonly a: number; readonly b: number; readonly similarity: number };

export type SimilarityRules = {
  /** What sharing an element is worth; more than nothing. */
  readonly weight: (element: number) => number;
  /** Pairs less similar than this are not looked for; above 0. */
  readonly threshold: number;
  /** False for pairs that need not be compared. */
  readonly comparable?: (a: number, b: number) => boolean;
  /** Partners named of one set at most: a thousand copies of one text are not half a million pairs. */
  readonly mostPartners?: number;
};

/** Rounding must not lose a pair that is just similar enough. */
const margin = 1e-9;

/**
 * All pairs of sets that are at least so similar (weighted Jaccard), `a` before `b`, without
 * comparing every set with every other: prefix filtering (Chaudhuri, Ganti, Kaushik 2006;
 * Bayardo, Ma, Srikant 2007).
 *
 *     elements, the weightiest first   ■ ■ ■ ■ │ □ □ □ □ □
 *                                      prefix  │ weighs less than threshold · all
 *
 * What two similar sets share weighs at least threshold · all of either, so the weightiest
 * thing they share stands in the prefix of both: only prefixes need an index.
 */
export function* similarSets(sets: readonly (readonly number[])[], rules: SimilarityRules): Generator<SimilarPair> {
  const { threshold, comparable = () => true, mostPartners = Number.POSITIVE_INFINITY } = rules;
  const { ranked, weights } = rankElements(sets, rules.weight);
  const masses = ranked.map((set) => set.reduce((sum, rank) => sum + (weights[rank] ?? 0), 0));
  /** By element: the earlier sets that hold it in their prefix. */
  const holders = new Map<number, number[]>();
  const seenFor = new Int32Array(sets.length).fill(-1);
  for (const [b, set] of ranked.entries()) {
    const mass = masses[b] ?? 0;
    let partners = 0;
    let rest = mass;
    for (const rank of set) {
      if (rest < threshold * mass - margin) break;
      rest -= weights[rank] ?? 0;
      const earlier = holders.get(rank) ?? [];
      for (const a of earlier) {
        if (partners >= mostPartners) break;
        if (seenFor[a] === b) continue;
        seenFor[a] = b;
        const other = masses[a] ?? 0;
        if (Math.min(mass, other) < threshold * Math.max(mass, other) - margin || !comparable(a, b)) continue;
        const common = commonWeight(ranked[a] ?? [], set, weights);
        const similarity = common / (mass + other - common || 1);
        if (similarity < threshold - margin) continue;
        partners++;
        yield { a, b, similarity };
      }
      earlier.push(b);
      holders.set(rank, earlier);
    }
  }
}

/** Elements numbered by weight, the weightiest first, and every set as ascending numbers. */
function rankElements(sets: readonly (readonly number[])[], weight: (element: number) => number) {
  const weightOf = new Map<number, number>();
  for (const set of sets) for (const element of set) if (!weightOf.has(element)) weightOf.set(element, weight(element));
  const order = [...weightOf].sort(([a, weightA], [b, weightB]) => weightB - weightA || a - b);
  const rankOf = new Map(order.map(([element], rank) => [element, rank]));
  const ranked = sets.map((set) => Uint32Array.from(new Set(set), (element) => rankOf.get(element) ?? 0).sort());
  return { ranked, weights: Float64Array.from(order, ([, w]) => w) };
}

function commonWeight(a: ArrayLike<number>, b: ArrayLike<number>, weights: Float64Array): number {
  let common = 0;
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const left = a[i] ?? 0;
    const right = b[k] ?? 0;
    if (left === right) common += weights[left] ?? 0;
    if (left <= right) i++;
    if (right <= left) k++;
  }
  return common;
}
