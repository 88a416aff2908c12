import { type Document, isCollection, isMap, isPair, isScalar, type Scalar, visit, type YAMLError } from "yaml";

/** Which of the two a path that ends in a key means. */
export type Part = "key" | "value";

/**
 * Offset of what stands at a path of a document: a scalar's own, a list's or a map's key;
 * the nearest thing around it where the path leads nowhere (a missing field).
 */
export function offsetOf(document: Document, path: readonly PropertyKey[], part: Part = "value"): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path[depth - 1]);
      if (pair && isScalar(pair.key) && pair.key.range) {
        const { value } = pair;
        const own = depth === path.length && part === "value" && isScalar(value) && !isBlank(value) ? value.range : null;
        return (own ?? pair.key.range)[0];
      }
    }
    const node = document.getIn(path.slice(0, depth), true);
    if ((isScalar(node) || isCollection(node)) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** A key with nothing after it: the parser puts its null somewhere behind the colon. */
function isBlank({ type, source }: Scalar): boolean {
  return type === "PLAIN" && source === "";
}

/**
 * Offset of a syntax error: of the opening quote or bracket where its end is what misses
 * (the parser notices only lines later), else where the parser says.
 */
export function offsetOfError(document: Document, error: YAMLError): number {
  const [end] = error.pos;
  let quoted: number | null = null;
  let bracketed: number | null = null;
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith("QUOTE") && range?.[1] === end) quoted = range[0];
    },
    Collection(_, { flow, range }) {
      if (flow && range?.[1] === end) bracketed ??= range[0];
    },
  });
  if (error.code === "MISSING_CHAR") return quoted ?? bracketed ?? end;
  return error.code === "BAD_INDENT" ? (bracketed ?? end) : end;
}
