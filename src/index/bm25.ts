/**
 * BM25F (Robertson, Zaragoza, Taylor 2004): term frequencies are weighted and normalized per
 * field first, then saturated once.
 *
 *     tf(t, d)     = Σ_f  weight_f · tf_f / (1 − b_f + b_f · length_f / average_f)
 *     impact(t, d) = tf / (k1 + tf)                    in [0, 1)
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

/** Inverse document frequency of a term found in `found` of `documents`; never negative. */
export function idf(found: number, documents: number): number {
  return Math.log(1 + (documents - found + 0.5) / (found + 0.5));
}
