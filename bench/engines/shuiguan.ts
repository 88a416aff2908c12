import { readFileSync } from "node:fs";
import { build } from "../../scripts/commands/build.ts";
import { readSnapshot } from "../../scripts/snapshot-file.ts";
import { readContainer } from "../../src/index/format.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import { refine } from "../../src/query/proximity.ts";
import { retrieve } from "../../src/query/retrieve.ts";
import { understand } from "../../src/query/understand.ts";
import type { Engine } from "./engine.ts";

/** Any day will do: plain documents are always in force. */
const at = "2026-11-23";

/** This project: the command that builds, and the search path as `kb eval` runs it. */
export const shuiguan: Engine = {
  label: "Shuiguan",
  package: null,

  async build(documents, index) {
    await build({ docs: [documents], out: index, json: true });
  },

  async load(index) {
    const opened = Snapshot.open(new Uint8Array(readFileSync(index)));
    if ("fault" in opened) throw new Error(`the snapshot is refused: ${opened.fault.reason}`);
    const { snapshot } = opened;
    return (query, k) => {
      const understood = understand(snapshot, query, { at });
      const { hits } = refine(snapshot, understood, retrieve(snapshot, understood, k));
      return hits.map((hit) => snapshot.id(hit.document));
    };
  },

  searchableBytes(index) {
    const file = new Uint8Array(readFileSync(index));
    const container = readContainer(file);
    if ("fault" in container) throw new Error(`the snapshot is refused: ${container.fault.reason}`);
    const { entryStart, entryBytes } = container.sections;
    return file.byteLength - entryStart.byteLength - entryBytes.byteLength;
  },

  async verify(index) {
    await readSnapshot(index);
  },
};
