import { basename, extname } from "node:path";
import type { Outline } from "./cut.ts";
import { bareHeading } from "./headings.ts";
import { ranks } from "./outline.ts";
import { textOf } from "./passages.ts";
import type { SourceDocument } from "./source-document.ts";

/** What a file calls itself: its title property, the heading it begins with, or its name. */
export function documentTitle(source: SourceDocument, { root }: Outline): string {
  const leading: string[] = [];
  for (const child of root.children) {
    if (child.kind !== "heading" || child.rank === ranks.part) break;
    leading.push(bareHeading(textOf(child)));
    if (child.children.length > 0) break;
  }
  const own = source.title ?? "";
  const isName = own === "" || /^(?:无标题|未命名|untitled|document|文档|新建)/iu.test(own);
  const first = leading.at(-1) ?? "";
  const usable = first.length >= 4 && first.length <= 60 && !/^[一二三四五六七八九十]、/u.test(first);
  if (!isName) return own.slice(0, 80);
  return usable ? first : basename(source.file, extname(source.file));
}
