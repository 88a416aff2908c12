import type { Regions } from "./settings.ts";

/** All of China, in the place of a GB/T 2260 code. */
const country = "100000";

/**
 * True where a rule of region `rule` holds in region `place` (GB/T 2260 codes):
 * 510000 Sichuan ⊇ 510900 Suining ⊇ 510903 Chuanshan. A rule without a region holds everywhere,
 * and so does one of 100000, the whole country.
 */
export function holdsIn(rule: string | undefined, place: string): boolean {
  if (rule === undefined || rule === country) return true;
  const prefix = rule.replace(/(?:00)+$/u, "");
  return place.startsWith(prefix);
}

/** The name to show for a code. */
export function regionName(code: string, regions: Regions): string {
  return regions[code]?.[0] ?? code;
}
