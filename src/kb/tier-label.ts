import type { Tier, TierTable } from "./entry.ts";

/** What a tier is called: 90–94岁. */
export function tierLabel(tier: Pick<Tier, "label" | "from" | "to">, table: Pick<TierTable, "unit">): string {
  if (tier.label !== undefined) return tier.label;
  if (tier.from === null) return `${tier.to}${table.unit}及以下`;
  if (tier.to === null) return `${tier.from}${table.unit}及以上`;
  return `${tier.from}–${tier.to}${table.unit}`;
}
