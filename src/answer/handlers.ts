import type { Searchable } from "../index/searchable.ts";
import type { DepartmentLabel } from "../kb/departments.ts";
import { type Entry, type Handler, titleOf } from "../kb/entry.ts";
import { conditionsStated } from "../query/telling.ts";
import type { Query } from "../query/understand.ts";

/** A department of an answer, named as on the day asked about. */
export type ShownHandler = DepartmentLabel & { readonly role: "lead" | "assist"; readonly when: string | null };

/** Who handles it on a day: leads first, in the editor's order. */
export function handlersOn(snapshot: Searchable, entry: Entry, at: string): ShownHandler[] {
  if (entry.kind === "department") {
    const label = snapshot.departments.label(entry.name, at);
    return label ? [{ ...label, role: "lead", when: null }] : [];
  }
  if (!("handlers" in entry)) return [];
  const inForce = entry.handlers.filter((h) => (h.from ?? at) <= at && at <= (h.to ?? at));
  const shown = inForce.flatMap((handler): ShownHandler[] => {
    const label = snapshot.departments.label(handler.department, at);
    return label ? [{ ...label, role: handler.role, when: handler.when ?? null }] : [];
  });
  return [...shown.filter(isLead), ...shown.filter((h) => !isLead(h))];
}

/**
 * The handlers for the circumstance a question states: the bridge's railing, the mark on the
 * cover. All of them where it states none.
 */
export function handlersFor(snapshot: Searchable, query: Query, entry: Entry, handlers: readonly ShownHandler[]): readonly ShownHandler[] {
  const conditional = handlers.filter((h) => isLead(h) && h.when !== null);
  if (conditional.length < 2) return handlers;
  const stated = conditionsStated(
    snapshot,
    query,
    conditional.map((h) => h.when ?? ""),
    titleOf(entry),
  );
  if (stated.size === 0) return handlers;
  return handlers.filter((h) => !conditional.includes(h) || stated.has(conditional.indexOf(h)));
}

/** 市场监督管理局（原工商局） */
export function handlerName(handler: Pick<ShownHandler, "name" | "formerly">): string {
  return handler.formerly === null ? handler.name : `${handler.name}（原${handler.formerly}）`;
}

function isLead(handler: { role: Handler["role"] }): boolean {
  return handler.role === "lead";
}
