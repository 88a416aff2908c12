import { build } from "../../scripts/commands/build.ts";
import { readBytes, readLarge, readSnapshot } from "../../scripts/snapshot-file.ts";
import { headerBytes, readHeader } from "../../src/index/format.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import { closestHits } from "../../src/query/proximity.ts";
import { retrieve } from "../../src/query/retrieve.ts";
import { understand } from "../../src/query/understand.ts";
import type { Engine } from "./engine.ts";

/** Any day will do: plain documents are always in force. */
const at = "2026-11-23";

/** This project: the command that builds; what its index finds, and a page of it as `kb eval` judges it. */
export const shuiguan: Engine = {
  label: "Shuiguan",
  package: null,

  async build(documents, index) {
    await build({ docs: [documents], out: index, json: true });
  },

  async load(index) {
    // As a server has a large base: the entries stay where they are until they are shown. No engine here loads the texts.
    const { searchable } = lengthsOf(index);
    const opened = Snapshot.open(await readLarge(index, searchable), async (from, to) =>
      readBytes(index, searchable + from, searchable + to),
    );
    if ("fault" in opened) throw new Error(`the snapshot is refused: ${opened.fault.reason}`);
    const { snapshot } = opened;
    return {
      search: (query, k) => retrieve(snapshot, understand(snapshot, query, { at }), k).map((hit) => snapshot.id(hit.document)),
      page: async (query, k) =>
        (await closestHits(snapshot, understand(snapshot, query, { at }), k)).map((hit) => snapshot.id(hit.document)),
    };
  },

  searchableBytes: (index) => lengthsOf(index).searchable,

  async verify(index) {
    await readSnapshot(index);
  },
};

/** How long the parts are: the one that questions are asked of, and behind it the entries to show. */
function lengthsOf(index: string): { searchable: number; stored: number } {
  const header = readHeader(readBytes(index, 0, headerBytes));
  if ("fault" in header) throw new Error(`the snapshot is refused: ${header.fault.reason}`);
  return header.lengths;
}
