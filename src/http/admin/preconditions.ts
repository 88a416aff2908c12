/** The conditional headers of a request, as they were sent (RFC 9110, 13.1). */
export type Conditions = { readonly ifMatch?: string | undefined; readonly ifNoneMatch?: string | undefined };

/**
 * Whether a change of something with this tag (null: it does not exist) may be made. What exists
 * is changed only by somebody who says which state they saw.
 */
export function holds({ ifMatch, ifNoneMatch }: Conditions, tag: string | null): true | "precondition_required" | "precondition_failed" {
  if (ifMatch !== undefined && !matches(ifMatch, tag)) return "precondition_failed";
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, tag)) return "precondition_failed";
  return tag !== null && ifMatch === undefined ? "precondition_required" : true;
}

/** `*` is whatever exists; a weak tag promises too little. */
function matches(list: string, tag: string | null): boolean {
  if (tag === null) return false;
  return list.trim() === "*" || list.split(",").some((one) => one.trim() === tag);
}
