import { env } from "cloudflare:workers";
import { beforeAll } from "vitest";
import { publishTo } from "../store/publish.ts";
import { townSnapshot } from "../store/small-town.ts";

/** When the town's snapshot was built, as its pointer says. */
export const builtAt = "2026-11-01T08:00:00.000Z";

/** Has the Worker serve the small town: published before its first request, as an editor would. */
export function serveSmallTown(): void {
  beforeAll(async () => {
    const { file, version } = await townSnapshot();
    await publishTo(env.SNAPSHOTS, file, { version, builtAt });
  });
}
