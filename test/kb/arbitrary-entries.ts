import fc from "fast-check";
import { z } from "zod";
import type { Entry } from "../../src/kb/entry.ts";
import { figure, kinds } from "../../src/kb/schema.ts";
import type { FiledEntry } from "../../src/kb/serialize-entry.ts";

/** Any entry the schemas allow, with texts that YAML and Markdown could trip over. */

const tricky = [
  "- a",
  "a: b",
  "#",
  " # 说明",
  "---",
  "...",
  "null",
  "yes",
  "012",
  "1e3",
  "0x1F",
  "2026-01-01",
  "'",
  '"',
  "[",
  "{ a: b }",
  "*",
  "&a",
  "!!x",
  "|",
  ">-",
  "%",
  "@",
  "`",
  "?",
  "狗\n  猫",
  "狗\n\n---\n猫",
  "\t",
  "a\\n",
  "：",
  "，",
  "\u2028",
  "\u0007",
  "~",
  "-",
  "1_000",
  "=",
  "<<",
];
const someText = fc.oneof(
  fc.constantFrom(...tricky),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc
    .array(fc.oneof(fc.constantFrom(...tricky), fc.string({ unit: "grapheme", maxLength: 4 })), { maxLength: 4 })
    .map((parts) => parts.join("\n")),
);
const text = someText.map((t) => t.trim()).filter((t) => t !== "");
const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const number = fc.oneof(fc.integer({ min: -1000, max: 100_000 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }));

/** What an editor may write where a schema stands. */
function written(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema === figure) {
    const { value, range, ...rest } = figure.shape;
    const either = (given: Record<string, z.ZodType>) => written(z.strictObject({ ...rest, ...given }));
    return fc.oneof(either({ value: value.unwrap() }), either({ range: range.unwrap() }));
  }
  if (schema instanceof z.ZodOptional) return fc.option(written(schema.unwrap() as z.ZodType), { nil: undefined });
  if (schema instanceof z.ZodDefault) return fc.option(written(schema.unwrap() as z.ZodType), { nil: undefined });
  if (schema instanceof z.ZodNullable) return fc.option(written(schema.unwrap() as z.ZodType));
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((option) => written(option as z.ZodType)));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodISODate) return day;
  if (schema instanceof z.ZodURL) return fc.webUrl();
  if (schema instanceof z.ZodNumber) return number;
  if (schema instanceof z.ZodTuple) return fc.tuple(...schema.def.items.map((item) => written(item as z.ZodType)));
  if (schema instanceof z.ZodArray) return fc.array(written(schema.element as z.ZodType), { minLength: 1, maxLength: 3 });
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, field]) => [key, written(field)]);
    return fc.record(Object.fromEntries(fields)).map((record) => JSON.parse(JSON.stringify(record)));
  }
  return fc.oneof(text, fc.constantFrom("08:30", "24:00", "510900")).filter((t) => schema.safeParse(t).success);
}

const body = someText.map((t) => t.replaceAll("\r\n", "\n").trim());
const name = fc.stringMatching(/^[a-z0-9]{1,4}(?:[-/][a-z0-9]{1,3}){0,2}$/u);

export const anyEntry: fc.Arbitrary<FiledEntry> = fc.oneof(
  ...Object.entries(kinds).map(([folder, { kind, schema }]) =>
    fc.tuple(name, body, written(schema)).map(([path, text, content]) => {
      return { id: `${folder}/${path}`, kind, body: text, ...schema.parse(content) } as Entry as FiledEntry;
    }),
  ),
);
