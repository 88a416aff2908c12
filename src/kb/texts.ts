import type { Entry } from "./entry.ts";

/** Fields that hold no words: references, days, codes, units. */
const wordless = new Set([
  "id",
  "kind",
  "region",
  "reviewed",
  "validity",
  "source",
  "supersedes",
  "illustrates",
  "from",
  "to",
  "unit",
  "role",
]);

/** Every text of an entry in which somebody may look for words. */
export function textsOf(entry: Entry): string[] {
  const texts: string[] = [];
  const read = (value: unknown): void => {
    if (typeof value === "string") texts.push(value);
    else if (Array.isArray(value)) for (const item of value) read(item);
    else if (typeof value === "object" && value !== null)
      for (const [key, field] of Object.entries(value)) if (!wordless.has(key)) read(field);
  };
  read(entry);
  return texts;
}
