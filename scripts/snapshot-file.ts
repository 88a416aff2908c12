import { chmodSync, closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { headerBytes, readHeader, type SnapshotFault } from "../src/index/format.ts";
import { Snapshot } from "../src/index/snapshot.ts";
import { UserError } from "./user-error.ts";

/** Writes a file whole or not at all: beside its place first, then moved there. `mode`: who may read and write it. */
export function writeWhole(file: string, content: Uint8Array | string, mode?: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.part`;
  try {
    writeFileSync(draft, content);
    if (mode !== undefined) chmodSync(draft, mode);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new UserError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Stored parts up to this size are read with the rest of the file. */
const readWhole = 16 * 1024 * 1024;

/**
 * A snapshot from a file, verified; `builtAt` is the file's own time. The stored part of a
 * large one stays in the file: its entries must be loaded before they are read.
 */
export async function readSnapshot(file: string): Promise<{ snapshot: Snapshot; builtAt: string }> {
  const size = statSync(file, { throwIfNoEntry: false });
  if (!size?.isFile()) throw new UserError(`there is no snapshot ${file} — make one with: npm run kb -- build`);
  const header = readHeader(readBytes(file, 0, Math.min(size.size, headerBytes)));
  if ("fault" in header) throw unusable(file, header.fault);
  const { searchable, stored } = header.lengths;
  const left = stored > readWhole && size.size === searchable + stored;
  const opened = await Snapshot.openVerified(await readLarge(file, left ? searchable : size.size), async (from, to) =>
    readBytes(file, searchable + from, searchable + to),
  );
  if ("fault" in opened) throw unusable(file, opened.fault);
  return { snapshot: opened.snapshot, builtAt: size.mtime.toISOString() };
}

/** Bytes from which on two threads read faster than one: a fresh buffer's pages cost more than copying into it. */
const large = 8 * 1024 * 1024;

/** The first bytes of a file, its two halves at once where that helps. */
export async function readLarge(file: string, length: number): Promise<Uint8Array<ArrayBuffer>> {
  if (length < large) return readBytes(file, 0, length);
  const bytes = new Uint8Array(length);
  const handle = await open(file);
  try {
    const half = Math.ceil(length / 2);
    const fill = async (from: number, to: number) => {
      for (let at = from; at < to; ) {
        const { bytesRead } = await handle.read(bytes, at, to - at, at);
        if (bytesRead === 0) return;
        at += bytesRead;
      }
    };
    await Promise.all([fill(0, half), fill(half, length)]);
  } finally {
    await handle.close();
  }
  return bytes;
}

/** Bytes from … to − 1 of a file. */
export function readBytes(file: string, from: number, to: number): Uint8Array<ArrayBuffer> {
  const descriptor = openSync(file, "r");
  try {
    const bytes = new Uint8Array(to - from);
    let done = 0;
    while (done < bytes.length) {
      const read = readSync(descriptor, bytes, done, bytes.length - done, from + done);
      if (read === 0) break;
      done += read;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

function unusable(file: string, { reason, ...rest }: SnapshotFault): UserError {
  const details = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
  const what = [reason.replaceAll("_", " "), ...details].join(", ");
  return new UserError(`${file} cannot be used: ${what} — build it again with: npm run kb -- build`);
}

/** A snapshot that has just been built. */
export function openBuilt(file: Uint8Array<ArrayBuffer>): Snapshot {
  const opened = Snapshot.open(file);
  if ("fault" in opened) throw new Error(`a fresh snapshot cannot be opened: ${opened.fault.reason}`);
  return opened.snapshot;
}
