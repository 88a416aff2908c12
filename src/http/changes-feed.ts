import { html } from "hono/html";
import type { EntryChange } from "../changes/difference.ts";
import type { SnapshotMeta } from "../index/build.ts";
import { dayIn } from "./context.ts";
import type { Release } from "./releases.ts";

type Feed = {
  readonly meta: Pick<SnapshotMeta, "id" | "title" | "timezone">;
  /** Where the service is, as the reader called it. */
  readonly origin: string;
  /** When nothing has changed yet: since when it is so. */
  readonly updated: string;
  readonly releases: readonly Release[];
};

/** Lines told of one entry; the rest is at the entry itself. */
const mostLines = 8;

/**
 * Changes as an Atom feed (RFC 4287), the latest first: one entry for each release that changes what a call taker says.
 * Ids stay the same wherever the feed is read from. `html` writes "<" and "&" of all texts as XML does.
 */
export async function changesFeed({ meta, origin, updated, releases }: Feed): Promise<string> {
  const told = releases.filter(({ entries }) => entries === null || entries.some(isToRelearn));
  const entries = await Promise.all(told.map((release) => feedEntry(meta, release)));
  return String(html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${await uuid(meta.id)}</id>
<title>${xmlText(`${meta.title}：知识更新`)}</title>
<updated>${told[0]?.at ?? updated}</updated>
<author><name>${xmlText(meta.title)}</name></author>
<link rel="self" type="application/atom+xml" href="${origin}/v1/changes.atom"/>
<link rel="alternate" type="application/json" href="${origin}/v1/changes"/>
${entries}</feed>
`);
}

const headings = { publication: "更新：", correction: "现场更正：", revert: "撤回更正：" } as const;

async function feedEntry({ id, timezone }: Feed["meta"], { what, version, previous, at, entries }: Release) {
  const day = dayIn(timezone, Date.parse(at));
  const changed = entries?.filter(isToRelearn) ?? [];
  const items = entries === null ? ["内容过多，或旧版本已不在，请用 kb diff 比较。"] : changed.flatMap(linesOf);
  const subject = entries === null ? "大范围更新" : `${changed[0]?.title ?? ""}${changed.length > 1 ? ` 等 ${changed.length} 条` : ""}`;
  return html`<entry>
<id>${await uuid(`${id} ${what} ${what === "publication" ? `${previous} ${version}` : changed[0]?.id} ${at}`)}</id>
<title>${xmlText(`${day} ${headings[what]}${subject}`)}</title>
<updated>${at}</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><ul>
${items.map(
  (item) => html`<li>${xmlText(item)}</li>
`,
)}</ul></div></content>
</entry>
`;
}

function isToRelearn({ change, lines }: EntryChange): boolean {
  return change !== "changed" || lines.some((line) => line.relearn);
}

/** 新增：… with what it says, what is different, 停用：… */
function linesOf({ change, title, lines }: EntryChange): string[] {
  const relearn = lines.filter((line) => line.relearn).map((line) => line.text);
  if (change === "removed") return [`停用：${title}`];
  const shown = relearn.slice(0, mostLines);
  const rest = relearn.length > shown.length ? [`${title}：另有 ${relearn.length - shown.length} 处`] : [];
  return [...(change === "added" ? [`新增：${title}`] : []), ...shown, ...rest];
}

/** Text without what no XML may hold: control characters, half characters. */
function xmlText(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, " ");
}

/** A name for something, always the same: a UUID of version 8 from its SHA-256. */
async function uuid(name: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`shuiguan changes ${name}`))).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
