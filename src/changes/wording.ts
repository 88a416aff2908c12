/** One thing about an entry that is not what it was. */
export type Line = {
  /** The entry's field: handlers, tables, body … */
  readonly field: string;
  /** What of it, in the words of the hotline: 负责部门, 95–99岁. */
  readonly what: string;
  /** Null: it was not there. Equal to `after` where only layout or order changed. */
  readonly before: string | null;
  /** Null: it is no longer there. */
  readonly after: string | null;
  /** Whether a call taker must know; false for what only searching or editing needs. */
  readonly relearn: boolean;
  /** The whole as a sentence: 高龄补贴 95–99岁：100 → 120元/月 */
  readonly text: string;
};

/** A line before it is put into words. `alone`: `what` says what it speaks of without the entry's title. */
export type Found = Omit<Line, "text" | "relearn"> & { readonly alone?: boolean };

/** Fields that change how an entry is found or kept, not what it says. */
const behindTheScenes = new Set(["questions", "keywords", "reviewed", "source", "basis", "supersedes", "illustrates"]);

/** 井盖丢失：负责部门 城管局 → 住建局 · 高龄补贴 95–99岁：100 → 120元/月 · 路灯：负责部门 住建局 (of an entry that is new) */
export function worded(title: string, change: "added" | "changed" | "removed", { alone = false, ...found }: Found): Line {
  const said = change === "changed" ? changeOf(found) : (found.after ?? found.before ?? "");
  const text = alone ? `${found.what}：${said}` : `${title}：${found.what} ${said}`;
  return { ...found, relearn: !behindTheScenes.has(found.field), text };
}

function changeOf({ before, after }: Found): string {
  if (before === null) return `新增 ${after}`;
  if (after === null) return `取消（原为 ${before}）`;
  if (before === after) return "次序或排版有调整";
  const unit = sharedUnit(before, after);
  return `${before.slice(0, before.length - unit.length)} → ${after}`;
}

/** A figure and nothing else: 不超过7个工作日. */
const figure = /^(?:不超过|至少|约)?[\d.:–]+(?<unit>[^\d（）]*)$/u;

/** 100元/月, 120元/月 → 元/月: said once. */
function sharedUnit(before: string, after: string): string {
  const unit = figure.exec(before)?.groups?.["unit"] ?? "";
  return unit === figure.exec(after)?.groups?.["unit"] ? unit : "";
}
