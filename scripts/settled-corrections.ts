import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "./snapshot-file.ts";
import { UserError } from "./user-error.ts";

/** Kept beside the knowledge it speaks of and shared with it: server → entry → the live correction (its revision) that its file has dealt with. */
const file = (folder: string) => join(folder, ".corrections.json");
const known = z.record(z.string(), z.record(z.string(), z.string()));

/** The live corrections of a server that the files of a folder have dealt with, and may have been written on since. */
export class SettledCorrections {
  readonly #folder: string;
  readonly #url: string;
  readonly #all: Record<string, Record<string, string>>;

  constructor(folder: string, url: string) {
    this.#folder = folder;
    this.#url = url;
    this.#all = read(folder);
  }

  has({ id, revision }: { id: string; revision: string }): boolean {
    return this.#all[this.#url]?.[id] === revision;
  }

  add({ id, revision }: { id: string; revision: string }): void {
    this.#write({ ...this.#all[this.#url], [id]: revision });
  }

  forget(gone: readonly { id: string; revision: string }[]): void {
    const own = Object.entries(this.#all[this.#url] ?? {});
    const kept = own.filter(([id, revision]) => !gone.some((c) => c.id === id && c.revision === revision));
    if (kept.length < own.length) this.#write(Object.fromEntries(kept));
  }

  /** Forgets all but those that are still live. */
  keepOnly(live: readonly { id: string; revision: string }[]): void {
    const kept = live.filter((correction) => this.has(correction)).map(({ id, revision }) => [id, revision]);
    if (kept.length < Object.keys(this.#all[this.#url] ?? {}).length) this.#write(Object.fromEntries(kept));
  }

  #write(own: Record<string, string>): void {
    if (Object.keys(own).length === 0) delete this.#all[this.#url];
    else this.#all[this.#url] = own;
    writeWhole(file(this.#folder), `${JSON.stringify(this.#all, null, 2)}\n`);
  }
}

function read(folder: string): Record<string, Record<string, string>> {
  if (!existsSync(file(folder))) return {};
  try {
    return known.parse(JSON.parse(readFileSync(file(folder), "utf8")));
  } catch {
    throw new UserError(
      `${file(folder)}:1:1 cannot be read — remove it; it only remembers which live corrections the files have dealt with, and pull finds out again`,
    );
  }
}
