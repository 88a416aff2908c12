import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packEntries, type RangeReader, StoredEntries } from "../../src/index/stored-entries.ts";
import type { Entry } from "../../src/kb/entry.ts";
import { article } from "./small-corpus.ts";

const encode = (entries: readonly Entry[]) => entries.map((e) => new TextEncoder().encode(JSON.stringify(e)));
/** Enough text to be compressed, in many blocks. */
const many = Array.from({ length: 1500 }, (_, i) => article(`a${i}`, `第${i}条`, `流浪狗归谁管\n“${i}”。`.repeat(600 + (i % 7))));
const large = await packEntries(encode(many));

/** Reads the part and remembers which ranges it was asked for. */
function reader(part: Uint8Array<ArrayBuffer>): { read: RangeReader; asked: [number, number][] } {
  const asked: [number, number][] = [];
  const read: RangeReader = async (from, to) => {
    asked.push([from, to]);
    return part.slice(from, to);
  };
  return { read, asked };
}

describe("stored entries", () => {
  test("a small base's are kept as they are and read back from memory", async () => {
    const law = fc.asyncProperty(fc.array(fc.string({ unit: "binary" }), { maxLength: 30 }), async (texts) => {
      const entries = texts.map((text, i) => article(`${i}`, text, text));
      const { columns, part } = await packEntries(encode(entries));
      expect(columns.compressed).toBe(false);
      const stored = new StoredEntries(columns, part);
      expect(entries.map((_, i) => stored.entry(i))).toEqual(JSON.parse(JSON.stringify(entries)));
    });
    await fc.assert(law, { numRuns: 50 });
  });

  test("a large base's are compressed, block by block, and read back from memory", () => {
    const { columns, part } = large;
    expect(columns.compressed).toBe(true);
    expect(columns.start.length).toBeGreaterThan(100);
    expect(part.length).toBeLessThan(JSON.stringify(many).length / 5);
    const stored = new StoredEntries(columns, part);
    for (const document of [0, 1499, 1, 300]) expect(stored.entry(document)).toEqual(many[document]);
  });

  test("kept elsewhere, each block of a page is fetched once, and no other", async () => {
    const { read, asked } = reader(large.part);
    const stored = new StoredEntries(large.columns, read);
    await stored.load([5, 400, 5]);
    await stored.load([400, 5]);
    expect([5, 400].map((d) => stored.entry(d))).toEqual([many[5], many[400]]);
    expect(new Set(asked.map(([from]) => from)).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(() => stored.entry(200)).toThrow(/was not loaded/);
  });

  test("kept elsewhere, all entries can be read in turn, however many", async () => {
    const stored = new StoredEntries(large.columns, reader(large.part).read);
    for (let document = 0; document < many.length; document += 20) {
      const page = Array.from({ length: 20 }, (_, i) => document + i);
      await stored.load(page);
      expect(page.map((d) => stored.entry(d))).toEqual(many.slice(document, document + 20));
    }
  });

  test("a block that is not the one built is refused, not read", async () => {
    const { read } = reader(large.part.map((byte, i) => (i === 3 ? byte ^ 1 : byte)));
    const stored = new StoredEntries(large.columns, read);
    await expect(stored.load([0])).rejects.toThrow(/not the one that was built/);
    await stored.load([1499]);
    expect(stored.entry(1499)).toEqual(many[1499]);
  });
});
