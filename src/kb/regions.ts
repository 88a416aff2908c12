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

/** The codes of all places a text names, in order of appearance; longer names win over shorter ones inside them. */
export function regionsNamed(text: string, regions: Regions): string[] {
  const names = Object.entries(regions).flatMap(([code, all]) => all.map((name) => ({ name, code })));
  names.sort((a, b) => b.name.length - a.name.length);
  const found: { at: number; code: string }[] = [];
  let rest = text;
  for (const { name, code } of names) {
    const at = rest.indexOf(name);
    if (at < 0) continue;
    found.push({ at, code });
    rest = rest.slice(0, at) + "\u0000".repeat(name.length) + rest.slice(at + name.length);
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map((f) => f.code))];
}

/** The name to show for a code. */
export function regionName(code: string, regions: Regions): string {
  return regions[code]?.[0] ?? code;
}
