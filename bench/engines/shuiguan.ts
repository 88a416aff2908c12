import { closeSync, openSync, readSync } from "node:fs";
import { build } from "../../scripts/commands/build.ts";
import { readSnapshot } from "../../scripts/snapshot-file.ts";
import { headerBytes, readHeader } from "../../src/index/format.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import { refine, refinedDepth } from "../../src/query/proximity.ts";
import { retrieve } from "../../src/query/retrieve.ts";
import { understand } from "../../src/query/understand.ts";
import type { Engine } from "./engine.ts";

/** Any day will do: plain documents are always in force. */
const at = "2026-11-23";
/** Entries up to this size are kept in memory, larger ones are read when they are shown: as scripts/snapshot-file.ts has it. */
const readWhole = 8 * 1024 * 1024;

/** This project: the command that builds, and the search path as `kb eval` runs it. */
export const shuiguan: Engine = {
  label: "Shuiguan",
  package: null,

  async build(documents, index) {
    await build({ docs: [documents], out: index, json: true });
  },

  async load(index) {
    const descriptor = openSync(index, "r");
    const { searchable, stored } = lengthsOf(descriptor);
    const read = searchable + (stored <= readWhole ? stored : 0);
    const opened = Snapshot.open(bytesOf(descriptor, 0, read), async (from, to) => bytesOf(descriptor, searchable + from, searchable + to));
    if ("fault" in opened) throw new Error(`the snapshot is refused: ${opened.fault.reason}`);
    const { snapshot } = opened;
    return async (query, k) => {
      const understood = understand(snapshot, query, { at });
      const found = retrieve(snapshot, understood, k);
      await snapshot.load(found.slice(0, refinedDepth(snapshot)).map((hit) => hit.document));
      return refine(snapshot, understood, found).map((hit) => snapshot.id(hit.document));
    };
  },

  searchableBytes(index) {
    const descriptor = openSync(index, "r");
    const { searchable } = lengthsOf(descriptor);
    closeSync(descriptor);
    return searchable;
  },

  async verify(index) {
    await readSnapshot(index);
  },
};

/** How long the parts are: the one that questions are asked of, and behind it the entries to show. */
function lengthsOf(descriptor: number): { searchable: number; stored: number } {
  const header = readHeader(bytesOf(descriptor, 0, headerBytes));
  if ("fault" in header) throw new Error(`the snapshot is refused: ${header.fault.reason}`);
  return header.lengths;
}

function bytesOf(descriptor: number, from: number, to: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(to - from);
  readSync(descriptor, bytes, 0, bytes.length, from);
  return bytes;
}
