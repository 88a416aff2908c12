import { Remote } from "../remote.ts";
import { UserError } from "../user-error.ts";
import { confirmLive } from "./confirm-live.ts";
import { localTime, told } from "./told.ts";

/** Goes back to an earlier version, by default to the one before, and asks the server to see that it did. */
export async function rollback(version: string | undefined, options: { url: string; token?: string; json?: boolean }): Promise<void> {
  const started = performance.now();
  const remote = new Remote(options.url, options.token);
  const { current, history } = await remote.versions();
  const to = version ?? history[0]?.version;
  if (to === undefined) throw new UserError("there is no earlier version to go back to — nothing was changed");
  if (to === current.version) throw new UserError(`${to} is in service already, ${told(current)} — nothing was changed`);
  const target = history.find((h) => h.version === to);
  if (target === undefined)
    throw new UserError(`there is no version ${to} to go back to — nothing was changed; see: npm run kb -- versions --url ${remote.url}`);
  const moved = await remote.move("rollback", { version: to, expected: current.version });
  if ("refused" in moved) {
    const { detail, current: other } = moved.refused;
    throw new UserError(
      other
        ? `nothing was changed: ${other.publishedBy ?? "the deployment"} put ${other.version} in service at ${localTime(other.publishedAt)} meanwhile — look at it, then try again`
        : `nothing was changed: ${detail}`,
    );
  }
  await confirmLive(remote, to, undefined);
  const ms = Math.round(performance.now() - started);
  if (options.json) console.log(JSON.stringify({ version: to, previous: current.version, corrections: moved.corrections, ms }));
  else {
    console.log(`in service     ${to} again instead of ${current.version}, ${told(current)}`);
    console.log(`live           ${remote.url} answers from it, ${(ms / 1000).toFixed(1)} s after the command; everywhere within 10 s`);
    if (moved.corrections > 0) console.log(`note           ${moved.corrections} live corrections are on top of it`);
    console.log(`undo           npm run kb -- rollback ${current.version} --url ${remote.url}`);
  }
}
