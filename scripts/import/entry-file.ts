import { Document, isMap, isScalar, visit } from "yaml";
import type { Draft } from "./draft.ts";

/** Keys whose small maps read best on one line, as editors write them. */
const oneLine = new Set(["handlers", "limits", "figures", "tiers"]);

/** A draft as the text of its file. Front matter is written by the YAML library: no text of an input can become a key of it. */
export function entryFile({ folder, title, fields, body }: Draft, source: string): string {
  const name = folder === "departments" ? { name: title } : { title };
  const front = plain({ ...name, ...fields, reviewed: null, source: { title: source } });
  const document = new Document(front);
  visit(document, {
    Pair(_, pair) {
      const key = isScalar(pair.key) ? String(pair.key.value) : "";
      if (key === "source" && isMap(pair.value)) pair.value.flow = true;
      if (!oneLine.has(key)) return;
      visit(pair.value as never, {
        Map(_step, map) {
          map.flow = true;
          return visit.SKIP;
        },
      });
    },
  });
  return `---\n${document.toString({ lineWidth: 0, flowCollectionPadding: true })}---\n${body === "" ? "" : `${body.trim()}\n`}`;
}

/** Every text on one line and without control characters; what is empty is left out. */
function plain(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  if (Array.isArray(value)) return value.map(plain).filter((v) => v !== "");
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, v]) => [key, plain(v)] as const);
  return Object.fromEntries(entries.filter(([, v]) => v !== undefined && v !== "" && !(Array.isArray(v) && v.length === 0)));
}
