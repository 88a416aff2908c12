import type { Context } from "hono";
import { phrasingOf } from "../insights/phrasing.ts";
import { topicOf } from "../insights/topic.ts";
import { withoutIntroductions } from "../insights/without-introductions.ts";
import type { GapReason, InsightLog } from "../store/insight-log.ts";
import { scrub } from "../text/scrub.ts";
import { type AppEnvironment, dayIn } from "./context.ts";

/** Notes a question that was not answered, behind the answer: never in its way, and never the reason for its failing. */
export type NoteGap = (c: Context<AppEnvironment>, question: string, reason: GapReason) => void;

/** What noting needs. `insights`: null where there is no database or noting is switched off. */
export type GapPlatform = {
  readonly insights: InsightLog | null;
  /** Days after which what was noted is forgotten. */
  readonly insightDays: number;
  readonly now: () => number;
  readonly log: (event: Record<string, unknown>) => void;
};

const milliseconds = 86_400_000;

export function gapNotes({ insights, insightDays, now, log }: GapPlatform): NoteGap {
  if (insights === null) return () => {};
  let reported = false;
  return (c, question, reason) => {
    const { served, today } = c.var;
    const note = async () => {
      // The answer leaves first.
      await scheduler.wait(0);
      try {
        const { snapshot } = served;
        const scrubbed = withoutIntroductions(scrub(question, snapshot.lexicon));
        const words = topicOf(snapshot, scrubbed);
        if (words.length === 0) return;
        const topic = await topicKey(words.map((w) => w.text));
        const first = await insights.note({ day: today, topic, reason, phrasing: phrasingOf(snapshot, scrubbed) });
        if (first) await insights.forget(forgetBefore(now(), insightDays));
        reported = false;
      } catch (error) {
        if (!reported) log({ level: "error", event: "insights_unavailable", error: String(error) });
        reported = true;
      }
    };
    c.executionCtx.waitUntil(note());
  };
}

/** Notes of earlier days are forgotten; to the day, wherever it begins. */
export function forgetBefore(now: number, days: number): string {
  return dayIn("UTC", now - days * milliseconds);
}

/** The name of a topic: the same words, the same name. */
async function topicKey(words: readonly string[]): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words.join("\n")));
  return [...new Uint8Array(hash, 0, 6)].map((b) => b.toString(16).padStart(2, "0")).join("");
}
