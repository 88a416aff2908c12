/** Why a question counts as a gap: nothing found, asked back, or answered and found unhelpful. */
export const gapReasons = ["not_found", "ambiguous", "unhelpful"] as const;
export type GapReason = (typeof gapReasons)[number];

/** A question that was not answered, as it is kept: scrubbed, on a day of the knowledge base's zone. */
export type GapNote = { readonly day: string; readonly topic: string; readonly reason: GapReason; readonly phrasing: string };

/** A topic's questions within some days. */
export type GapCount = {
  readonly topic: string;
  readonly questions: number;
  readonly reasons: Readonly<Record<GapReason, number>>;
  readonly first: string;
  readonly last: string;
};
export type GapPhrasing = { readonly topic: string; readonly phrasing: string; readonly questions: number };
/** All of some days: questions noted, and those a flood left out. */
export type GapTotals = { readonly questions: number; readonly leftOut: number };

/** How much one day may write. Beyond it questions are still counted, but no longer told apart; then nothing more is written. */
export type DailyLimits = { readonly questions: number; readonly rows: number };
export const dailyLimits: DailyLimits = { questions: 20_000, rows: 2_000 };
/** Examples kept of a topic. */
const mostPhrasings = 5;

/**
 * Gaps in D1 (migrations/0002_insights.sql). One note is one transaction:
 *
 *     gap_day       +1; says how many the day has seen
 *     gap           +1 for (day, topic, reason); a new row only while the day may write more
 *     gap_phrasing  +1, or a new example while the topic has few
 */
export class InsightLog {
  readonly #database: D1Database;
  readonly #limits: DailyLimits;
  /** The day that has written all it may, as this isolate knows. */
  #full: string | null = null;

  constructor(database: D1Database, limits: DailyLimits = dailyLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  /** @returns true for the first note of a day: a time to forget what is old. @throws when D1 fails: then nothing of it was written. */
  async note({ day, topic, reason, phrasing }: GapNote): Promise<boolean> {
    if (this.#full === day) return false;
    const { questions, rows } = this.#limits;
    const prepare = (sql: string, ...values: (string | number)[]) => this.#database.prepare(sql).bind(...values);
    const [seen] = await this.#database.batch<{ questions: number }>([
      prepare(
        "INSERT INTO gap_day (day, questions) VALUES (?1, 1) ON CONFLICT (day) DO UPDATE SET questions = questions + 1 RETURNING questions",
        day,
      ),
      prepare(
        `INSERT INTO gap (day, topic, reason, questions)
         SELECT ?1, ?2, ?3, 1 FROM gap_day WHERE day = ?1 AND questions <= ?4
           AND (gap_rows < ?5 OR EXISTS (SELECT 1 FROM gap WHERE day = ?1 AND topic = ?2 AND reason = ?3))
         ON CONFLICT (day, topic, reason) DO UPDATE SET questions = questions + 1`,
        ...[day, topic, reason, questions, rows],
      ),
      // What the statement before did not take.
      prepare(
        `UPDATE gap_day SET left_out = left_out + 1 WHERE day = ?1
           AND (questions > ?4 OR NOT EXISTS (SELECT 1 FROM gap WHERE day = ?1 AND topic = ?2 AND reason = ?3))`,
        ...[day, topic, reason, questions],
      ),
      prepare(
        `INSERT INTO gap_phrasing (topic, phrasing, questions, last_day)
         SELECT ?2, ?3, 1, ?1 FROM gap_day WHERE day = ?1 AND questions <= ?4
           AND EXISTS (SELECT 1 FROM gap WHERE day = ?1 AND topic = ?2)
           AND ((SELECT count(*) FROM gap_phrasing WHERE topic = ?2) < ${mostPhrasings}
             OR EXISTS (SELECT 1 FROM gap_phrasing WHERE topic = ?2 AND phrasing = ?3))
         ON CONFLICT (topic, phrasing) DO UPDATE SET questions = questions + 1, last_day = ?1`,
        ...[day, topic, phrasing, questions],
      ),
    ]);
    const count = seen?.results[0]?.questions ?? 0;
    if (count > questions) this.#full = day;
    return count === 1;
  }

  /** Topics by the number of their questions since a day, the most asked first. */
  async topics(since: string, limit: number): Promise<GapCount[]> {
    const { results } = await this.#database
      .prepare(
        `SELECT topic, sum(questions) AS questions, min(day) AS first, max(day) AS last,
           ${gapReasons.map((reason) => `sum(CASE reason WHEN '${reason}' THEN questions ELSE 0 END) AS ${reason}`).join(", ")}
         FROM gap WHERE day >= ? GROUP BY topic ORDER BY 2 DESC, 4 DESC, 1 LIMIT ?`,
      )
      .bind(since, limit)
      .all<Omit<GapCount, "reasons"> & Record<GapReason, number>>();
    return results.map(({ not_found, ambiguous, unhelpful, ...row }) => ({ ...row, reasons: { not_found, ambiguous, unhelpful } }));
  }

  /** How topics were asked about, the most frequent phrasing of each first. */
  async phrasings(topics: readonly string[]): Promise<GapPhrasing[]> {
    const { results } = await this.#database
      .prepare("SELECT topic, phrasing, questions FROM gap_phrasing WHERE topic IN (SELECT value FROM json_each(?)) ORDER BY 3 DESC, 2")
      .bind(JSON.stringify(topics))
      .all<GapPhrasing>();
    return results;
  }

  async totals(since: string): Promise<GapTotals> {
    const sums = "coalesce(sum(questions), 0) AS questions, coalesce(sum(left_out), 0) AS leftOut";
    const row = await this.#database.prepare(`SELECT ${sums} FROM gap_day WHERE day >= ?`).bind(since).first<GapTotals>();
    return row ?? { questions: 0, leftOut: 0 };
  }

  /** Deletes all that is older than a day. */
  async forget(before: string): Promise<void> {
    await this.#database.batch([
      this.#database.prepare("DELETE FROM gap WHERE day < ?").bind(before),
      this.#database.prepare("DELETE FROM gap_phrasing WHERE last_day < ?").bind(before),
      this.#database.prepare("DELETE FROM gap_day WHERE day < ?").bind(before),
    ]);
  }
}
