import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { smallKnowledgeBase } from "../kb/small-knowledge-base.ts";

export const project = join(import.meta.dirname, "../..");

type Run = { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> };
export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the command line as an editor does: `npm run kb -- check …` is `node scripts/kb.ts check …`. */
export function kb(args: readonly string[], options: Run = {}): Promise<Ended> {
  return startKb(args, options).ended;
}

/** The command line while it runs. */
export function startKb(
  args: readonly string[],
  { cwd = project, env: added = {} }: Run = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const { FORCE_COLOR: _, KB_URL: __, KB_TOKEN: ___, ...env } = process.env;
  const child = spawn(process.execPath, [join(project, "scripts/kb.ts"), ...args], { cwd, env: { ...env, ...added } });
  const ended = new Promise<Ended>((resolve, reject) => {
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
  return { child, ended };
}

/** A new folder with some files. Whoever makes it outside a test removes it. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "shuiguan-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A folder that goes with its test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = makeFolder(files);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The small knowledge base as files under kb/. */
export const smallBaseFiles: Readonly<Record<string, string>> = Object.fromEntries(
  smallKnowledgeBase.map(({ path, text }) => [`kb/${path}`, text]),
);

/** Rows as JSON Lines. */
export function jsonl(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
