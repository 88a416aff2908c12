import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** `--state`: folder of the local bucket and database. `--var NAME:VALUE`: a setting or secret, in place of wrangler.toml's or .dev.vars'. */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8787" },
    state: { type: "string", default: ".wrangler/state" },
    var: { type: "string", multiple: true, default: [] },
  },
});
/** Run by the Node that runs this, not by the first one on the path. */
const wrangler = join(import.meta.dirname, "../node_modules/wrangler/bin/wrangler.js");
const address = `http://127.0.0.1:${values.port}`;
const env = { ...process.env, WRANGLER_SEND_METRICS: "false" };

/** The local database gets the tables it lacks. */
const migrated = spawnSync(process.execPath, [wrangler, "d1", "migrations", "apply", "DB", "--local", "--persist-to", values.state], {
  env,
  encoding: "utf8",
});
if (migrated.status !== 0) {
  console.error(
    `${migrated.stdout}${migrated.stderr}\nThe local database cannot be used; remove ${values.state}/v3/d1 to begin a new one.`,
  );
  process.exit(1);
}

/** Serves the Worker locally, without an account or a network; wrangler builds the snapshot first and again when an editor saves. */
const options = ["--ip", "127.0.0.1", "--port", values.port, "--persist-to", values.state, "--show-interactive-dev-session=false"];
const server = spawn(process.execPath, [wrangler, "dev", ...options, ...values.var.flatMap((v) => ["--var", v])], {
  stdio: ["ignore", "inherit", "inherit"],
  env,
});
server.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));

const ready = async () => {
  try {
    return (await fetch(`${address}/healthz`)).ok;
  } catch {
    return false;
  }
};
while (!(await ready())) await new Promise((resolve) => setTimeout(resolve, 200));
console.log(`
谁管 is ready.  打开 ${address}/docs
问一个试试：    curl '${address}/v1/ask?q=流浪狗归谁管'
改 kb/ 里的文件，保存后几秒内生效。Ctrl-C 结束。
`);
