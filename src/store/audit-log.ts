/** Who acts, by the token they showed. */
export type Actor = { readonly name: string; readonly role: string };
/** What somebody is about to change. `from` and `to` name states: versions, revisions. */
export type Change = { readonly action: string; readonly subject: string; readonly from?: string | null; readonly to?: string | null };
/** How a change ended; what only its course could tell is added here. */
export type Outcome = {
  readonly outcome: "done" | "refused" | "failed";
  readonly from?: string | null;
  readonly to?: string | null;
  readonly detail?: string | null;
};
export type AuditRecord = {
  readonly id: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly subject: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly outcome: "started" | "done" | "refused" | "failed";
  readonly detail: string | null;
};

const columns = `id, at, actor, role, action, subject, before AS "from", after AS "to", outcome, detail`;

/**
 * The record of all changes, in D1 (migrations/0001_audit.sql). A change is written down before it is made,
 * so that none can happen unseen: a row that stays "started" was cut short.
 */
export class AuditLog {
  readonly #database: D1Database;

  constructor(database: D1Database) {
    this.#database = database;
  }

  /** @returns the number of the record, to be completed. @throws when it cannot be written: then nothing may be changed. */
  async begin(at: string, actor: Actor, { action, subject, from = null, to = null }: Change): Promise<number> {
    const written = await this.#database
      .prepare("INSERT INTO audit (at, actor, role, action, subject, before, after, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, 'started')")
      .bind(at, actor.name, actor.role, action, subject, from, to)
      .run();
    return written.meta.last_row_id;
  }

  async complete(id: number, { outcome, from = null, to = null, detail = null }: Outcome): Promise<void> {
    await this.#database
      .prepare("UPDATE audit SET outcome = ?, before = coalesce(?, before), after = coalesce(?, after), detail = ? WHERE id = ?")
      .bind(outcome, from, to, detail, id)
      .run();
  }

  /** Live corrections that were taken back after a time: of which entry, and when; newest first. */
  async reverts(since: string): Promise<Pick<AuditRecord, "subject" | "at">[]> {
    const { results } = await this.#database
      .prepare("SELECT subject, at FROM audit WHERE action = 'revert' AND outcome = 'done' AND at > ? ORDER BY id DESC LIMIT 50")
      .bind(since)
      .all<Pick<AuditRecord, "subject" | "at">>();
    return results;
  }

  /** The newest records, or those before a number; newest first. */
  async list({ before, limit }: { before?: number | undefined; limit: number }): Promise<AuditRecord[]> {
    const { results } = await this.#database
      .prepare(`SELECT ${columns} FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?`)
      .bind(before ?? Number.MAX_SAFE_INTEGER, limit)
      .all<AuditRecord>();
    return results;
  }
}
