import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const project = join(import.meta.dirname, "..");

/** Tokens of the server's editors: 李娜 and 王强 publish, 小周 corrects, 赵敏 published until her token expired. */
export const tokens = { 李娜: "sg_li", 王强: "sg_wang", 小周: "sg_zhou", 赵敏: "sg_zhao" } as const;
const lines = [
  lineOf("李娜", "publisher"),
  lineOf("王强", "publisher"),
  lineOf("小周", "editor"),
  `${lineOf("赵敏", "publisher")}:2020-01-01`,
];

function lineOf(name: keyof typeof tokens, role: string): string {
  return `${name}:${role}:${createHash("sha256").update(tokens[name]).digest("hex")}`;
}

/** A port on 127.0.0.1 that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

export type LocalServer = { readonly url: string; readonly stop: () => Promise<void> };

/**
 * The Worker as `npm start` serves it, with a bucket, a database and editors of its own.
 * @param kept a folder for them that outlives the server; without one they go with it
 */
export async function startServer({ given, kept }: { given?: number; kept?: string } = {}): Promise<LocalServer> {
  const port = given ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const state = kept ?? mkdtempSync(join(tmpdir(), "shuiguan-"));
  const args = ["--port", String(port), "--state", state, "--var", `ADMIN_TOKENS:${lines.join(" ")}`];
  const server = spawn(process.execPath, [join(project, "scripts/start.ts"), ...args], { cwd: project });
  const said: string[] = [];
  for (const stream of [server.stdout, server.stderr]) stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const exited = new Promise<void>((resolve) => server.once("close", () => resolve()));
  // Not to outlive a program that fails.
  const kill = () => server.kill("SIGTERM");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    server.kill("SIGTERM");
    await exited;
    if (kept === undefined) rmSync(state, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 600 && server.exitCode === null; tries++) {
    if (
      await fetch(`${url}/readyz`).then(
        (r) => r.ok,
        () => false,
      )
    )
      return { url, stop };
    await wait(200);
  }
  await stop();
  throw new Error(`the server did not start:\n${said.join("")}`);
}
