import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { makeFolder, project } from "./run-kb.ts";

/** Tokens of the server's editors. */
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

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/**
 * The Worker as `npm start` serves it, with a bucket and a database of its own.
 * @param kept a folder for them that outlives the server; without one they go with it
 */
export async function startServer(kept?: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const state = kept ?? makeFolder();
  const args = ["--port", String(port), "--state", state, "--var", `ADMIN_TOKENS:${lines.join(" ")}`];
  const server = spawn(process.execPath, [join(project, "scripts/start.ts"), ...args], { cwd: project });
  const said: string[] = [];
  for (const stream of [server.stdout, server.stderr]) stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const exited = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const stop = async () => {
    server.kill("SIGTERM");
    await exited;
    if (kept === undefined) rmSync(state, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 600; tries++) {
    if (server.exitCode !== null) break;
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
