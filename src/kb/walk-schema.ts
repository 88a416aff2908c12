import { z } from "zod";

/** A value of some content, and what the schema wants in its place; `key` where the schema knows no such key. */
export type Visit = {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
  readonly schema: z.ZodType | null;
  /** The keys that may stand beside it. */
  readonly siblings: readonly string[];
};

/** Visits all of some content together with its schema, whether it fits or not; what surrounds a value comes before it. */
export function* walkSchema(content: unknown, schema: unknown, path: readonly PropertyKey[] = []): Generator<Visit> {
  const node = unwrapSchema(schema);
  if (node instanceof z.ZodType) yield { path, value: content, schema: node, siblings: [] };
  if (node instanceof z.ZodObject && isRecord(content)) {
    const known = Object.keys(node.shape);
    for (const [key, value] of Object.entries(content)) {
      if (known.includes(key)) yield* walkSchema(value, node.shape[key], [...path, key]);
      else yield { path: [...path, key], value, schema: null, siblings: known };
    }
  } else if (node instanceof z.ZodRecord && isRecord(content)) {
    for (const [key, value] of Object.entries(content)) yield* walkSchema(value, node.valueType, [...path, key]);
  } else if (Array.isArray(content)) {
    for (const [i, item] of content.entries()) {
      if (node instanceof z.ZodArray) yield* walkSchema(item, node.element, [...path, i]);
      if (node instanceof z.ZodTuple) yield* walkSchema(item, node.def.items[i], [...path, i]);
    }
  }
}

/** What a schema is about, without "optional", "or null" and defaults around it. */
export function unwrapSchema(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodNullable) inner = inner.unwrap();
  return inner;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
