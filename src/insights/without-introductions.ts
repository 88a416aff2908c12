/** After each of these a new clause begins. */
const clauses = /(?<=[。，,；;！!？?\s])/u;
/** 我叫[姓名]。 · 请回电[手机号] · 车牌[车牌][手机号]， — not [车牌]乱停车: there the rest is the matter. */
const introduction = /^[^[\]]{0,8}(?:\[\p{Script=Han}{2,5}\])+[。，,；;！!？?\s]?$/u;

/**
 * A scrubbed question without the clauses in which people only introduced themselves: they say
 * nothing about what is asked. Where nothing else is said, the question stays as it is.
 */
export function withoutIntroductions(scrubbed: string): string {
  const rest = scrubbed
    .split(clauses)
    .filter((clause) => !introduction.test(clause))
    .join("");
  return /[\p{L}\p{N}]/u.test(rest) ? rest.trim() : scrubbed;
}
