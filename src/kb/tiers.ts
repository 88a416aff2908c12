import type { TierTable } from "./entry.ts";
import type { Problem } from "./problem.ts";

/** Reports something at a path of the file under check. */
export type Say = (path: readonly PropertyKey[], message: string, remedy: string, severity?: Problem["severity"]) => void;

/** "More than 10,000" begins at 10,000.01: between one cent and the next there is nothing to cover either. */
const cent = 0.011;

/** Tiers ascend, do not overlap, leave no gap and close no tier before it opens. */
export function checkTiers({ tiers, unit }: TierTable, path: readonly PropertyKey[], say: Say): void {
  // Between whole numbers 94 and 95 there is nothing to cover; a tier of other numbers begins where the last one ends.
  const step = tiers.every(({ from, to }) => Number.isInteger(from ?? 0) && Number.isInteger(to ?? 0)) ? 1 : 0;
  let reached = { end: Number.NEGATIVE_INFINITY, name: "" };
  for (const [i, { from, to, label }] of tiers.entries()) {
    const here = [...path, "tiers", i, "from"];
    const name = label ?? `${from ?? ""}–${to ?? ""}${unit}`;
    const start = from ?? Number.NEGATIVE_INFINITY;
    const end = to ?? Number.POSITIVE_INFINITY;
    if (start > end) {
      say(here, `tier "${name}" runs backwards`, "write the smaller end first");
      continue;
    }
    if (i > 0 && (start < reached.end || (start === reached.end && step === 1))) {
      const shared = Math.min(end, reached.end);
      const both = Number.isFinite(start) ? start : shared;
      const remedy = Number.isFinite(reached.end) ? `begin at ${reached.end + step}${unit}, or end` : "end";
      say(
        here,
        `overlapping tiers: "${reached.name}" and "${name}" both hold ${both}${unit}`,
        `${remedy} the tier before earlier (both ends belong to a tier)`,
      );
    } else if (i > 0 && start > reached.end + Math.max(step, cent)) {
      const message = `gap between the tiers "${reached.name}" and "${name}"`;
      say(here, message, "close it, or say with caveats that nothing is paid there", "warning");
    }
    if (end >= reached.end) reached = { end, name };
  }
}
