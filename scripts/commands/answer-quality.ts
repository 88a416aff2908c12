/** What became of one judged question. */
export type Outcome = {
  /** Groups it counts in, beside those of all questions. */
  readonly groups: readonly string[];
  readonly answerable: boolean;
  readonly status: "answered" | "ambiguous" | "not_found";
  readonly confidence: number;
  readonly first: boolean;
  readonly amongThree: boolean;
  /** Whether the right figure was marked; null where none was asked for or nothing answered. */
  readonly figure: boolean | null;
  readonly question: string;
  readonly wanted: string | null;
  readonly got: string | null;
};

export type GroupSummary = {
  group: string;
  questions: number;
  "answered %": number;
  "right@1 %": number | null;
  "in top 3 %": number | null;
  "wrong of answered %": number | null;
  "figure right %": number | null;
  "false answers %": number | null;
  "calibration error": number | null;
};

const bins = 10;

/** One row per group, and the calibration error over all. */
export function summarize(outcomes: readonly Outcome[]): GroupSummary[] {
  const groups = new Map<string, Outcome[]>();
  const put = (name: string, outcome: Outcome) => groups.set(name, [...(groups.get(name) ?? []), outcome]);
  for (const outcome of outcomes) for (const group of outcome.groups) put(group, outcome);
  const rows = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, list]) => summaryOf(group, list));
  return [...rows, summaryOf("all questions", outcomes)];
}

function summaryOf(group: string, list: readonly Outcome[]): GroupSummary {
  const answerable = list.filter((o) => o.answerable);
  const unanswerable = list.filter((o) => !o.answerable);
  const answered = answerable.filter((o) => o.status === "answered");
  const figures = answerable.filter((o) => o.figure !== null && o.first);
  return {
    group,
    questions: list.length,
    "answered %": percent(list, (o) => o.status === "answered") ?? 0,
    "right@1 %": percent(answerable, (o) => o.first),
    "in top 3 %": percent(answerable, (o) => o.amongThree),
    "wrong of answered %": percent(answered, (o) => !o.first),
    "figure right %": percent(figures, (o) => o.figure === true),
    "false answers %": percent(unanswerable, (o) => o.status === "answered"),
    "calibration error": list.length === 0 ? null : Math.round(1000 * calibrationError(list)) / 1000,
  };
}

function percent(list: readonly Outcome[], holds: (o: Outcome) => boolean): number | null {
  return list.length === 0 ? null : Math.round((1000 * list.filter(holds).length) / list.length) / 10;
}

type Bin = { readonly count: number; readonly confidence: number; readonly right: number };

function binsOf(outcomes: readonly Outcome[]): Bin[] {
  return Array.from({ length: bins }, (_, i) => {
    const inside = outcomes.filter((o) => Math.min(bins - 1, Math.floor(o.confidence * bins)) === i);
    const mean = (f: (o: Outcome) => number) => inside.reduce((s, o) => s + f(o), 0) / (inside.length || 1);
    return { count: inside.length, confidence: mean((o) => o.confidence), right: mean((o) => (o.first ? 1 : 0)) };
  });
}

/** Expected calibration error of the stated confidence over ten bins (Naeini et al. 2015). */
function calibrationError(outcomes: readonly Outcome[]): number {
  return binsOf(outcomes).reduce((sum, b) => sum + (b.count * Math.abs(b.confidence - b.right)) / outcomes.length, 0);
}

/** Stated confidence against the share that was right: on the diagonal, a promise kept. */
export function reliabilityPlot(outcomes: readonly Outcome[]): string {
  const size = 360;
  const margin = 40;
  const x = (v: number) => margin + v * size;
  const y = (v: number) => margin + (1 - v) * size;
  const dots = binsOf(outcomes)
    .filter((b) => b.count > 0)
    .map(
      (b) =>
        `<circle cx="${x(b.confidence).toFixed(1)}" cy="${y(b.right).toFixed(1)}" r="${(3 + Math.sqrt(b.count) / 2).toFixed(1)}"><title>${b.count}</title></circle>`,
    );
  const ticks = [0, 0.5, 1].map((v) => `<text x="${x(v)}" y="${y(0) + 18}">${v}</text><text x="${x(0) - 20}" y="${y(v) + 4}">${v}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size + 2 * margin} ${size + 2 * margin}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<rect x="${x(0)}" y="${y(1)}" width="${size}" height="${size}" fill="none" stroke="#999"/>
<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#bbb" stroke-dasharray="4"/>
<g fill="#0a58a8" fill-opacity=".7">${dots.join("")}</g>
<g text-anchor="middle">${ticks.join("")}</g>
<text x="${x(0.5)}" y="${y(0) + 34}" text-anchor="middle">stated confidence</text>
<text x="${x(0) + 6}" y="${y(1) + 16}">share that was right</text>
</svg>
`;
}
