import fc from "fast-check";
import { expect, test } from "vitest";
import { dayNumber } from "../../src/index/day-number.ts";
import { readContainer } from "../../src/index/format.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import { tokenize } from "../../src/text/tokenize.ts";
import { townSnapshot } from "../store/small-town.ts";
import { searchFor, termsOf } from "./same-ranking.ts";

/** A snapshot that came to harm on its way, and a program that did not ask for its hash. */
const { file } = await townSnapshot();
const container = readContainer(file);
if ("fault" in container) throw new Error(container.fault.reason);
const sections = Object.values(container.sections);
/** The header and the table of sections. */
const head = Math.min(...sections.map((s) => s.byteOffset));

const inHead = fc.nat(head - 1);
/** A byte of the content; every section is as likely to be hit, be it ever so small. */
const inContent = fc
  .constantFrom(...sections.filter((s) => s.byteLength > 0))
  .chain((s) => fc.nat(s.byteLength - 1).map((at) => s.byteOffset + at));
const harm = (place: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(place, fc.oneof(fc.nat(255), fc.constantFrom(0, 255))), { minLength: 1, maxLength: 6 });
/** Whole, mostly. */
const lengths = fc.oneof({ weight: 3, arbitrary: fc.constant(file.byteLength) }, { weight: 1, arbitrary: fc.nat(file.byteLength) });

function harmed(changes: readonly (readonly [at: number, byte: number])[], length = file.byteLength): Uint8Array<ArrayBuffer> {
  const copy = file.slice(0, length);
  for (const [at, byte] of changes) if (at < length) copy[at] = byte;
  return copy;
}

test("opening it gives a snapshot or a named fault, and never throws", () => {
  const faults = new Set<string>();
  const law = fc.property(harm(fc.oneof(inHead, inContent)), lengths, (changes, length) => {
    const result = Snapshot.open(harmed(changes, length));
    faults.add("fault" in result ? result.fault.reason : "opened");
  });
  fc.assert(law, { numRuns: 3000 });
  expect([...faults].sort()).toEqual(expect.arrayContaining(["not_a_snapshot", "opened", "section_corrupt", "unknown_format"]));
});

test("what opens all the same can be searched: wrong answers perhaps, but no failure and no end of waiting", () => {
  let opened = 0;
  const law = fc.property(harm(inContent), (changes) => {
    const result = Snapshot.open(harmed(changes));
    if ("fault" in result) return;
    const { snapshot } = result;
    opened++;
    for (const text of ["流浪狗归谁管", "92岁老人补贴多少", "管理局"]) {
      tokenize(text, snapshot.lexicon);
      for (const { document } of searchFor(snapshot, termsOf(snapshot, text))) {
        snapshot.id(document);
        snapshot.kind(document);
        snapshot.region(document);
        snapshot.departmentsOf(document);
        snapshot.inForce(document, dayNumber.of("2026-01-01"));
      }
    }
    snapshot.documentOf("matters/stray-dogs");
  });
  fc.assert(law, { numRuns: 3000 });
  expect(opened).toBeGreaterThan(1000);
});

test("with the hash asked for, one changed byte anywhere is refused", async () => {
  const change = fc.integer({ min: 1, max: 255 });
  const law = fc.asyncProperty(fc.oneof(inHead, inContent), change, async (at, flipped) => {
    const result = await Snapshot.openVerified(harmed([[at, (file[at] ?? 0) ^ flipped]]));
    expect(result).toHaveProperty("fault");
    if (at >= head) expect(["hash_mismatch", "section_corrupt", "section_missing"]).toContain("fault" in result && result.fault.reason);
  });
  await fc.assert(law, { numRuns: 500 });
});

test("with the hash asked for, a file cut short anywhere is refused", async () => {
  const law = fc.asyncProperty(fc.nat(file.byteLength - 1), async (length) => {
    expect(await Snapshot.openVerified(file.slice(0, length))).toHaveProperty("fault");
  });
  await fc.assert(law, { numRuns: 300 });
});

test("unharmed, it opens with the hash asked for", async () => {
  expect(await Snapshot.openVerified(file)).toHaveProperty("snapshot");
});
