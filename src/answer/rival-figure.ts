import type { Searchable } from "../index/searchable.ts";
import { titleOf } from "../kb/entry.ts";
import { wantsFigure } from "../query/figure-match.ts";
import { thresholds } from "./decide.ts";
import { figureSentences, quantityText, type Selected, type ShownFigure, selectFigures } from "./figures.ts";
import type { Reading } from "./reading.ts";

/** What is said beside an answer, and why. */
export type Beside = { readonly text: string; readonly caveat: string };

/**
 * Two entries that compete over a number (the limit for one, the limit for partners) of which the question
 * names neither: the second one's number is said too, or a caller is told the wrong one as if it were the only.
 * @param own the first one's figures
 */
export function rivalFigure(snapshot: Searchable, { query, ranked }: Reading, own: Selected): Beside | null {
  const [best, other] = ranked;
  if (best === undefined || other === undefined || other.share < thresholds.rival || !wantsFigure(query)) return null;
  const rival = snapshot.entry(other.document);
  const selected = selectFigures(snapshot, query, rival);
  const told = own.figures.filter((f) => f.matched);
  const differs = (figure: ShownFigure) =>
    told.some((f) => f.unit === figure.unit) && !told.some((f) => quantityText(f) === quantityText(figure));
  if (!selected.figures.some((f) => f.matched && differs(f))) return null;
  return {
    text: `也可能指：${figureSentences(rival, selected)}`,
    caveat: `问题没有说清是“${titleOf(snapshot.entry(best.document))}”还是“${titleOf(rival)}”（第二条候选）。`,
  };
}
