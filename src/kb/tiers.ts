import type { TierTable } from "./entry.ts";
import type { Say } from "./say.ts";

/** "More than 10,000" begins at 10,000.01: between one cent and the next there is nothing to cover either. */
const cent = 0.011;

/** Tiers ascend, do not overlap, leave no gap and close no tier before it opens. */
export function checkTiers({ tiers, unit }: TierTable, path: readonly PropertyKey[], say: Say): void {
  // Between whole numbers 94 and 95 there is nothing to cover; a tier of other numbers begins where the last one ends.
  const step = tiers.every(({ from, to }) => Number.isInteger(from ?? 0) && Number.isInteger(to ?? 0)) ? 1 : 0;
  const all = tiers.map(({ from, to, label }, i) => ({
    here: [...path, "tiers", i, "from"],
    name: label ?? `${from ?? ""}–${to ?? ""}${unit}`,
    start: from ?? Number.NEGATIVE_INFINITY,
    end: to ?? Number.POSITIVE_INFINITY,
  }));
  for (const { here, name, start, end } of all) {
    if (start > end) say("backwards", here, `tier "${name}" runs backwards`, "write the smaller end first");
  }
  const forward = all.filter(({ start, end }) => start <= end);
  const late = forward.find(({ start }, i) => start < (forward[i - 1]?.start ?? start));
  if (late) {
    const before = forward[forward.indexOf(late) - 1]?.name;
    say("tier-order", late.here, `tier "${late.name}" stands after "${before}"`, "sort the tiers, the smallest first");
  }
  let reached = { end: Number.NEGATIVE_INFINITY, name: "" };
  for (const [i, { here, name, start, end }] of forward.toSorted((a, b) => a.start - b.start).entries()) {
    if (i > 0 && (start < reached.end || (start === reached.end && step === 1))) {
      const shared = Math.min(end, reached.end);
      const both = Number.isFinite(start) ? start : shared;
      const remedy = Number.isFinite(reached.end) ? `begin at ${reached.end + step}${unit}, or end` : "end";
      say(
        "tier-overlap",
        here,
        `overlapping tiers: "${reached.name}" and "${name}" both hold ${both}${unit}`,
        `${remedy} the tier before earlier (both ends belong to a tier)`,
      );
    } else if (i > 0 && start > reached.end + Math.max(step, cent)) {
      const message = `gap between the tiers "${reached.name}" and "${name}"`;
      say("tier-gap", here, message, "close it, or say with caveats that nothing is paid there", "warning");
    }
    if (end >= reached.end) reached = { end, name };
  }
}
