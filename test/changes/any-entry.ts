import fc from "fast-check";
import type { Entry, Figure, Handler, Tier, TierTable } from "../../src/kb/entry.ts";

/** Entries of every kind with a few values for each field, so that two of them are often nearly alike. */

const word = fc.constantFrom(
  "井盖",
  "路灯",
  "补贴",
  "值班",
  "x",
  "路灯 ",
  "一二三四五六七八九十".repeat(8),
  `${"一二三四五六七八九十".repeat(8)}。`,
);
const words = fc.array(word, { maxLength: 3 });
const day = fc.constantFrom("2019-01-01", "2026-03-01");
const amount = fc.constantFrom(50, 100, 120);
const unit = fc.constantFrom("元/月", "工作日", "分钟");
const bound = fc.constantFrom("exact", "at-most", "about");
const optional = <T, K extends string>(key: K, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((v) => (v === undefined ? {} : { [key]: v }) as { [P in K]?: T });
const merged = (...parts: fc.Arbitrary<object>[]) => fc.tuple(...parts).map((all) => Object.assign({}, ...all));

const when = optional("when", word);
const handler: fc.Arbitrary<Handler> = merged(
  fc.record({ department: fc.constantFrom("公安局", "城管局", "住建局"), role: fc.constantFrom("lead", "assist") }),
  when,
  optional("from", day),
  optional("to", day),
);
const figure: fc.Arbitrary<Figure> = merged(
  fc.record({ label: word, unit }),
  fc.oneof(fc.record({ value: amount }), fc.record({ range: fc.constantFrom([3, 5], [3, 6]) })),
  when,
  optional("bound", bound),
);
const tier: fc.Arbitrary<Tier> = merged(
  fc.record({ from: fc.constantFrom(90, 95, null), to: fc.constantFrom(94, 99, null), value: amount, unit }),
  when,
  optional("label", word),
  optional("bound", bound),
);
const table: fc.Arbitrary<TierTable> = fc.record({
  label: word,
  dimension: fc.constantFrom("age", "amount"),
  unit: fc.constantFrom("岁", "元"),
  tiers: fc.array(tier, { minLength: 1, maxLength: 4 }),
});
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 3 });
const common = merged(
  fc.record({
    body: word,
    questions: words,
    keywords: words,
    validity: merged(optional("from", day), optional("to", day)),
    reviewed: fc.option(day),
    supersedes: words,
    caveats: words,
    source: merged(fc.record({ title: word }), optional("issued", day), optional("url", fc.constant("https://example.org/"))),
  }),
  optional("region", fc.constantFrom("510900", "510903")),
);
const facts = fc.record({ figures: list(figure), tables: list(table) });
const titled = fc.record({ title: word });

const shapes = {
  matter: merged(titled, fc.record({ handlers: list(handler) }), optional("basis", word)),
  policy: merged(titled, facts, fc.record({ handlers: list(handler) })),
  role: merged(titled, fc.record({ organization: word, duties: words, limits: list(figure) }), optional("reportsTo", word)),
  guide: merged(titled, facts, fc.record({ steps: words }), optional("definition", word), optional("formula", word)),
  case: merged(titled, fc.record({ handlers: list(handler), outcome: word, illustrates: words })),
  department: fc.record({
    name: word,
    aliases: words,
    lineage: list(merged(fc.record({ name: word, aliases: words, to: day, basis: word }), optional("from", day), optional("into", word))),
  }),
};

/** An entry, its id in keeping with its kind. */
export const anyEntry: fc.Arbitrary<Entry> = fc
  .constantFrom("matter", "policy", "role", "guide", "case", "department")
  .chain((kind) =>
    fc
      .constantFrom("a", "b", "c")
      .chain((name) => merged(fc.constant({ id: `${kind}/${name}`, kind }), common, shapes[kind as keyof typeof shapes])),
  );

/** Two forms of one entry. */
export const twoForms: fc.Arbitrary<readonly [Entry, Entry]> = anyEntry.chain((first) =>
  fc.oneof(
    anyEntry.filter((e) => e.kind === first.kind).map((second) => [first, { ...second, id: first.id }] as const),
    // Nearly alike: one field of another.
    anyEntry
      .filter((e) => e.kind === first.kind)
      .chain((second) =>
        fc
          .constantFrom(...Object.keys(second))
          .map((field) => [first, { ...first, [field]: Reflect.get(second, field), id: first.id }] as const),
      ),
  ),
);

/** Entries with ids of their own. */
export const anyEntries: fc.Arbitrary<Entry[]> = fc.uniqueArray(anyEntry, { selector: (e) => e.id, maxLength: 6 });
