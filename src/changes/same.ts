/** A value as text that is equal for equal values: keys in order, what is not said left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isPlain(part) ? sorted(part) : part)) ?? "";
}

/** True where two values of the model say the same; an empty list says what an absent one does. */
export function same(a: unknown, b: unknown): boolean {
  // Mostly nothing has changed, keys stand in one order, and the engine's own comparison is far quicker.
  return (
    a === b || JSON.stringify(a) === JSON.stringify(b) || canonical(isEmpty(a) ? undefined : a) === canonical(isEmpty(b) ? undefined : b)
  );
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A figure that says it is exact says what one without a bound does. */
function sorted(value: Record<string, unknown>): Record<string, unknown> {
  const said = Object.entries(value).filter(([key, part]) => part !== undefined && !(key === "bound" && part === "exact"));
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)));
}
