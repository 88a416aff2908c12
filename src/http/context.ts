import type { Served } from "../store/live-snapshot.ts";
import type { Bindings } from "./settings.ts";

/** What routes find in the request's context. `repeatable`: set by those whose answer may be given as it was when it is asked for again. */
export type AppEnvironment = { Bindings: Bindings; Variables: { served: Served; today: string; repeatable?: object } };

const formats = new Map<string, Intl.DateTimeFormat>();
/** Days begin on a quarter of an hour, wherever. */
const quarter = 15 * 60_000;
let last = { timezone: "", quarter: 0, day: "" };

/** The calendar day at an instant in a zone, YYYY-MM-DD. */
export function dayIn(timezone: string, now: number): string {
  const at = Math.floor(now / quarter);
  if (last.timezone !== timezone || last.quarter !== at) last = { timezone, quarter: at, day: formatFor(timezone).format(now) };
  return last.day;
}

function formatFor(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone: timezone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timezone, format);
  }
  return format;
}

/** The `kb` member of every answer. */
export function kbOf({ snapshot, pointer }: Served): { id: string; version: string; builtAt: string } {
  return { id: snapshot.meta.id, version: pointer.version, builtAt: pointer.builtAt };
}
