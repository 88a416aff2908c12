/**
 * BM25F (Robertson, Zaragoza, Taylor 2004): term frequencies are weighted and normalized per
 * field first, then saturated once.
 *
 *     tf(t, d)     = Σ_f  weight_f · tf_f / (1 − b_f + b_f · length_f / average_f)
 *     impact(t, d) = tf / (k1 + tf)                    in [0, 1), stored in eight bits
 *     score(q, d)  = Σ_t  weight_t · idf_t · impact(t, d)
 */
export const fields = ["title", "questions", "keywords", "body"] as const;
export type Field = (typeof fields)[number];

type FieldParameters = { readonly weight: number; readonly b: number };
export const parameters: { readonly k1: number } & Record<Field, FieldParameters> = {
  k1: 1.2,
  title: { weight: 2, b: 0.75 },
  questions: { weight: 2, b: 0.5 },
  keywords: { weight: 1.5, b: 0.5 },
  body: { weight: 1, b: 0.75 },
};

/** Steps of a stored impact: 1 … 255. */
const steps = 255;

/**
 * @param frequencies of one term in one document, by field
 * @param lengths of the document's fields, in tokens
 * @param averages over the documents that have the field
 * @returns the impact as a step, 1 … 255
 */
export function impactStep(frequencies: readonly number[], lengths: readonly number[], averages: readonly number[]): number {
  let weighted = 0;
  fields.forEach((field, i) => {
    const frequency = frequencies[i] ?? 0;
    if (frequency === 0) return;
    const { weight, b } = parameters[field];
    const relative = (lengths[i] ?? 0) / (averages[i] || 1);
    weighted += (weight * frequency) / (1 - b + b * relative);
  });
  return Math.max(1, Math.round((weighted / (parameters.k1 + weighted)) * steps));
}

/** The impact a step stands for. */
export function impactOf(step: number): number {
  return step / steps;
}

/** Inverse document frequency of a term found in `found` of `documents`; never negative. */
export function idf(found: number, documents: number): number {
  return Math.log(1 + (documents - found + 0.5) / (found + 0.5));
}
