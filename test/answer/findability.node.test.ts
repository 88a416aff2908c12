import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prepare } from "../../src/answer/ask.ts";
import { EntriesInMemory } from "../../src/answer/entries-in-memory.ts";
import { circumstancesOf, type LostQuestion, lostQuestion, unfindable } from "../../src/answer/findability.ts";
import { buildSnapshot } from "../../src/index/build.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import type { Entry } from "../../src/kb/entry.ts";
import { Periods } from "../../src/kb/periods.ts";
import { ShingleCorpus } from "../../src/kb/shingle-corpus.ts";
import { dictionary } from "../index/small-corpus.ts";
import { base } from "../index/the-base.ts";

const now = "2026-05-01";
type Asked = Exclude<Entry, { kind: "article" }>;
const curated = base.entries.filter((entry): entry is Asked => entry.kind !== "article");

async function opened(entries: readonly Entry[]): Promise<EntriesInMemory> {
  const result = Snapshot.open((await buildSnapshot({ ...base, entries }, dictionary)).file);
  if ("fault" in result) throw new Error(result.fault.reason);
  return new EntriesInMemory(result.snapshot, entries);
}

const line = ({ entry, question, winner, place }: LostQuestion) => `${entry.id} ${question}: ${winner}, itself ${place}`;

/** Every entry asked every one of its questions. */
function askedAll(snapshot: EntriesInMemory, entries: readonly Asked[]): string[] {
  return entries.flatMap((entry) =>
    entry.questions.flatMap((text, i) => {
      const lost = lostQuestion(snapshot, entry, i, prepare(snapshot, text, circumstancesOf(snapshot, entry, text, now)));
      return lost === null ? [] : [line(lost)];
    }),
  );
}

function askedFew(snapshot: EntriesInMemory, entries: readonly Asked[]): string[] {
  return [...unfindable(snapshot, { entries, corpus: new ShingleCorpus(entries), periods: new Periods(entries), now })].map(line);
}

describe("asking only the questions that can be lost", () => {
  /**
   * Bases in which many a question is lost: entries of the knowledge base, each with some of its questions
   * clipped, and some taken from others, so that two entries say the same.
   */
  const mixed = fc.array(
    fc.record({
      entry: fc.constantFrom(...curated),
      /** Which of the others lends its questions. */
      other: fc.nat(),
      cuts: fc.array(fc.tuple(fc.nat(30), fc.boolean()), { minLength: 4, maxLength: 4 }),
    }),
    { minLength: 30, maxLength: 60 },
  );

  test("finds the same lost questions as asking all of them, but for a few in a thousand", async () => {
    let lost = 0;
    let missed = 0;
    await fc.assert(
      fc.asyncProperty(mixed, async (parts) => {
        const byId = new Map(
          parts.map(({ entry, other, cuts }): [string, Asked] => [
            entry.id,
            {
              ...entry,
              questions: cuts.map(([at, own]) => {
                const { questions } = (own ? entry : parts[other % parts.length]?.entry) ?? entry;
                const question = questions[at % questions.length] ?? "";
                return question.slice(0, Math.max(6, at));
              }),
            },
          ]),
        );
        const entries = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
        const snapshot = await opened(entries);
        const all = askedAll(snapshot, entries);
        const found = askedFew(snapshot, entries);
        expect(all).toEqual(expect.arrayContaining(found));
        lost += all.length;
        missed += all.length - found.length;
      }),
      { numRuns: 16, seed: 20261123 },
    );
    expect(lost).toBeGreaterThan(100);
    expect(missed / lost).toBeLessThan(0.01);
  });

  test("agrees with asking all questions of the knowledge base", async () => {
    const entries = curated.toSorted((a, b) => (a.id < b.id ? -1 : 1)).filter((_, i) => i % 8 === 0);
    const snapshot = await opened(entries);
    expect(askedFew(snapshot, entries)).toEqual(askedAll(snapshot, entries));
  });
});

describe("when an entry is asked", () => {
  const rule = (id: string, fields: Partial<Asked>): Asked =>
    ({ ...(curated.find((e) => e.id === "matters/stray-dogs") ?? {}), keywords: [], body: "", id, ...fields }) as Asked;
  const asks = async (entries: readonly Asked[]) => askedFew(await opened(entries), entries);

  test("it is asked on a day on which it is in force; one that never will be is not asked", async () => {
    const past = rule("matters/past", { questions: ["流浪狗归谁管"], validity: { to: "2020-12-31" } });
    const future = rule("matters/to-come", { questions: ["流浪狗归谁管"], validity: { from: "2027-01-01", to: "2027-12-31" } });
    expect(await asks([past, future])).toEqual([]);
  });

  test("it is asked where it holds", async () => {
    const here = rule("matters/here", { questions: ["流浪狗归谁管"], region: "510900" });
    const there = rule("matters/there", { questions: ["流浪狗归谁管"], region: "110000" });
    expect(await asks([here, there])).toEqual([]);
  });

  test("a question that names a place where it does not hold is lost", async () => {
    const here = rule("matters/here", { questions: ["北京的流浪狗归谁管"], region: "510900" });
    expect(await asks([here])).toEqual(["matters/here 0: null, itself null"]);
  });

  test("a case gives way to the rule it illustrates, and to no other", async () => {
    const matter = rule("matters/dogs", { questions: ["流浪狗归谁管"] });
    const solved = { ...rule("cases/dog", { questions: ["流浪狗归谁管"] }), kind: "case", outcome: "已捕捉", title: "一条狗" };
    const illustrating = { ...solved, illustrates: ["matters/dogs"] } as Asked;
    const alone = { ...solved, illustrates: [] } as unknown as Asked;
    expect(await asks([illustrating, matter])).toEqual([]);
    expect(await asks([alone, matter])).toEqual(["cases/dog 0: matters/dogs, itself 2"]);
  });
});
