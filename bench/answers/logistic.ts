/** One labelled example. */
export type Example = { readonly x: readonly number[]; readonly right: boolean };
/** One choice among options, of which some are right. */
export type Choice = { readonly options: readonly (readonly number[])[]; readonly right: readonly boolean[] };

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
    for (const { x, right } of examples) {
      const row = [1, ...x];
      const p = 1 / (1 + Math.exp(-row.reduce((sum, v, i) => sum + v * (w[i] ?? 0), 0)));
      const slope = p * (1 - p);
      row.forEach((a, i) => {
        gradient[i] = (gradient[i] ?? 0) + (p - (right ? 1 : 0)) * a;
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
 * Gradient ascent with a ridge penalty; the objective is concave.
 * @returns one weight per feature
 */
export function fitConditional(choices: readonly Choice[], ridge: number, steps = 3000): number[] {
  const size = choices[0]?.options[0]?.length ?? 0;
  const w = new Array<number>(size).fill(0);
  const rate = 4 / choices.length;
  for (let step = 0; step < steps; step++) {
    const gradient = w.map((v) => -ridge * v);
    for (const { options, right } of choices) {
      const odds = options.map((x) => Math.exp(x.reduce((sum, v, i) => sum + v * (w[i] ?? 0), 0)));
      const all = odds.reduce((a, b) => a + b, 0);
      const allRight = odds.reduce((a, b, k) => a + (right[k] ? b : 0), 0);
      options.forEach((x, k) => {
        const pull = (right[k] ? (odds[k] ?? 0) / allRight : 0) - (odds[k] ?? 0) / all;
        x.forEach((v, i) => {
          gradient[i] = (gradient[i] ?? 0) + pull * v;
        });
      });
    }
    for (let i = 0; i < size; i++) w[i] = (w[i] ?? 0) + rate * (gradient[i] ?? 0);
  }
  return w;
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
