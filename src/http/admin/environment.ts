import type { Actor, AuditLog } from "../../store/audit-log.ts";
import type { AppEnvironment } from "../context.ts";
import type { Role } from "./tokens.ts";

/** What admin routes find in the request's context, beside what all routes find. */
export type AdminEnvironment = {
  Bindings: AppEnvironment["Bindings"];
  Variables: AppEnvironment["Variables"] & {
    actor: Actor & { readonly role: Role };
    /** Null: there is no database, so nothing can be recorded and nothing may be changed. */
    audit: AuditLog | null;
    /** When the request came, ISO 8601 in UTC. */
    at: string;
    /** One line of the operator's log. */
    log: (event: Record<string, unknown>) => void;
  };
};
