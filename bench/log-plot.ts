/** A line through points, both above zero. */
export type Line = { readonly name: string; readonly points: readonly (readonly [x: number, y: number])[] };
export type Panel = { readonly title: string; readonly lines: readonly Line[] };

const [width, height] = [330, 250];
const margin = { left: 52, right: 14, top: 34, bottom: 34 };
const columns = 3;
const legendHeight = 40;
/** Told apart by eyes that do not see all colours (Okabe and Ito 2008), and by their marks. */
const colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
const marks = [
  (x: number, y: number) => `<circle cx="${x}" cy="${y}" r="4"/>`,
  (x: number, y: number) => `<rect x="${x - 3.5}" y="${y - 3.5}" width="7" height="7"/>`,
  (x: number, y: number) => `<path d="M${x} ${y - 5}l4.5 8h-9z"/>`,
  (x: number, y: number) => `<path d="M${x} ${y - 5}l5 5l-5 5l-5 -5z"/>`,
  (x: number, y: number) => `<path d="M${x} ${y + 5}l4.5 -8h-9z"/>`,
];

/**
 * Panels of lines on log–log axes as one SVG, a legend above them: a straight line is a power
 * law, its steepness the exponent. The first line is the one in question, and drawn thicker.
 */
export function logPlot(title: string, axis: string, panels: readonly Panel[]): string {
  const names = [...new Set(panels.flatMap((p) => p.lines.map((l) => l.name)))];
  const size = { x: width * Math.min(columns, panels.length), y: legendHeight + height * Math.ceil(panels.length / columns) };
  const drawn = panels.map((panel, i) => {
    const [left, top] = [(i % columns) * width, legendHeight + Math.floor(i / columns) * height];
    return `<g transform="translate(${left} ${top})">${drawPanel(panel, axis, names)}</g>`;
  });
  const legend = names.map((name, i) => {
    const x = 60 + (i * (size.x - 80)) / names.length;
    return `<g ${paint(i)}>${mark(i, x, 22)}</g><text x="${x + 10}" y="26">${escaped(name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.x} ${size.y}" font-family="sans-serif" font-size="12" role="img">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
${[...legend, ...drawn].join("\n")}
</svg>
`;
}

function drawPanel({ title, lines }: Panel, axis: string, names: readonly string[]): string {
  const points = lines.flatMap((l) => l.points);
  const x = scale(
    points.map(([v]) => v),
    margin.left,
    width - margin.right,
    0.08,
  );
  const y = scale(
    points.map(([, v]) => v),
    height - margin.bottom,
    margin.top,
    0,
  );
  const vertical = x.ticks.map(
    (v) =>
      `<path d="M${x.at(v)} ${margin.top}V${height - margin.bottom}" stroke="#e3e3e3"/><text x="${x.at(v)}" y="${height - margin.bottom + 15}" text-anchor="middle" fill="#555">${short(v)}</text>`,
  );
  const horizontal = y.ticks.map(
    (v) =>
      `<path d="M${margin.left} ${y.at(v)}H${width - margin.right}" stroke="#e3e3e3"/><text x="${margin.left - 6}" y="${y.at(v) + 4}" text-anchor="end" fill="#555">${short(v)}</text>`,
  );
  const drawn = lines.map(({ name, points: own }) => {
    const places = own.map(([px, py]) => [x.at(px), y.at(py)] as const);
    const path = places.map(([px, py], i) => `${i === 0 ? "M" : "L"}${px} ${py}`).join("");
    const i = names.indexOf(name);
    return `<path d="${path}" fill="none" stroke="${colors[i % colors.length]}" stroke-width="${i === 0 ? 3.5 : 1.8}"/><g ${paint(i)}>${places.map(([px, py]) => mark(i, px, py)).join("")}</g>`;
  });
  return `<text x="${margin.left}" y="22" font-weight="600">${escaped(title)}</text>
<text x="${width - margin.right}" y="${height - 4}" text-anchor="end" fill="#555">${escaped(axis)}</text>
${[...vertical, ...horizontal, ...drawn].join("\n")}`;
}

/** A logarithmic scale over whole decades (`slack`: over the values, with that share of room at each end), and a tick at each decade. */
function scale(values: readonly number[], from: number, to: number, slack: number): { at: (value: number) => number; ticks: number[] } {
  const logs = (values.length > 0 ? values : [1, 10]).map((v) => Math.log10(v));
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const room = slack * (high - low || 1);
  const first = slack > 0 ? low - room : Math.floor(low);
  const last = slack > 0 ? high + room : Math.max(Math.ceil(high), Math.floor(low) + 1);
  const at = (value: number) => Math.round((from + ((Math.log10(value) - first) / (last - first)) * (to - from)) * 10) / 10;
  const decades = Array.from({ length: Math.ceil(last) - Math.floor(first) + 1 }, (_, i) => Math.floor(first) + i);
  return { at, ticks: decades.filter((d) => d >= first - 1e-9 && d <= last + 1e-9).map((d) => 10 ** d) };
}

function mark(i: number, x: number, y: number): string {
  return marks[i % marks.length]?.(x, y) ?? "";
}

function paint(i: number): string {
  return `fill="${colors[i % colors.length]}"`;
}

/** 1000 → 1k, 0.01 → 0.01 */
function short(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  if (value >= 1e3) return `${value / 1e3}k`;
  return String(Number(value.toPrecision(3)));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
