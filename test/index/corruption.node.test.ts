import fc from "fast-check";
import { expect, test } from "vitest";
import { dayNumber } from "../../src/index/day-number.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import { tokenize } from "../../src/text/tokenize.ts";
import { townSnapshot } from "../store/small-town.ts";
import { searchFor, termsOf } from "./same-ranking.ts";

/** A snapshot that came to harm on its way, and a program that did not ask for its hash. */
const { file } = await townSnapshot();
/** The header and the table of sections, where harm does most. */
const tableEnd = 48 + 22 * 16;

const place = fc.oneof(fc.nat(tableEnd), fc.nat(tableEnd), fc.nat(file.byteLength - 1));
const harm = fc.array(fc.tuple(place, fc.oneof(fc.nat(255), fc.constantFrom(0, 255))), { minLength: 1, maxLength: 6 });

function harmed(changes: readonly (readonly [at: number, byte: number])[], length = file.byteLength): Uint8Array<ArrayBuffer> {
  const copy = file.slice(0, length);
  for (const [at, byte] of changes) if (at < length) copy[at] = byte;
  return copy;
}

test("opening it gives a snapshot or a named fault, and never throws", () => {
  const faults = new Set<string>();
  const law = fc.property(harm, fc.option(fc.nat(file.byteLength), { nil: undefined }), (changes, length) => {
    const result = Snapshot.open(harmed(changes, length));
    faults.add("fault" in result ? result.fault.reason : "opened");
  });
  fc.assert(law, { numRuns: 3000 });
  expect([...faults].sort()).toEqual(expect.arrayContaining(["not_a_snapshot", "opened", "section_corrupt", "unknown_format"]));
});

test("what opens all the same can be searched: wrong answers perhaps, but no failure and no end of waiting", () => {
  const law = fc.property(harm, (changes) => {
    const result = Snapshot.open(harmed(changes));
    if ("fault" in result) return;
    const { snapshot } = result;
    for (const text of ["流浪狗归谁管", "92岁老人补贴多少", "管理局"]) {
      tokenize(text, snapshot.lexicon);
      for (const { document } of searchFor(snapshot, termsOf(snapshot, text)).hits) {
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
});

test("with the hash asked for, one changed byte anywhere is refused", async () => {
  const change = fc.integer({ min: 1, max: 255 });
  const law = fc.asyncProperty(place, change, async (at, flipped) => {
    const result = await Snapshot.openVerified(harmed([[at, (file[at] ?? 0) ^ flipped]]));
    expect(result).toHaveProperty("fault");
    if (at >= tableEnd) expect(["hash_mismatch", "section_corrupt"]).toContain("fault" in result && result.fault.reason);
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
