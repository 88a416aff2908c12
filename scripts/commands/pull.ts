import { rmSync } from "node:fs";
import { relative } from "node:path";
import { changeOf } from "../../src/changes/difference.ts";
import { holdsCorrection, reconcile } from "../../src/kb/reconcile.ts";
import { rewriteEntry } from "../../src/kb/rewrite-entry.ts";
import type { FiledEntry } from "../../src/kb/serialize-entry.ts";
import { type EntryFile, type LiveCorrection, readCorrection, readEntryFile } from "../entry-file.ts";
import { Remote } from "../remote.ts";
import { SettledCorrections } from "../settled-corrections.ts";
import { writeWhole } from "../snapshot-file.ts";
import { UserError } from "../user-error.ts";
import { localTime } from "./told.ts";

export type PullOptions = { url: string; token?: string; kb: string; resolved: string[]; dryRun?: boolean; json?: boolean };
type What = "written" | "added" | "removed" | "merged" | "contained" | "settled" | "conflict";
type Pulled = { readonly correction: LiveCorrection; readonly local: EntryFile; readonly what: What };

/**
 * Writes what was corrected live into the files, so that they say what is served. What was changed in a file since is never
 * overwritten: it is merged where it is another field, and else left alone and reported.
 * @returns true when nothing is left to be done by hand
 */
export async function pull(options: PullOptions): Promise<boolean> {
  const remote = new Remote(options.url, options.token);
  const live = (await remote.corrections()).corrections.map(readCorrection);
  const settled = new SettledCorrections(options.kb, remote.url);
  const strangers = options.resolved.filter((id) => !live.some((c) => c.id === id));
  if (strangers.length > 0) throw new UserError(`--resolved ${strangers.join(", ")}: there is no such live correction on ${remote.url}`);
  const pulled = live.map((correction) => pullOne(correction, settled, options));
  if (!options.dryRun) settled.keepOnly(live);
  if (options.json)
    console.log(JSON.stringify({ corrections: pulled.map(({ correction: { id, revision }, what }) => ({ id, revision, what })) }));
  else tell(pulled, remote.url, options.dryRun === true);
  return !pulled.some((p) => p.what === "conflict");
}

function pullOne(correction: LiveCorrection, settled: SettledCorrections, { kb, resolved, dryRun }: PullOptions): Pulled {
  const local = readEntryFile(kb, correction.id);
  const done = (what: What) => {
    if (!dryRun && what !== "conflict") settled.add(correction);
    return { correction, local, what };
  };
  if (resolved.includes(correction.id)) {
    if (!holdsCorrection(local.entry, correction, true))
      throw new UserError(
        `--resolved ${correction.id}: ${here(local)} still reads as it did before the correction — write into it what is to be published; or take the correction back: npm run kb -- revert ${correction.id}`,
      );
    return done("settled");
  }
  const result = reconcile(local.entry, correction);
  switch (result.what) {
    case "contained":
      return done("contained");
    case "conflict":
      return done(holdsCorrection(local.entry, correction, settled.has(correction)) ? "settled" : "conflict");
    case "remove":
      if (!dryRun) rmSync(local.path);
      return done("removed");
    case "write":
    case "merged":
      if (!dryRun) write(local, correction, result.entry);
      return done(result.what === "merged" ? "merged" : local.text === null ? "added" : "written");
  }
}

function write({ path, text }: EntryFile, { id, file }: LiveCorrection, entry: FiledEntry): void {
  writeWhole(path, text === null ? (file ?? "") : rewriteEntry({ path: `${id}.md`, text }, entry));
}

function tell(pulled: readonly Pulled[], url: string, dryRun: boolean): void {
  for (const { correction, local, what } of pulled) {
    const { by, at, based, entry } = correction;
    console.log(`${what.padEnd(10)} ${here(local)}  (corrected live by ${by} at ${localTime(at)})`);
    const changes = based === null || entry === null || what === "contained" ? [] : (changeOf(based, entry)?.lines ?? []);
    if (entry === null && what === "conflict") console.log("           deleted live");
    for (const change of changes) console.log(`           ${change.text}`);
    if (what !== "conflict") continue;
    const own = based === null || local.entry === null ? [] : (changeOf(based, local.entry)?.lines ?? []);
    for (const change of own) console.log(`           but here ${change.text}`);
    console.log(`           put into the file what is to hold, then: npm run kb -- pull --resolved ${correction.id} --url ${url}`);
  }
  const conflicts = pulled.filter((p) => p.what === "conflict").length;
  const changed = pulled.filter((p) => !["contained", "settled", "conflict"].includes(p.what)).length;
  const files = `${changed} ${changed === 1 ? "file" : "files"} ${dryRun ? "would be changed" : "changed"}`;
  console.log(`${pulled.length} live corrections: ${files}${conflicts > 0 ? `, ${conflicts} in conflict` : ""}`);
  if (changed > 0 && !dryRun) console.log(`look at them, then: npm run kb -- check, and npm run kb -- publish --url ${url}`);
}

function here({ path }: EntryFile): string {
  return relative(process.cwd(), path);
}
