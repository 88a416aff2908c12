import { type Insights, Remote } from "../remote.ts";

export type InsightsOptions = { url: string; token?: string; days: string; limit: string; json?: boolean };

/** Lists what a server was asked and did not answer, the most asked first. */
export async function insights(options: InsightsOptions): Promise<void> {
  const remote = new Remote(options.url, options.token);
  const found = await remote.insights({ days: Number(options.days), limit: Number(options.limit) });
  console.log(options.json ? JSON.stringify(found) : told(found, remote.url));
}

/** Confidence below which an entry has nothing to do with a question. */
const unlike = 0.01;
const verdicts = { not_found: "is not found", ambiguous: "is asked back", answered: "is answered" } as const;

function told({ noting, days, since, questions, leftOut, topics, gaps }: Insights, url: string): string {
  const lines = [`${questions} questions not answered in ${days} days (since ${since}), ${topics} different ones`];
  if (leftOut > 0) lines.push(`${leftOut} of them came when the day's limit was reached, and are counted but not listed`);
  if (!noting) lines.push("noting is switched off (INSIGHTS): nothing new is added");
  for (const { group, count, reasons, first, last, phrasings, status, nearest } of gaps) {
    const why = [
      [reasons.not_found, "not found"],
      [reasons.ambiguous, "asked back"],
      [reasons.unhelpful, "found unhelpful"],
    ].flatMap(([n, what]) => (n === 0 ? [] : [`${n} ${what}`]));
    const when = first === last ? last : `${first} to ${last}`;
    const entry =
      nearest === null || nearest.confidence < unlike
        ? "nothing comes near"
        : `nearest ${nearest.id} ${nearest.title} (${nearest.confidence.toFixed(2)})`;
    lines.push("", `${String(count).padStart(5)}  ${group}  ${why.join(", ")}; ${when}`);
    lines.push(`       ${phrasings.map((p) => `“${p.text}”${p.count > 1 ? ` ×${p.count}` : ""}`).join(" ")}`);
    lines.push(`       now ${verdicts[status]}; ${entry}`);
  }
  if (gaps.length > 0) lines.push("", `into an entry's questions: npm run kb -- insights --adopt GROUP --entry ID --url ${url}`);
  return lines.join("\n");
}
