import { applyD1Migrations, createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { InsightLog } from "../src/store/insight-log.ts";
import worker from "../src/worker.ts";

test("once a day what was noted too long ago is forgotten, noting switched off or not", async () => {
  await applyD1Migrations(env.DB, env.MIGRATIONS);
  const log = new InsightLog(env.DB);
  const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  for (const day of [dayBefore(100), dayBefore(8), dayBefore(1)]) await log.note({ day, topic: "x", reason: "not_found", phrasing: day });
  const days = async () => (await env.DB.prepare("SELECT day FROM gap ORDER BY day").all<{ day: string }>()).results.map((r) => r.day);

  await worker.scheduled(createScheduledController(), env);
  expect(await days()).toEqual([dayBefore(8), dayBefore(1)]);
  await worker.scheduled(createScheduledController(), { ...env, INSIGHTS: "off", INSIGHTS_DAYS: "5" });
  expect(await days()).toEqual([dayBefore(1)]);
  expect((await log.phrasings(["x"])).map((p) => p.phrasing)).toEqual([dayBefore(1)]);

  // Without a database there is nothing to forget.
  const { DB: _, ...without } = env;
  await worker.scheduled(createScheduledController(), without);
});
