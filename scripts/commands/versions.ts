import { Remote } from "../remote.ts";
import { localTime } from "./told.ts";

/** Lists the version in service and those one can go back to: who published them, and when. */
export async function versions(options: { url: string; token?: string; json?: boolean }): Promise<void> {
  const found = await new Remote(options.url, options.token).versions();
  if (options.json) {
    console.log(JSON.stringify(found));
    return;
  }
  for (const [i, { version, builtAt, publishedBy, publishedAt }] of [found.current, ...found.history].entries()) {
    const by = publishedBy === null ? "came with the deployment" : `published ${localTime(publishedAt)} by ${publishedBy}`;
    console.log(`${i === 0 ? "in service" : "          "}  ${version}  ${by}  (built ${localTime(builtAt)})`);
  }
  if (found.corrections > 0) console.log(`${found.corrections} live corrections on top of it`);
}
