import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ask } from "../../src/answer/ask.ts";
import { dayNumber } from "../../src/index/day-number.ts";
import { headerBytes, readContainer, sections as sectionTable } from "../../src/index/format.ts";
import { type Opened, Snapshot } from "../../src/index/snapshot.ts";
import { townSnapshot } from "../store/small-town.ts";
import { searchFor, termsOf } from "./same-ranking.ts";

/** A snapshot that came to harm on its way, and a program that did not ask for its hash: 100,000 harmed files in all. */
const { file } = await townSnapshot();
const container = readContainer(file);
if ("fault" in container) throw new Error(container.fault.reason);
const sections = Object.values(container.sections).filter((s) => s.byteLength > 0);
/** The header and the table of sections. */
const head = Math.min(...sections.map((s) => s.byteOffset));
const rows = Object.keys(sectionTable).length;
const seed = 20_261_125;

type Change = readonly [at: number, byte: number];
const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255));
const changes = (place: fc.Arbitrary<number>) => fc.array(fc.tuple(place, byte), { minLength: 1, maxLength: 6 });
const inHead = fc.nat(head - 1);
/** A byte of the content; every section is as likely to be hit, be it ever so small. */
const inContent = fc.constantFrom(...sections).chain((s) => fc.nat(s.byteLength - 1).map((at) => s.byteOffset + at));
const rowAt = (row: number) => headerBytes + 16 * row;
const number = fc.oneof(
  fc.nat(0xffff_ffff),
  fc.constantFrom(0, 1, 4, 8, 0xffff_ffff, 0xffff_fff8, file.byteLength, file.byteLength - 8),
  fc.nat(file.byteLength),
);
/** A field of a line of the table, another value in it. */
const hostileLength = fc.tuple(fc.nat(rows - 1), fc.constantFrom(0, 4, 8, 12), number);
const swapped = fc.tuple(fc.nat(rows - 1), fc.nat(rows - 1));

/** Does something with the file while it is changed, and mends it. */
function harmed<T>(edit: (view: DataView) => readonly Change[], use: (bytes: Uint8Array<ArrayBuffer>) => T): T {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const before = edit(view).map(([at, value]): Change => {
    const was = file[at] ?? 0;
    file[at] = value;
    return [at, was];
  });
  try {
    return use(file);
  } finally {
    for (const [at, was] of before.toReversed()) file[at] = was;
  }
}

/** The bytes of a 32-bit number, as changes. */
function u32(at: number, value: number): Change[] {
  return [0, 8, 16, 24].map((shift, i) => [at + i, (value >>> shift) & 255]);
}

const seen = new Map<string, number>();
function count(result: Opened): void {
  const reason = "fault" in result ? result.fault.reason : "opened";
  seen.set(reason, (seen.get(reason) ?? 0) + 1);
}

/** Everything a request reads. Answers may be wrong; what is asked for is that they come. */
function useAll(snapshot: Snapshot, question: string): void {
  for (const { document } of searchFor(snapshot, termsOf(snapshot, question), 10)) {
    snapshot.id(document);
    snapshot.kind(document);
    snapshot.region(document);
    snapshot.departmentsOf(document);
    snapshot.inForce(document, dayNumber.of("2026-01-01"));
  }
  snapshot.count(termsOf(snapshot, question).map((t) => ({ ...t, term: snapshot.term(t.text) })));
  snapshot.documentOf("matters/stray-dogs");
  snapshot.suggest(question.slice(0, 2), 5);
  snapshot.suggest("liulang", 5);
  snapshot.pronunciations.words("niunan");
}

describe("opening a harmed file gives a snapshot or a named fault, and never throws", () => {
  test("30,000 with other bytes in header and table", () => {
    fc.assert(
      fc.property(changes(inHead), (some) =>
        harmed(
          () => some,
          (bytes) => count(Snapshot.open(bytes)),
        ),
      ),
      { numRuns: 30_000, seed },
    );
  });

  test("20,000 with hostile offsets, lengths and numbers in the table", () => {
    fc.assert(
      fc.property(fc.array(hostileLength, { minLength: 1, maxLength: 3 }), (fields) =>
        harmed(
          () => fields.flatMap(([row, field, value]) => u32(rowAt(row) + field, value)),
          (bytes) => count(Snapshot.open(bytes)),
        ),
      ),
      { numRuns: 20_000, seed },
    );
  });

  test("10,000 with two sections in each other's place", () => {
    fc.assert(
      fc.property(swapped, ([a, b]) =>
        harmed(
          (view) =>
            [8, 12].flatMap((field) => [
              ...u32(rowAt(a) + field, view.getUint32(rowAt(b) + field, true)),
              ...u32(rowAt(b) + field, view.getUint32(rowAt(a) + field, true)),
            ]),
          (bytes) => {
            const result = Snapshot.open(bytes);
            count(result);
            if ("snapshot" in result) expect(() => searchFor(result.snapshot, termsOf(result.snapshot, "流浪狗"), 5)).not.toThrow();
          },
        ),
      ),
      { numRuns: 10_000, seed },
    );
  });

  test("20,000 cut short", () => {
    fc.assert(
      fc.property(fc.nat(file.byteLength - 1), (length) => {
        const result = Snapshot.open(file.subarray(0, length));
        count(result);
        expect(result).toHaveProperty("fault");
      }),
      { numRuns: 20_000, seed },
    );
  });

  test("every kind of fault was met", () => {
    expect([...seen.keys()].sort()).toEqual(
      expect.arrayContaining([
        "analyzer_mismatch",
        "not_a_snapshot",
        "opened",
        "section_corrupt",
        "section_missing",
        "unknown_format",
        "wrong_length",
      ]),
    );
  });
});

test("20,000 that open all the same can be searched: wrong answers perhaps, but no failure and no end of waiting", () => {
  let opened = 0;
  const law = fc.property(changes(inContent), fc.constantFrom("流浪狗归谁管", "92岁老人补贴多少", "管理局"), (some, question) =>
    harmed(
      () => some,
      (bytes) => {
        const result = Snapshot.open(bytes);
        if ("fault" in result) return;
        opened++;
        useAll(result.snapshot, question);
      },
    ),
  );
  fc.assert(law, { numRuns: 20_000, seed });
  expect(opened).toBeGreaterThan(10_000);
});

describe("with the hashes asked for, nothing wrong is ever served", () => {
  test("one changed byte anywhere is refused", async () => {
    const place = fc.oneof(inHead, inContent, fc.nat(file.byteLength - 1));
    const law = fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, flipped) => {
      const copy = file.slice();
      copy[at] = (copy[at] ?? 0) ^ flipped;
      expect(await Snapshot.openVerified(copy)).toHaveProperty("fault");
    });
    await fc.assert(law, { numRuns: 500, seed });
  });

  test("unharmed, it opens and answers", async () => {
    const result = await Snapshot.openVerified(file);
    if ("fault" in result) throw new Error(result.fault.reason);
    expect(ask(result.snapshot, "流浪狗归谁管", { at: "2026-05-01" }, 5).asked.candidates[0]?.id).toBe("matters/stray-dogs");
  });
});
