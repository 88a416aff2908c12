import fc from "fast-check";
import type { CorrectedEntry } from "../../src/index/corrected-entry.ts";
import { DepartmentRegistry } from "../../src/kb/departments.ts";
import type { Department, Entry, Guide, Matter } from "../../src/kb/entry.ts";
import type { KnowledgeBase } from "../../src/kb/knowledge-base.ts";
import { article, baseOf, townText } from "./small-corpus.ts";

/** Small bases in which everything hangs together: departments with names to fight over, rules that end others, and changes to them. */

const names = ["管理局", "流浪狗局", "井盖处", "老人办", "补贴科"];
const days = ["2019-01-01", "2020-06-15", "2026-11-23"];
const rules = { validity: {}, reviewed: null, supersedes: [], caveats: [], source: { title: "手册" }, questions: [], keywords: [] };
const validity = fc.record({ from: fc.constantFrom(...days), to: fc.constantFrom(...days) }, { requiredKeys: [] });
const ids = ["matters/a", "matters/b", "matters/c", "guides/a", "guides/b", "x"];
const supersedes = fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 2 });
const said = {
  title: townText,
  questions: fc.array(townText, { maxLength: 3 }),
  keywords: fc.array(townText, { maxLength: 2 }),
  body: townText,
};

/** The departments that share all names among them: three, two or one, whatever their names. */
const registry: fc.Arbitrary<Department[]> = fc
  .tuple(
    fc.shuffledSubarray(names, { minLength: names.length }),
    fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
    townText,
  )
  .map(([all, cuts, body]) => {
    const ends = [...cuts.toSorted(), all.length];
    return ends.map((end, i): Department => {
      const [name = "", ...aliases] = all.slice(ends[i - 1] ?? 0, end);
      return { ...rules, kind: "department", id: `departments/${"abc"[i]}`, name, aliases, lineage: [], body };
    });
  });
const matter = fc
  .tuple(fc.constantFrom(...ids.filter((id) => id.startsWith("matters"))), fc.shuffledSubarray(names, { minLength: 1 }), fc.record(said))
  .chain(([id, leads, text]) =>
    fc.record({ validity, supersedes, region: fc.constantFrom("510900", "510903") }, { requiredKeys: ["validity", "supersedes"] }).map(
      (rule): Matter => ({
        ...rules,
        ...text,
        ...rule,
        kind: "matter",
        id,
        handlers: leads.map((department) => ({ department, role: "lead" })),
      }),
    ),
  );
const guideEntry = fc
  .tuple(fc.constantFrom("guides/a", "guides/b"), fc.record(said), validity, supersedes)
  .map(([id, text, valid, ends]): Guide => {
    return { ...rules, ...text, kind: "guide", id, validity: valid, supersedes: ends, figures: [], tables: [], steps: [] };
  });
const plain = fc.tuple(townText, townText).map(([title, body]) => article("x", title, body));

const ruleEntries = fc.uniqueArray(fc.oneof(matter, guideEntry, plain), { maxLength: 6, selector: (entry) => entry.id });

/** Entries with distinct ids, whose departments are all there. */
export const townEntries: fc.Arbitrary<Entry[]> = fc
  .tuple(registry, ruleEntries)
  .map(([departments, others]) => [...departments, ...others]);

/** Changes to any such base that leave it sound: at most one of each id, departments changed together or not at all. */
export const townCorrections: fc.Arbitrary<CorrectedEntry[]> = fc
  .tuple(fc.option(registry, { nil: [] }), ruleEntries, fc.subarray([...ids, "guides/none"]))
  .map(([departments, others, gone]) => {
    const put = [...departments, ...others];
    const left = departments.length === 0 ? [] : ["departments/a", "departments/b", "departments/c"];
    return [
      ...put.map((entry) => ({ id: entry.id, entry })),
      ...[...gone, ...left].filter((id) => !put.some((e) => e.id === id)).map((id) => ({ id, entry: null })),
    ];
  });

export function townOf(entries: readonly Entry[]): KnowledgeBase {
  const departments = entries.filter((e) => e.kind === "department").toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { ...baseOf(entries), departments: new DepartmentRegistry(departments) };
}

/** What is left of a base after corrections. */
export function corrected(entries: readonly Entry[], corrections: readonly CorrectedEntry[]): Entry[] {
  const touched = new Set(corrections.map((c) => c.id));
  return [...entries.filter((e) => !touched.has(e.id)), ...corrections.flatMap((c) => c.entry ?? [])].toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}
