import type { Served } from "../store/live-snapshot.ts";
import type { Bindings } from "./settings.ts";

/** What routes find in the request's context. */
export type AppEnvironment = { Bindings: Bindings; Variables: { served: Served; today: string } };

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day at an instant in a zone, YYYY-MM-DD. */
export function dayIn(timezone: string, now: number): string {
  let format = formats.get(timezone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone: timezone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timezone, format);
  }
  return format.format(now);
}

/** The `kb` member of every answer. */
export function kbOf({ snapshot, pointer }: Served): { id: string; version: string; builtAt: string } {
  return { id: snapshot.meta.id, version: pointer.version, builtAt: pointer.builtAt };
}
