import type { TableRow } from "./outline.ts";
import { squeeze } from "./span.ts";
import { amountIn, rangeIn } from "./tiers-in-text.ts";

/** What a column holds, by its heading; `range` and `amount` by what stands in it. */
export type ColumnKind =
  | "number"
  | "question"
  | "answer"
  | "office"
  | "assist"
  | "duties"
  | "post"
  | "matter"
  | "range"
  | "amount"
  | "text";
export type Column = {
  readonly index: number;
  readonly name: string;
  readonly kind: ColumnKind /** 标准（元/月） → 元/月 */;
  readonly unit: string;
};
export type Columns = {
  readonly columns: readonly Column[];
  readonly title: readonly TableRow[];
  readonly header: TableRow | null;
  readonly rows: readonly TableRow[];
};

const kindsByName: readonly (readonly [ColumnKind, RegExp])[] = [
  ["number", /^(?:序号|编号|号|no\.?|#|序)$/iu],
  ["answer", /答案|答复|回答|解答|口径|^答$|答复内容|处理意见/u],
  ["question", /^(?:常见|咨询|热点|群众|市民|高频)?(?:问题|提问|问)(?:描述|内容)?$|题目|题干/u],
  ["assist", /协办|配合|协助/u],
  ["post", /^(?:岗位|职务|职位|工种|人员)(?:名称)?$/u],
  ["duties", /职责|职能|工作内容|责任内容/u],
  ["office", /(?:部门|单位|机构|归口|承办|主办|牵头|责任局)/u],
  ["matter", /事项|诉求|业务|项目|问题类[别型]|类[别型]|名称|内容|情形|问题/u],
];

/** A table's columns, told by its heading row, and its rows below; rows with one value across the whole width name the table. */
export function columnsOf(rows: readonly TableRow[]): Columns {
  const first = rows.findIndex((row) => new Set(row.cells.filter((c) => c !== "")).size > 1);
  const title = rows.slice(0, Math.max(0, first));
  const body = rows.slice(Math.max(0, first));
  const [head] = body;
  const isHead = head !== undefined && body.length > 1 && looksLikeHeading(head, body.slice(1));
  const header = isHead ? head : null;
  const rest = isHead ? body.slice(1) : body;
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  const columns = Array.from({ length: width }, (_, index) => columnOf(index, header?.cells[index] ?? "", rest));
  return { columns, title, header, rows: rest };
}

function looksLikeHeading(row: TableRow, below: readonly TableRow[]): boolean {
  const cells = row.cells.filter((c) => c !== "");
  if (cells.some((c) => c.length > 20 || /^[\d.,%-]+$/u.test(c) || /[。；？?]/u.test(c))) return false;
  const known = cells.filter((c) => kindsByName.some(([, name]) => name.test(c.replace(/[\s（(].*$/u, ""))));
  const numeric = below.some((r) => r.cells.some((c) => rangeIn(c) !== null || amountIn(c) !== null));
  return (
    known.length > 0 ||
    (numeric && !cells.some((c) => rangeIn(c) !== null || amountIn(c) !== null)) ||
    below.some((r) => r.cells.some((c) => c.length > 20))
  );
}

function columnOf(index: number, heading: string, rows: readonly TableRow[]): Column {
  const name = heading.replace(/\s+/gu, "");
  const unit = /[（(](?:单位[:：])?([^（()）]{1,10})[)）]$/u.exec(name)?.[1] ?? "";
  const bare = name.replace(/[（(].*$/u, "");
  const values = rows.map((row) => row.cells[index] ?? "").filter((c) => c !== "");
  const most = (test: (cell: string) => boolean) => values.length > 0 && values.filter(test).length * 5 >= values.length * 3;
  const named = kindsByName.find(([, pattern]) => pattern.test(bare))?.[0] ?? null;
  if (named !== "number" && most((c) => rangeIn(c, /^[\p{Script=Han}]+$/u.test(unit) ? unit : "") !== null) && !isPlainAmount(bare, values))
    return { index, name: bare, kind: "range", unit };
  if (named !== "number" && most((c) => amountIn(c, unit) !== null)) return { index, name: bare, kind: "amount", unit };
  return { index, name: bare, kind: named ?? "text", unit };
}

/** Single numbers are amounts; they are ranges of one value where the column is one of ages, sums or grades. */
function isPlainAmount(name: string, values: readonly string[]): boolean {
  if (/年龄|岁|档次|等级|级别|区间|范围|面积|天数|额度|人口|工龄|年限/u.test(name)) return false;
  return !values.some((v) => rangeIn(v) !== null && /[-–—~～至到]|以上|以下|以内|超过|不满|不足|[<>≤≥]|岁/u.test(v));
}

export function cell(row: TableRow, column: Column): string {
  return squeeze(row.cells[column.index] ?? "");
}

/** The other columns of a row, as sentences of its text. */
export function remarks(row: TableRow, columns: readonly Column[], used: readonly Column[]): string[] {
  return columns
    .filter((c) => !used.includes(c) && c.kind !== "number")
    .map((c) => ({ name: c.name, text: (row.cells[c.index] ?? "").replace(/\s*\n\s*/gu, " ").trim() }))
    .filter(({ text }) => text !== "")
    .map(({ name, text }) => (name === "" ? text : `${name}：${text}`));
}
