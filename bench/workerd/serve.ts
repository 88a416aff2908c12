import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Bundle } from "./bundle.ts";
import { type CpuTime, cpuTimeOf } from "./cpu-time.ts";

/** A Worker in a workerd of its own. */
export type Served = {
  readonly url: string;
  /** CPU used so far, once the process has come to rest. */
  readonly cpu: () => Promise<CpuTime>;
  readonly stop: () => Promise<void>;
};

const require = createRequire(import.meta.url);
/** The workerd that wrangler runs. */
const workerd = z.object({ default: z.string() }).parse(createRequire(require.resolve("wrangler/package.json"))("workerd")).default;
const listening = z.object({ event: z.literal("listen"), port: z.number() });

/**
 * Starts a bundle in workerd itself: behind `wrangler dev` every request passes a second workerd
 * and more JavaScript than a bare route has, ten times its cost, and any ratio would flatter.
 * Bindings of other services (R2, rate limiting) are not there; their cost is not the Worker's.
 *
 * @param port 0: any free one; on 127.0.0.1
 */
export async function serve(bundle: Bundle, port: number): Promise<Served> {
  const config = join(bundle.folder, "config.capnp");
  writeFileSync(config, configOf(bundle, port));
  const server = spawn(workerd, ["serve", "--control-fd=3", config], { stdio: ["ignore", "ignore", "inherit", "pipe"] });
  const end = () => server.kill("SIGKILL");
  process.once("exit", end);
  const closed = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const pid = server.pid ?? 0;
  return {
    url: `http://127.0.0.1:${await portOf(server, closed)}`,
    cpu: () => atRest(pid),
    stop: async () => {
      server.kill("SIGTERM");
      await closed;
      process.off("exit", end);
    },
  };
}

/** workerd says on its control channel when it listens, so that no request need be sent to find out. */
async function portOf(server: ChildProcess, closed: Promise<void>): Promise<number> {
  const control = server.stdio[3] as Readable;
  const heard = new Promise<number>((resolve) => {
    let text = "";
    control.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        const event = listening.safeParse(JSON.parse(line));
        if (event.success) resolve(event.data.port);
      }
    });
  });
  const port = await Promise.race([heard, closed.then(() => null), wait(30_000, null, { ref: false })]);
  if (port !== null) return port;
  server.kill("SIGKILL");
  throw new Error("workerd did not start; see its message above");
}

/** Compilers and collectors work on after an answer; what they use belongs to it. */
async function atRest(pid: number): Promise<CpuTime> {
  let before = cpuTimeOf(pid);
  for (let i = 0; i < 100; i++) {
    await wait(30);
    const now = cpuTimeOf(pid);
    if (now.all === before.all) break;
    before = now;
  }
  return before;
}

/** https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp */
function configOf({ script, files, compatibilityDate, variables }: Bundle, port: number): string {
  const text = JSON.stringify;
  const data = files.map((name) => `, (name = ${text(name)}, data = embed ${text(name)})`);
  const bindings = Object.entries(variables).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = ${text(script)}, esModule = embed ${text(script)})${data.join("")}],
  bindings = [${bindings.join(", ")}],
  compatibilityDate = ${text(compatibilityDate)}
);
`;
}
