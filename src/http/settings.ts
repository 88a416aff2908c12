import { z } from "zod";
import { type AdminToken, adminTokens } from "./admin/tokens.ts";

/** What wrangler.toml and the platform give the Worker. */
export type Bindings = {
  /** Published snapshots. Without it the bundled one is served. */
  readonly SNAPSHOTS?: R2Bucket;
  /** What editors did, and what was not answered. Without it nothing can be changed, since it could not be recorded. */
  readonly DB?: D1Database;
  /** Requests per client and minute. Without it nothing is limited. */
  readonly RATE_LIMIT?: RateLimit;
  /** Admin requests per token and minute. */
  readonly ADMIN_RATE_LIMIT?: RateLimit;
  /** Secret: who may change what; see src/http/admin/tokens.ts. Without it admin is off. */
  readonly ADMIN_TOKENS?: string;
  /** How many published versions are kept to go back to, the one in service included. */
  readonly KEEP_VERSIONS?: string | number;
  /** "off": no question is noted. */
  readonly INSIGHTS?: string;
  /** Days after which noted questions are forgotten. */
  readonly INSIGHTS_DAYS?: string | number;
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

const keepVersions = z.coerce
  .number()
  .int()
  .min(2)
  .max(200)
  .default(20)
  .or(z.undefined().transform(() => 20));
const insightsError = "INSIGHTS: on or off";
const daysError = "INSIGHTS_DAYS: whole days, 1 to 400";
const days = z
  .union([z.string(), z.number()], { error: daysError })
  .default("90")
  .transform(String)
  .pipe(z.string().regex(/^\d+$/u, daysError))
  .transform(Number);

const settings = z.object({
  ALLOWED_ORIGINS: origins,
  ADMIN_TOKENS: adminTokens,
  KEEP_VERSIONS: keepVersions,
  INSIGHTS: z.enum(["on", "off"], { error: insightsError }).default("on"),
  INSIGHTS_DAYS: days.pipe(z.number().min(1, daysError).max(400, daysError)),
});

/** Configuration, parsed once per isolate. */
export type Settings = {
  readonly mayCall: (origin: string) => boolean;
  readonly tokens: readonly AdminToken[];
  readonly keepVersions: number;
  readonly insights: { readonly on: boolean; readonly days: number };
};

/** @throws when a variable is malformed: a Worker with wrong settings must not serve. The message is for the operator. */
export function readSettings(bindings: Bindings): Settings {
  const { success, data, error } = settings.safeParse(bindings);
  if (!success)
    throw new Error(`This Worker does not serve until its settings are mended. ${error.issues.map((i) => i.message).join("; ")}`);
  const allowed = new Set(data.ALLOWED_ORIGINS.map((o) => new URL(o).origin));
  return {
    mayCall: (origin) => extension.test(origin) || allowed.has(origin),
    tokens: data.ADMIN_TOKENS,
    keepVersions: data.KEEP_VERSIONS,
    insights: { on: data.INSIGHTS === "on", days: data.INSIGHTS_DAYS },
  };
}
