import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { smallKnowledgeBase } from "../kb/small-knowledge-base.ts";

export const project = join(import.meta.dirname, "../..");

/** Runs the command line as an editor does: `npm run kb -- check …` is `node scripts/kb.ts check …`. */
export function kb(args: readonly string[], options: { cwd?: string } = {}): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const { FORCE_COLOR: _, ...env } = process.env;
    const child = spawn(process.execPath, [join(project, "scripts/kb.ts"), ...args], { cwd: options.cwd ?? project, env });
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
