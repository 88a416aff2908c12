import { execFile } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { unstable_readConfig } from "wrangler";
import { UserError } from "../../scripts/user-error.ts";

const project = join(import.meta.dirname, "../..");
const wrangler = join(project, "node_modules/wrangler/bin/wrangler.js");
const run = promisify(execFile);

/** A Worker as it is deployed: a script, and the files it imports by name. */
export type Bundle = {
  readonly folder: string;
  readonly script: string;
  readonly files: readonly string[];
  readonly compatibilityDate: string;
  readonly variables: Readonly<Record<string, string>>;
};

/** Bundles this project's Worker, its knowledge base built first. */
export async function bundleWorker(folder: string): Promise<Bundle> {
  const config = join(project, "wrangler.toml");
  const { compatibility_date, vars } = unstable_readConfig({ config });
  await deployDry(config, folder);
  return bundleIn(folder, compatibility_date, vars);
}

/** Bundles the Worker that does nothing, for the same runtime. */
export async function bundleBareWorker(folder: string, { compatibilityDate }: Bundle): Promise<Bundle> {
  const config = join(folder, "wrangler.json");
  const main = join(import.meta.dirname, "bare-worker.ts");
  writeFileSync(config, JSON.stringify({ name: "bare", main, compatibility_date: compatibilityDate }));
  await deployDry(config, join(folder, "out"));
  return bundleIn(join(folder, "out"), compatibilityDate, {});
}

/** What `wrangler deploy` would upload, left in a folder instead. */
async function deployDry(config: string, folder: string): Promise<void> {
  try {
    await run(process.execPath, [wrangler, "deploy", "--config", config, "--dry-run", "--outdir", folder], {
      cwd: project,
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" },
    });
  } catch (error) {
    const output = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw new UserError(`the Worker cannot be bundled — try: npx wrangler deploy --dry-run\n${output}`);
  }
}

function bundleIn(folder: string, compatibilityDate: string | undefined, variables: Readonly<Record<string, unknown>>): Bundle {
  const names = readdirSync(folder);
  const script = names.find((name) => name.endsWith(".js"));
  if (script === undefined || compatibilityDate === undefined) throw new UserError(`there is no Worker in ${folder}`);
  const texts = Object.entries(variables).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []));
  return {
    folder,
    script,
    files: names.filter((name) => name.endsWith(".snapshot")),
    compatibilityDate,
    variables: Object.fromEntries(texts),
  };
}
