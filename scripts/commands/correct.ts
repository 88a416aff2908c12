import { relative, resolve } from "node:path";
import { holdsCorrection } from "../../src/kb/reconcile.ts";
import { readCorrection, readEntryFile } from "../entry-file.ts";
import { type Corrected, Remote } from "../remote.ts";
import { SettledCorrections } from "../settled-corrections.ts";
import { UserError } from "../user-error.ts";

export type CorrectOptions = { url: string; token?: string; kb: string; json?: boolean };
type Refused = Extract<Awaited<ReturnType<Remote["correct"]>>, { refused: unknown }>["refused"];

/** Puts one entry's file in force at once, without publishing; where there is no such file, the entry is deleted. */
export async function correct(given: string, options: CorrectOptions): Promise<void> {
  const id = idOf(given, options.kb);
  const local = readEntryFile(options.kb, id);
  const remote = new Remote(options.url, options.token);
  const served = await remote.entry(id);
  if (local.text === null && served === null)
    throw new UserError(`there is neither a file ${local.path} nor an entry ${id} on ${remote.url}`);
  const standing = (await remote.corrections()).corrections.map(readCorrection).find((c) => c.id === id);
  const settled = new SettledCorrections(options.kb, remote.url);
  if (standing !== undefined && !holdsCorrection(local.entry, standing, settled.has(standing)))
    throw new UserError(
      `nothing was corrected: ${standing.by} corrected ${id} live, and your file does not hold that — bring it in first: npm run kb -- pull --url ${remote.url}`,
    );
  const result = await remote.correct(id, local.text, served?.tag ?? null);
  if ("refused" in result) throw new UserError(complaint("nothing was corrected", result.refused, options.kb));
  if (result.correction) settled.add({ id, revision: result.correction.revision });
  report(result, remote.url, options, `in force     ${id} on ${remote.url} at once; everywhere within 10 s`);
}

/** policies/elderly-allowance, or the path of its file. */
export function idOf(given: string, kb: string): string {
  if (!given.endsWith(".md")) return given;
  return relative(kb, resolve(given)).replaceAll("\\", "/").replace(/\.md$/u, "");
}

export function report({ id, changes, warnings, correction }: Corrected, url: string, { json }: CorrectOptions, done: string): void {
  if (json) {
    console.log(JSON.stringify({ id, correction, changes, warnings }));
    return;
  }
  for (const warning of warnings) console.log(warning);
  for (const change of changes) console.log(`             ${change.text}`);
  console.log(done);
  if (correction) console.log(`undo         npm run kb -- revert ${id} --url ${url}`);
}

/** Problems name files below the base's folder; the editor sees them from where the command was started. */
export function complaint(nothing: string, { detail, errors, status }: Refused, kb: string): string {
  const folder = relative(process.cwd(), kb);
  if (errors)
    return [...errors.map((e) => (folder === "" ? e.detail : `${folder}/${e.detail}`)), `${nothing}: ${errors.length} errors`].join("\n");
  return `${nothing}: ${detail}${status === 412 ? " — see: npm run kb -- corrections" : ""}`;
}
