import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noDocument, PostingsCursor } from "../../src/index/postings-cursor.ts";
import { blockSize, PostingsWriter } from "../../src/index/postings-writer.ts";

type Posting = readonly [document: number, tuple: number];

/** Documents ascending with gaps of every width, tuples of every width. */
const postings = fc
  .array(fc.tuple(fc.oneof(fc.nat(3), fc.nat(300), fc.nat(70_000)), fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40_000))), {
    minLength: 1,
    maxLength: 3 * blockSize + 5,
    size: "max",
  })
  .map((steps) => {
    let document = -1;
    return steps.map(([gap, tuple]): Posting => {
      document += gap + 1;
      return [document, tuple];
    });
  });

const impactOf = (tuple: number) => (tuple + 1) / 40_002;

function packed(...lists: readonly (readonly Posting[])[]): { words: Uint32Array; slots: number[] } {
  const writer = new PostingsWriter();
  const slots = lists.map((list) => {
    const documents = Uint32Array.from(list, ([d]) => d);
    const tuples = Uint32Array.from(list, ([, t]) => t);
    return writer.add({ documents, tuples, impact: (row) => impactOf(tuples[row] ?? 0) }, 0, list.length);
  });
  return { words: writer.words(), slots };
}

function read(words: Uint32Array, slot: number): Posting[] {
  const cursor = new PostingsCursor().open(words, slot);
  const found: Posting[] = [];
  for (let document = cursor.seek(0); document !== noDocument; document = cursor.next()) found.push([document, cursor.tuple()]);
  return found;
}

describe("packed postings", () => {
  test("read back as they were written, list after list", () => {
    fc.assert(
      fc.property(fc.array(postings, { minLength: 1, maxLength: 4 }), (lists) => {
        const { words, slots } = packed(...lists);
        expect(slots.map((slot) => read(words, slot))).toEqual(lists);
        expect(slots.map((slot) => PostingsCursor.count(words, slot))).toEqual(lists.map((list) => list.length));
      }),
    );
  });

  test("can be asked about any document in any order", () => {
    fc.assert(
      fc.property(postings, fc.array(fc.oneof(fc.nat(2000), fc.nat(10_000_000)), { maxLength: 50 }), (list, wanted) => {
        const { words, slots } = packed(list);
        const cursor = new PostingsCursor().open(words, slots[0] ?? 0);
        for (const document of [...wanted, ...list.map(([d]) => d).toReversed()]) {
          const next = list.find(([d]) => d >= document);
          expect(cursor.seek(document)).toBe(next?.[0] ?? noDocument);
          if (next) expect(cursor.tuple()).toBe(next[1]);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("their ranges bound every impact", () => {
    fc.assert(
      fc.property(postings, (list) => {
        const { words, slots } = packed(list);
        const ranges: [number, number, number][] = [];
        new PostingsCursor().open(words, slots[0] ?? 0).eachRange((...range) => ranges.push(range));
        for (const [document, tuple] of list) {
          const bounds = ranges.filter(([first, last]) => first <= document && document <= last).map(([, , bound]) => bound);
          expect(Math.max(...bounds)).toBeGreaterThanOrEqual(impactOf(tuple));
        }
      }),
      { numRuns: 50 },
    );
  });

  test("a lone posting of a common tuple takes no room but its slot", () => {
    expect(packed([[7, 3]]).words).toHaveLength(0);
    expect(packed([[7, 100_000]]).words.length).toBeGreaterThan(0);
    expect(packed([]).slots).toEqual([0]);
  });
});
