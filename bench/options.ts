import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { UserError } from "../scripts/user-error.ts";

/** Runs a bench with a folder for its files, which is gone afterwards however it ends; an expected failure is a line on standard error. */
export async function perform(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  try {
    await work(folder);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Commander hands a parser the previous value as well, which `resolve` itself would take for a second path. */
export function path(given: string): string {
  return resolve(given);
}

export function count(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("a whole number from 1 on");
  return value;
}

export function noteList(note: string, notes: readonly string[]): string[] {
  return [...notes, note];
}
