import type { Entry } from "./entry.ts";
import { firstCommonDay, inForceOn, type Period } from "./periods.ts";
import type { Say } from "./say.ts";

/** What the day says of an entry: days to come, validity that is over, reviews that are overdue, nobody in charge. */
export function checkDates(entry: Entry, period: Period, now: string, say: Say): void {
  if (entry.kind === "article") return;
  const { reviewed, source, validity } = entry;
  if (reviewed !== null && reviewed > now) {
    say("future-date", ["reviewed"], `reviewed on a day to come (${reviewed})`, "write the day somebody confirmed it, or null");
  }
  if (reviewed !== null && reviewed < aYearBefore(now)) {
    const message = `last reviewed on ${reviewed}, more than a year ago`;
    say("overdue-review", ["reviewed"], message, "confirm that it still holds and write the day you did", "warning");
  }
  if (source.issued !== undefined && source.issued > now) {
    say("future-date", ["source", "issued"], `the source is issued on a day to come (${source.issued})`, "correct the day", "warning");
  }
  if (entry.kind === "department") return;
  const over = validity.to !== undefined && validity.to < now && (validity.from ?? "") <= validity.to;
  if (over && period.until === undefined) {
    const message = `no longer valid since ${validity.to}: only questions about that time find it`;
    const remedy = "extend validity, or let the entry that replaces it name it under supersedes, or remove it";
    say("expired", ["validity", "to"], message, remedy, "warning");
  }
  const day = firstCommonDay([period], now);
  if (!("handlers" in entry) || entry.handlers.length === 0 || day === null) return;
  if (entry.handlers.some((handler) => inForceOn(handler, day))) return;
  say("nobody-in-charge", ["handlers"], `no handler is in charge on ${day}`, "add today's, or correct from and to", "warning");
}

/** Compares as text, so that the 29th of February needs no care. */
function aYearBefore(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;
}
