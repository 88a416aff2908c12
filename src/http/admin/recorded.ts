import type { Context } from "hono";
import type { Change, Outcome } from "../../store/audit-log.ts";
import { problemResponse } from "../problem.ts";
import type { AdminEnvironment } from "./environment.ts";

/** Nothing may be changed that cannot be recorded. */
export const unrecorded = (c: Context) =>
  problemResponse(
    c,
    503,
    "Changes cannot be recorded, so none are made: the D1 database DB or its tables are missing — npx wrangler d1 migrations apply DB.",
  );

/**
 * Makes a change on the record: written down before, completed after. Where that cannot be written, nothing is changed.
 * A change whose completion cannot be written stays "started" in the record, and is in the log.
 */
export async function recorded<D extends Outcome & { readonly response: Response }>(
  c: Context<AdminEnvironment>,
  change: Change,
  work: () => Promise<D>,
): Promise<D["response"] | ReturnType<typeof unrecorded>> {
  const { audit, actor, at, log } = c.var;
  const note = (event: string, error: unknown) => log({ level: "error", event, actor: actor.name, ...change, error: String(error) });
  if (audit === null) return unrecorded(c);
  let id: number;
  try {
    id = await audit.begin(at, actor, change);
  } catch (error) {
    note("audit_unavailable", error);
    return unrecorded(c);
  }
  const complete = async (outcome: Outcome) => {
    try {
      await audit.complete(id, outcome);
    } catch (error) {
      note("audit_incomplete", error);
    }
  };
  try {
    const done = await work();
    await complete(done);
    return done.response;
  } catch (error) {
    await complete({ outcome: "failed", detail: String(error) });
    throw error;
  }
}
