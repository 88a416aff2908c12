import { bareHeading, dutiesHeading, endsAsHeading, isOccupation, isOffice, isQuestion, isRequirements } from "./headings.ts";
import type { Line, Queued } from "./line-queue.ts";
import { markerAt } from "./marker.ts";
import { ranks } from "./outline.ts";

/** How an unnumbered line heads what follows, or null for a paragraph. `settled`: the text before it has come to its end. */
export function headingRank({ span: { text }, block }: Line, next: Queued | null, settled: boolean): number | null {
  if (block.kind === "item" || /[。；！;!]$/u.test(text)) return null;
  if (isQuestion(text)) return ranks.question;
  if (isRequirements(text) || dutiesHeading(text)?.subject === "") return ranks.sub;
  if (endsAsHeading(text) || isOccupation(text)) return ranks.title;
  const bare = bareHeading(text);
  const plain = bare.length >= 2 && bare.length <= 30 && /\p{Script=Han}{2}/u.test(bare) && !/[，。；！？,;!?：:、]/u.test(bare);
  if (!plain || /[：:]$/u.test(text)) return null;
  if (block.kind === "paragraph" && block.strong) return ranks.title;
  return next !== null && heads(text, bare, next, settled) ? ranks.title : null;
}

/** A short line before a table, before a list that begins, or before a paragraph much longer than itself. */
function heads(text: string, bare: string, next: Queued, settled: boolean): boolean {
  if ("rows" in next) return true;
  const following = markerAt(next.span.text) ?? (next.block.kind === "item" ? { number: next.block.ordinal ?? 1 } : null);
  if (following?.number === 1 && (isOffice(text) || bare.length <= 20)) return true;
  const isParagraph = following === null && next.span.text.length >= 30 && /[。；]/u.test(next.span.text);
  return isParagraph && bare.length <= 20 && settled;
}
