import { basename, extname } from "node:path";
import type { Outline } from "./cut.ts";
import { bareHeading } from "./headings.ts";
import { ranks } from "./outline.ts";
import { textOf } from "./passages.ts";
import type { SourceDocument } from "./source-document.ts";

/** What a file calls itself: its title property, the heading it begins with, or its name. */
export function documentTitle(source: SourceDocument, { root }: Outline): string {
  const heads = root.children.slice(0, root.children.findIndex((c) => c.kind !== "heading" || c.rank === ranks.part) >>> 0);
  // Above the parts stand headings with nothing of their own under them; the last of them names the whole.
  const bare = heads.slice(0, heads.findIndex((c) => c.children.length > 0) >>> 0);
  const naming = bare.at(-1) ?? heads[0];
  const own = source.title ?? "";
  const isName = own === "" || /^(?:无标题|未命名|untitled|document|文档|新建)/iu.test(own);
  const first = naming === undefined ? "" : bareHeading(textOf(naming));
  const usable = first.length >= 4 && first.length <= 60 && !/^[一二三四五六七八九十]、/u.test(first);
  if (!isName) return own.slice(0, 80);
  return usable ? first : basename(source.file, extname(source.file));
}
