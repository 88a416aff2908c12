import { type Document, isCollection, isScalar, isSeq, visit, type YAMLSeq } from "yaml";
import type { TierTable } from "./entry.ts";
import type { Edit } from "./splice.ts";
import { checkTiers } from "./tiers.ts";

/** Lists of texts in which a thing said twice says no more. */
const lists = new Set(
  ["questions", "keywords", "aliases", "supersedes", "illustrates", "caveats"].concat(
    ["words", "say", "means", "also", "members", "shells"], // lexicon.yaml
  ),
);
/** Lists of texts by the name of the map they stand in. */
const listMaps = new Set(["intents"]);

/** Items that stand twice, letter for letter, in a list of texts: the later ones go. Comments keep their item. */
export function removeRepeated(document: Document, text: string): Edit[] {
  const edits: Edit[] = [];
  visit(document, {
    Seq(_, list, path) {
      const keys = path.flatMap((step) => ("key" in step && isScalar(step.key) ? [String(step.key.value)] : []));
      if (!lists.has(keys.at(-1) ?? "") && !listMaps.has(keys.at(-2) ?? "")) return;
      const seen = new Set<string>();
      list.items.forEach((item, i) => {
        if (!isScalar(item) || typeof item.value !== "string") return;
        const value = item.value.trim();
        if (seen.has(value)) {
          const place = placeOfItem(list, i, text);
          if (place) edits.push({ ...place, text: "", what: `"${value}" stood twice in ${keys.at(-1)}` });
        }
        seen.add(value);
      });
    },
  });
  return edits;
}

/** What goes with an item: its lines in a list of lines, itself and the comma before it in a list in brackets. */
function placeOfItem(list: YAMLSeq, i: number, text: string): { start: number; end: number } | null {
  const [item, before] = [list.items[i], list.items[i - 1]];
  if (!isScalar(item) || !item.range || item.comment || item.commentBefore) return null;
  if (list.flow) {
    const from = isScalar(before) ? before.range?.[1] : undefined;
    if (from === undefined || !/^\s*,\s*$/u.test(text.slice(from, item.range[0]))) return null;
    return { start: from, end: item.range[1] };
  }
  const start = text.lastIndexOf("\n", item.range[0]) + 1;
  const lineEnd = text.indexOf("\n", item.range[1]);
  const end = lineEnd < 0 ? text.length : lineEnd + 1;
  const alone = /^\s*-\s+$/u.test(text.slice(start, item.range[0])) && text.slice(item.range[1], end).trim() === "";
  return alone ? { start, end } : null;
}

/** Tables whose tiers are right but in disorder: each place gets the tier that belongs there. */
export function sortTiers(document: Document, tables: readonly TierTable[], text: string): Edit[] {
  return tables.flatMap((table, t) => {
    const list = document.getIn(["tables", t, "tiers"], true);
    const { tiers } = table;
    const sorted = tiers.toSorted((a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY));
    if (!isSeq(list) || tiers.every((tier, i) => tier === sorted[i]) || !isSound({ ...table, tiers: sorted })) return [];
    const ranges = list.items.map((item) => (isCollection(item) && !item.comment && !item.commentBefore ? item.range : null));
    const inside = text.slice(list.range?.[0] ?? 0, list.range?.[2] ?? 0);
    if (ranges.some((range) => !range) || /(?:^|\s)#/u.test(inside)) return [];
    return sorted.flatMap((tier, i): Edit[] => {
      const [to, from] = [ranges[i], ranges[tiers.indexOf(tier)]];
      if (!to || !from || to === from) return [];
      const moved = text.slice(from[0], from[1]).trimEnd();
      const end = to[0] + text.slice(to[0], to[1]).trimEnd().length;
      return [{ start: to[0], end, text: moved, what: `tiers of "${table.label}" sorted` }];
    });
  });
}

function isSound(table: TierTable): boolean {
  let sound = true;
  checkTiers(table, [], (_kind, _path, _message, _remedy, severity = "error") => {
    if (severity === "error") sound = false;
  });
  return sound;
}
