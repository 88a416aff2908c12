import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  analyzerVersion,
  type Column,
  formatVersion,
  hashesHold,
  headerBytes,
  readContainer,
  readHeader,
  type SectionName,
  type Sections,
  sections,
  versionOf,
  writeContainer,
} from "../../src/index/format.ts";
import { fileOf } from "./small-corpus.ts";

const names = Object.keys(sections) as SectionName[];
const header = 56;
/** Where the hashed bytes begin. */
const hashed = 40;
const row = 16;
/** Where a section's line of the table has its fields. */
const fieldsOf = (name: SectionName) => {
  const at = header + names.indexOf(name) * row;
  return { id: at, size: at + 4, offset: at + 8, length: at + 12 };
};

/** Columns of the types a snapshot has them in. */
const real = readContainer(await fileOf([]));
if ("fault" in real) throw new Error(real.fault.reason);
const columnLike = (column: Column): fc.Arbitrary<Column> => {
  if (column instanceof Int32Array) return fc.int32Array();
  if (column instanceof Float32Array) return fc.float32Array({ noNaN: true });
  if (column instanceof Uint32Array) return fc.uint32Array();
  return column instanceof Uint16Array ? fc.uint16Array() : fc.uint8Array();
};
const content = fc.record(Object.fromEntries(names.map((name) => [name, columnLike(real.sections[name])]))) as fc.Arbitrary<Sections>;

const storedPart = fc.uint8Array({ minLength: 1, maxLength: 50 }).map((bytes): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes));
const bytesOf = async (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

const [sample] = fc.sample(content, { seed: 7, numRuns: 1 });
if (sample === undefined) throw new Error("no sample");
const stored = Uint8Array.from(new TextEncoder().encode("{}\n"));
const file = await writeContainer({ ...sample, idStart: Uint32Array.of(1, 2, 3), trieLabels: Uint16Array.of(1, 2, 3) }, stored);
const searchable = file.byteLength - stored.byteLength;

async function holds(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const container = readContainer(bytes);
  return !("fault" in container) && (await hashesHold(bytes, container));
}

/** A copy of the file with 32-bit numbers of its header or table replaced. */
function edited(...edits: readonly (readonly [at: number, value: number])[]): Uint8Array<ArrayBuffer> {
  const copy = file.slice();
  for (const [at, value] of edits) new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
}

describe("a container", () => {
  test("gives back what was written, with the hash of its stored part", async () => {
    const law = fc.asyncProperty(content, storedPart, async (written, part) => {
      const all = await writeContainer(written, part);
      const sections = { ...written, storedHash: await bytesOf(part) };
      expect(readContainer(all)).toEqual({ sections, stored: part });
      expect(readContainer(all.slice(0, all.length - part.length))).toEqual({ sections, stored: null });
    });
    await fc.assert(law);
  });

  test("is the same for the same content, and another for another", async () => {
    const law = fc.asyncProperty(
      content,
      fc.constantFrom(...names.filter((n) => n !== "storedHash")),
      storedPart,
      async (written, name, part) => {
        const bytes = await writeContainer(written, part);
        expect(await writeContainer(structuredClone(written), part)).toEqual(bytes);
        const longer = await writeContainer({ ...written, [name]: new Uint8Array(written[name].byteLength + 8) }, part);
        expect(versionOf(longer)).not.toBe(versionOf(bytes));
        const other = await writeContainer(written, new Uint8Array(part.length + 1));
        expect(versionOf(other)).not.toBe(versionOf(bytes));
      },
    );
    await fc.assert(law);
  });

  test("is read in place: sections are views of the file, each at a multiple of eight", () => {
    const result = readContainer(file);
    if ("fault" in result) throw new Error(result.fault.reason);
    for (const section of Object.values(result.sections)) {
      expect(section.buffer).toBe(file.buffer);
      expect(section.byteOffset % 8).toBe(0);
    }
  });

  test("says its name, its versions and its hash at the places every reader relies on", async () => {
    const view = new DataView(file.buffer);
    expect(new TextDecoder().decode(file.subarray(0, 4))).toBe("SGKB");
    expect([4, 40, 44, 48, 52].map((at) => view.getUint32(at, true))).toEqual([
      formatVersion,
      analyzerVersion,
      names.length,
      searchable,
      stored.byteLength,
    ]);
    const hash = Buffer.from(await crypto.subtle.digest("SHA-256", file.slice(hashed, searchable)));
    expect(Buffer.from(file.subarray(8, hashed)).equals(hash)).toBe(true);
    expect(versionOf(file)).toBe(hash.toString("hex").slice(0, 12));
    expect(await holds(file)).toBe(true);
    expect(readHeader(file.subarray(0, headerBytes))).toEqual({ lengths: { searchable, stored: stored.byteLength } });
  });

  test("no two sections share a number, which an older file may have used", () => {
    expect(new Set(Object.values(sections).map(([id]) => id)).size).toBe(names.length);
  });
});

describe("a file that is not what it should be is refused by name", () => {
  const notASnapshot = { fault: { reason: "not_a_snapshot" } };
  const corrupt = (section: SectionName) => ({ fault: { reason: "section_corrupt", section, detail: "out of bounds or misaligned" } });

  test.each([
    ["an empty file", new Uint8Array(0), notASnapshot],
    ["a web page", new Uint8Array(new TextEncoder().encode(`<!doctype html>${" ".repeat(2000)}`)), notASnapshot],
    ["another magic number", edited([0, 0x21212121]), notASnapshot],
    ["a header cut short", file.slice(0, 10), notASnapshot],
    ["a table longer than the file", edited([44, 0xffff_ffff]), notASnapshot],
    ["a format of the future", edited([4, 99]), { fault: { reason: "unknown_format", found: 99, expected: formatVersion } }],
    ["another analyzer", edited([40, 99]), { fault: { reason: "analyzer_mismatch", found: 99, expected: analyzerVersion } }],
    [
      "a section nobody knows in the place of one",
      edited([fieldsOf("regions").id, 999]),
      { fault: { reason: "section_missing", section: "regions" } },
    ],
    ["a table without its last line", edited([44, names.length - 1]), { fault: { reason: "section_missing", section: names.at(-1) } }],
    ["a table that claims one line more", edited([44, names.length + 1]), corrupt("meta")],
    ["a file cut short", file.slice(0, -1), { fault: { reason: "wrong_length", found: file.byteLength - 1, expected: file.byteLength } }],
    [
      "a stored part that is said to be longer",
      edited([52, 9]),
      { fault: { reason: "wrong_length", found: file.byteLength, expected: searchable + 9 } },
    ],
    ["a section beyond the end", edited([fieldsOf("idStart").offset, file.byteLength]), corrupt("idStart")],
    ["a section that ends beyond the end", edited([fieldsOf("idStart").length, file.byteLength]), corrupt("idStart")],
    ["an offset that wraps round", edited([fieldsOf("idStart").offset, 0xffff_fff8]), corrupt("idStart")],
    ["a section inside the header", edited([fieldsOf("idStart").offset, 16]), corrupt("idStart")],
    ["a section at an odd place", edited([fieldsOf("idBytes").offset, header + names.length * row + 4]), corrupt("idBytes")],
    ["half an element", edited([fieldsOf("trieLabels").length, 5]), corrupt("trieLabels")],
    ["elements of another size", edited([fieldsOf("idStart").size, 1]), corrupt("idStart")],
    ["elements of no size", edited([fieldsOf("idStart").size, 0]), corrupt("idStart")],
  ])("%s", (_, bytes, expected) => {
    expect(readContainer(bytes)).toEqual(expected);
  });

  test("a file that does not begin at a multiple of eight in memory", () => {
    const shifted = new Uint8Array(file.byteLength + 4);
    shifted.set(file, 4);
    expect(readContainer(shifted.subarray(4))).toEqual(notASnapshot);
  });

  test("content that is not what the hash says", async () => {
    const law = fc.asyncProperty(fc.integer({ min: 8, max: file.byteLength - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const copy = file.slice();
      copy[at] = (copy[at] ?? 0) ^ change;
      expect(await holds(copy)).toBe(false);
    });
    await fc.assert(law);
  });
});
