import { Remote } from "../remote.ts";
import { localTime } from "./told.ts";

/** Lists what was corrected live and not yet published: who, when, from what to what. */
export async function corrections(options: { url: string; token?: string; json?: boolean }): Promise<void> {
  const remote = new Remote(options.url, options.token);
  const listed = await remote.corrections();
  if (options.json) {
    console.log(JSON.stringify(listed));
    return;
  }
  for (const { id, title, op, by, at, changes } of listed.corrections) {
    console.log(`${id}  ${title}  (${op === "delete" ? "deleted" : "corrected"} by ${by} at ${localTime(at)})`);
    if (op === "put") for (const change of changes) console.log(`  ${change.text}`);
  }
  const { length } = listed.corrections;
  console.log(`${length} live corrections on top of ${listed.version}`);
  if (length > 0) console.log(`into the files: npm run kb -- pull --url ${remote.url}`);
}
