import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "./snapshot-file.ts";
import { UserError } from "./user-error.ts";

/** Kept beside the knowledge it speaks of and shared with it: server → the version this folder was last published as. */
const file = (folder: string) => join(folder, ".published.json");
const known = z.record(z.string(), z.string());

/** The version a folder was last published as on a server, or null. */
export function publishedFrom(folder: string, url: string): string | null {
  return read(folder)[url] ?? null;
}

export function rememberPublished(folder: string, url: string, version: string): void {
  const versions = read(folder);
  if (versions[url] !== version) writeWhole(file(folder), `${JSON.stringify({ ...versions, [url]: version }, null, 2)}\n`);
}

function read(folder: string): Record<string, string> {
  if (!existsSync(file(folder))) return {};
  try {
    return known.parse(JSON.parse(readFileSync(file(folder), "utf8")));
  } catch {
    throw new UserError(
      `${file(folder)}:1:1 cannot be read — remove it; it only remembers which version this folder was last published as`,
    );
  }
}
