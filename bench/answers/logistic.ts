/** One labelled example. */
export type Example = { readonly x: readonly number[]; readonly right: boolean /** 1 where not said. */; readonly weight?: number };
/** One choice among options, of which some are right. */
export type Choice = {
  readonly options: readonly (readonly number[])[];
  readonly right: readonly boolean[];
  /** 1 where not said. */
  readonly weight?: number;
};

/**
 * Logistic regression by Newton's method with a ridge penalty (the bias is not penalized).
 * @returns bias first, then one weight per feature
 */
export function fitLogistic(examples: readonly Example[], ridge: number, steps = 30): number[] {
  const size = (examples[0]?.x.length ?? 0) + 1;
  const w = new Array<number>(size).fill(0);
  for (let step = 0; step < steps; step++) {
    const gradient = w.map((v, i) => (i === 0 ? 0 : ridge * v));
    const hessian = w.map((_, i) => w.map((__, k) => (i === k && i > 0 ? ridge : i === k ? 1e-9 : 0)));
    for (const { x, right, weight = 1 } of examples) {
      const row = [1, ...x];
      const p = 1 / (1 + Math.exp(-row.reduce((sum, v, i) => sum + v * (w[i] ?? 0), 0)));
      const slope = weight * p * (1 - p);
      row.forEach((a, i) => {
        gradient[i] = (gradient[i] ?? 0) + weight * (p - (right ? 1 : 0)) * a;
        const line = hessian[i] ?? [];
        row.forEach((b, k) => {
          line[k] = (line[k] ?? 0) + slope * a * b;
        });
      });
    }
    const move = solve(hessian, gradient);
    for (let i = 0; i < size; i++) w[i] = (w[i] ?? 0) - (move[i] ?? 0);
    if (Math.max(...move.map(Math.abs)) < 1e-8) break;
  }
  return w;
}

/**
 * Conditional logit (McFadden 1974): the probability of an option is the softmax of its score.
 * Newton's method with a ridge penalty, halving steps that do not better the objective.
 * @returns one weight per feature
 */
export function fitConditional(choices: readonly Choice[], ridge: number, steps = 60): number[] {
  const size = choices[0]?.options[0]?.length ?? 0;
  let w = new Array<number>(size).fill(0);
  let reached = objective(choices, w, ridge);
  for (let step = 0; step < steps; step++) {
    const { gradient, curvature } = slopes(choices, w, ridge);
    const move = solve(curvature, gradient);
    let better = reached;
    let next = w;
    for (let length = 1; length > 1e-4 && better <= reached; length /= 2) {
      next = w.map((v, i) => v + length * (move[i] ?? 0));
      better = objective(choices, next, ridge);
    }
    if (better - reached < 1e-7) break;
    w = next;
    reached = better;
  }
  return w;
}

/** Penalized log-likelihood. */
function objective(choices: readonly Choice[], w: readonly number[], ridge: number): number {
  let sum = (-ridge / 2) * w.reduce((s, v) => s + v * v, 0);
  for (const { options, right, weight = 1 } of choices) {
    const odds = oddsOf(options, w);
    sum += weight * (Math.log(total(odds.filter((_, k) => right[k]))) - Math.log(total(odds)));
  }
  return sum;
}

/** Gradient, and the negative Hessian without the part that is not sure to be positive. */
function slopes(choices: readonly Choice[], w: readonly number[], ridge: number): { gradient: number[]; curvature: number[][] } {
  const gradient = w.map((v) => -ridge * v);
  const curvature = w.map((_, i) => w.map((__, k) => (i === k ? ridge : 0)));
  for (const { options, right, weight = 1 } of choices) {
    const odds = oddsOf(options, w);
    const all = total(odds);
    const allRight = total(odds.filter((_, k) => right[k]));
    const mean = w.map((_, i) => options.reduce((s, x, k) => s + ((odds[k] ?? 0) / all) * (x[i] ?? 0), 0));
    options.forEach((x, k) => {
      const share = (weight * (odds[k] ?? 0)) / all;
      const pull = (right[k] ? (weight * (odds[k] ?? 0)) / allRight : 0) - share;
      for (let i = 0; i < w.length; i++) {
        gradient[i] = (gradient[i] ?? 0) + pull * (x[i] ?? 0);
        const line = curvature[i] ?? [];
        const away = share * ((x[i] ?? 0) - (mean[i] ?? 0));
        for (let j = 0; j < w.length; j++) line[j] = (line[j] ?? 0) + away * ((x[j] ?? 0) - (mean[j] ?? 0));
      }
    });
  }
  return { gradient, curvature };
}

/** Softmax numerators, the greatest being 1. */
function oddsOf(options: readonly (readonly number[])[], w: readonly number[]): number[] {
  const scores = options.map((x) => x.reduce((sum, v, i) => sum + v * (w[i] ?? 0), 0));
  const highest = Math.max(...scores);
  return scores.map((s) => Math.exp(s - highest));
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Gaussian elimination with partial pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, i) => [...line, right[i] ?? 0]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    const pivot = rows.slice(i).reduce((best, line, k) => (Math.abs(line[i] ?? 0) > Math.abs(rows[best]?.[i] ?? 0) ? i + k : best), i);
    [rows[i], rows[pivot]] = [rows[pivot] ?? [], rows[i] ?? []];
    const top = rows[i] ?? [];
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const line = rows[k] ?? [];
      const factor = (line[i] ?? 0) / (top[i] || 1e-12);
      for (let j = i; j <= n; j++) line[j] = (line[j] ?? 0) - factor * (top[j] ?? 0);
    }
  }
  return rows.map((line, i) => (line[n] ?? 0) / (line[i] || 1e-12));
}
