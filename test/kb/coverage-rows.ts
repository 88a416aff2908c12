import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One rule of the source collection and where it went. `figures`: its numbers, as the entries write them. */
export type CoverageRow = {
  /** file:line, to name a row in a failure. */
  readonly place: string;
  /** Which of the twenty articles of the collection. */
  readonly part: number;
  readonly item: string;
  /** None for a heading or other text that holds no rule; `note` then says what it is. */
  readonly entries: string[];
  readonly figures: string[];
  readonly note: string;
};

/** The rows of test/cases/coverage: columns part, item, entries (ids, or "-"), figures (or "# note"). */
export function readCoverageRows(): CoverageRow[] {
  const folder = join(import.meta.dirname, "../cases/coverage");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".tsv"))
    .flatMap((name) =>
      readFileSync(join(folder, name), "utf8")
        .split("\n")
        .map((line, i) => ({ place: `${name}:${i + 1}`, cells: line.split("\t") }))
        .filter(({ cells }, i) => i > 0 && cells[0] !== "")
        .map(({ place, cells: [part, item = "", entries = "", figures = ""] }) => ({
          place,
          part: Number(part),
          item,
          entries: entries === "-" ? [] : entries.split(" "),
          figures: figures.startsWith("#") ? [] : figures.split(" ").filter((figure) => figure !== ""),
          note: figures.startsWith("#") ? figures : "",
        })),
    );
}
