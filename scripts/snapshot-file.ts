import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Snapshot } from "../src/index/snapshot.ts";
import { UserError } from "./user-error.ts";

/** Writes a file whole or not at all: beside its place first, then moved there. */
export function writeWhole(file: string, content: Uint8Array | string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.part`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new UserError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A snapshot from a file, verified; `builtAt` is the file's own time. */
export async function readSnapshot(file: string): Promise<{ snapshot: Snapshot; builtAt: string }> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new UserError(`there is no snapshot ${file} — make one with: npm run kb -- build`);
  const bytes = new Uint8Array(readFileSync(file));
  const opened = await Snapshot.openVerified(bytes.byteOffset % 8 === 0 ? bytes : bytes.slice());
  if ("fault" in opened)
    throw new UserError(`${file} cannot be used: ${describe(opened.fault)} — build it again with: npm run kb -- build`);
  return { snapshot: opened.snapshot, builtAt: statSync(file).mtime.toISOString() };
}

function describe(fault: { reason: string }): string {
  const { reason, ...rest } = fault;
  const details = Object.entries(rest).map(([k, v]) => `${k} ${v}`);
  return [reason.replaceAll("_", " "), ...details].join(", ");
}
