import { z } from "zod";

/** What wrangler.toml and the platform give the Worker. */
export type Bindings = {
  /** Published snapshots. Without it the bundled one is served. */
  readonly SNAPSHOTS?: R2Bucket;
  /** Requests per client and minute. Without it nothing is limited. */
  readonly RATE_LIMIT?: RateLimit;
  /** Space-separated origins of web pages that may call; browser extensions always may. */
  readonly ALLOWED_ORIGINS?: string;
};

/** A name or an address; a URL as such would take "https://a.example," for one. */
const hostname = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])$/u;
const origins = z
  .string({ error: "ALLOWED_ORIGINS: a text, origins separated by spaces" })
  .default("")
  .transform((list) => list.split(/\s+/u).filter((o) => o !== ""))
  .pipe(z.array(z.url({ protocol: /^https?$/u, hostname, error: "ALLOWED_ORIGINS: each origin is written https://host, space between" })));
const extension = /^(?:chrome|moz|safari-web)-extension:\/\/[\w-]+$/u;

/** Configuration, parsed once per isolate. */
export type Settings = { readonly mayCall: (origin: string) => boolean };

/** @throws when a variable is malformed: a Worker with wrong settings must not serve. */
export function readSettings(bindings: Bindings): Settings {
  const allowed = new Set(origins.parse(bindings.ALLOWED_ORIGINS).map((o) => new URL(o).origin));
  return { mayCall: (origin) => extension.test(origin) || allowed.has(origin) };
}
