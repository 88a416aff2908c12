import type { Entry } from "./entry.ts";

/** When a rule is in force; what misses is open. Days are YYYY-MM-DD and compare as text. */
export type Period = {
  readonly from?: string | undefined;
  /** The last day. */
  readonly to?: string | undefined;
  /** The day on which a successor takes over; "" where it says none and did so at once. */
  readonly until?: string | undefined;
};

/** The periods of a base's entries: what their validity says, cut short by what supersedes them. */
export class Periods {
  readonly #until = new Map<string, string>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      if (entry.kind === "article") continue;
      const start = entry.validity.from ?? "";
      for (const id of entry.supersedes) {
        const known = this.#until.get(id);
        this.#until.set(id, known === undefined || start < known ? start : known);
      }
    }
  }

  of(entry: Entry): Period {
    if (entry.kind === "article") return {};
    return { ...entry.validity, until: this.#until.get(entry.id) };
  }
}

export function inForceOn({ from, to, until }: Period, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day <= to) && (until === undefined || day < until);
}

/** The first day from `now` on on which all of them are in force, null where there is none. */
export function firstCommonDay(periods: readonly Period[], now: string): string | null {
  const day = periods.reduce((latest, { from }) => (from !== undefined && from > latest ? from : latest), now);
  return periods.every((period) => inForceOn(period, day)) ? day : null;
}
