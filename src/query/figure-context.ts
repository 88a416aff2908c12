import type { Entry } from "../kb/entry.ts";

/** What a figure says it is. */
export type Labelled = {
  readonly label: string;
  readonly when?: string | null | undefined;
  readonly unit: string;
  readonly value?: number | string | null | undefined;
  readonly range?: readonly [number | string, number | string] | null | undefined;
};

/** What stands around each figure's number in an entry's text: the clauses that hold it, and the ones before. */
export function contextsOf(entry: Entry, figures: readonly Labelled[]): string[] {
  const sentences = proseOf(entry).map((sentence) => sentence.split(/[，,：:（）]/u));
  return figures.map((figure) => {
    const written = writtenAs(figure);
    return sentences
      .flatMap((clauses) => clauses.flatMap((clause, i) => (written.test(clause) ? [clauses[i - 1] ?? "", clause] : [])))
      .join(" ");
  });
}

function proseOf(entry: Entry): string[] {
  const lists = entry.kind === "role" ? entry.duties : entry.kind === "guide" ? entry.steps : [];
  return [...lists, ...entry.body.split(/[。；！？\n]/u)];
}

/** 8:00 of "08:00", 10分钟 of 10: the number as prose writes it, with no digit before. */
function writtenAs({ value, range, unit }: Labelled): RegExp {
  const number = String(range?.[0] ?? value ?? "").replace(/^0(?=\d:)/u, "");
  const after = /:/u.test(number) ? "" : `(?:[–至到-]\\d+)?个?${unit.charAt(0)}`;
  return new RegExp(`(?<![\\d.:])${number.replace(".", "\\.")}${after}`, "u");
}
