import type { DepartmentRegistry } from "./departments.ts";
import type { Department, Entry, Handler } from "./entry.ts";
import type { Say } from "./say.ts";

/**
 * Handlers that name a body which is not there in their time. Former names are welcome where a
 * rule dates from their time: the registry says what they are called today. Not so
 *
 * - a department that has ended (its validity is over), in a handler that goes on;
 * - a former name in a handler or a rule that began after the renaming.
 */
export class RetiredDepartments {
  readonly #registry: DepartmentRegistry;
  readonly #byId = new Map<string, Department>();
  readonly #successor = new Map<string, Department>();

  constructor(entries: readonly Entry[], registry: DepartmentRegistry) {
    this.#registry = registry;
    for (const entry of entries) {
      if (entry.kind !== "department") continue;
      this.#byId.set(entry.id, entry);
      for (const id of entry.supersedes) this.#successor.set(id, entry);
    }
  }

  check(entry: Entry, now: string, say: Say): void {
    if (!("handlers" in entry) || entry.kind === "case") return;
    for (const [i, handler] of entry.handlers.entries()) {
      const path = ["handlers", i, "department"];
      const ended = this.#endOf(handler, now);
      if (ended !== null) {
        const today = this.#today(ended.department, now);
        const remedy = today ? `write "${today.name}", or end the handler with to` : "name the body that does its work today";
        const message = `the department "${handler.department}" no longer exists (until ${ended.day})`;
        say("retired-department", path, message, remedy, "warning");
        continue;
      }
      const renamed = this.#renamedBefore(handler, entry.validity.from ?? entry.source.issued);
      if (renamed === null) continue;
      const message = `"${handler.department}" was renamed on ${renamed.day}, before this rule began (${renamed.start})`;
      say("retired-department", path, message, `write "${renamed.today}"`, "warning");
    }
  }

  /** When the department of a handler that goes on ended, null where it is still there. */
  #endOf({ department: name, to }: Handler, now: string): { department: Department; day: string } | null {
    const id = this.#registry.resolve(name)?.department.id;
    const department = id === undefined ? undefined : this.#byId.get(id);
    const day = department?.validity.to;
    return department && day !== undefined && day < now && (to === undefined || to > day) ? { department, day } : null;
  }

  /** The body that does an ended department's work today. */
  #today(department: Department, now: string): Department | null {
    let next = this.#successor.get(department.id);
    for (const seen = new Set<string>(); next && !seen.has(next.id); next = this.#successor.get(next.id)) {
      if (next.validity.to === undefined || next.validity.to >= now) return next;
      seen.add(next.id);
    }
    return null;
  }

  #renamedBefore({ department: name, from }: Handler, ruleFrom: string | undefined): { day: string; start: string; today: string } | null {
    const resolved = this.#registry.resolve(name);
    if (resolved === null || resolved.former === null) return null;
    const day = this.#registry.endOfFormerName(resolved.former);
    const start = from ?? ruleFrom;
    return day !== null && start !== undefined && start >= day ? { day, start, today: resolved.department.name } : null;
  }
}
