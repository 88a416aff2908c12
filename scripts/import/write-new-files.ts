import { constants, copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../user-error.ts";

/** A file that must not exist yet. */
export type NewFile = { readonly path: string; readonly text: string };

/**
 * Writes all files or none, each whole, and none over another: they are written in a hidden folder beside their places
 * first and then linked there, which fails where a file appeared meanwhile; what was linked until then is taken back.
 */
export function writeNewFiles(folder: string, files: readonly NewFile[]): void {
  const made: string[] = [];
  let draft: string | null = null;
  const done: string[] = [];
  try {
    makeFolder(folder, made);
    draft = mkdtempSync(join(folder, ".import-"));
    for (const [i, { text }] of files.entries()) writeFileSync(join(draft, String(i)), text);
    for (const [i, { path }] of files.entries()) {
      makeFolder(dirname(path), made);
      place(join(draft, String(i)), path);
      done.push(path);
    }
  } catch (error) {
    for (const path of done) rmSync(path, { force: true });
    if (draft !== null) rmSync(draft, { recursive: true, force: true });
    for (const path of made.reverse()) removeEmpty(path);
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(`nothing was written to ${folder}: ${why} — make room, or choose a folder you may write to`);
  }
  rmSync(draft, { recursive: true, force: true });
}

/** A hard link is made whole and never over a file; where the disk knows none, a copy that refuses to overwrite. */
function place(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "ENOSYS" && code !== "EXDEV" && code !== "EMLINK") throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), made);
  mkdirSync(folder);
  made.push(folder);
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else's file is in it by now: it stays.
  }
}
