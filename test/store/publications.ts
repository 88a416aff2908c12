import { env } from "cloudflare:workers";
import { BundledStore } from "../../src/store/bundled-store.ts";
import { R2Store } from "../../src/store/r2-store.ts";
import type { SnapshotStore } from "../../src/store/snapshot-store.ts";
import { publishTo } from "./publish.ts";
import { townSnapshot } from "./small-town.ts";

/** Three versions of the town, one bundled and two to publish, and where they are kept. */

export const builtAt = "2026-11-01T08:00:00.000Z";
export const bundled = await townSnapshot({ "matters/gutter-oil.md": null });
export const first = await townSnapshot();
export const second = await townSnapshot({ "matters/stray-dogs.md": null });

export const bundledStore = new BundledStore(bundled.file.buffer, builtAt);
export const bucket = new R2Store(env.SNAPSHOTS);
export const publish = ({ file, version }: typeof first): Promise<void> => publishTo(env.SNAPSHOTS, file, { version, builtAt });

/** R2 in an outage. */
export const failing: SnapshotStore = {
  pointer: () => Promise.reject(new Error("R2 is down")),
  load: () => Promise.reject(new Error("R2 is down")),
};
