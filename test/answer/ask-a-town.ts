import { type Asked, ask } from "../../src/answer/ask.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import { townSnapshot } from "../store/small-town.ts";

/** The small town's snapshot, with files added, replaced or (null) left out. */
export async function openTown(changes: Readonly<Record<string, string | null>> = {}): Promise<Snapshot> {
  const opened = Snapshot.open((await townSnapshot(changes)).file);
  if ("fault" in opened) throw new Error(opened.fault.reason);
  return opened.snapshot;
}

export function askTown(snapshot: Snapshot, question: string, at = "2026-05-01", region?: string): Asked {
  return ask(snapshot, question, { at, region }, 5).asked;
}

/** One file of the town: front matter and text. */
export function file(front: readonly string[], body = ""): string {
  return ["---", ...front, "---", body, ""].join("\n");
}
