import { join } from "node:path";
import { readJudgedQuestions } from "../../scripts/judged-questions.ts";

/** A request of the Worker's contract. */
export type BenchRequest = { readonly path: string; readonly body?: string };
/** The kinds of request that are measured. */
export type RequestKind = "ask" | "search" | "suggest" | "complaint";

/** Characters of a pasted complaint. */
const complaintLength = 2_000;

/**
 * Requests made of the judged questions, different ones: short and spoken questions, what is
 * typed of them so far, and long complaints strung together of several.
 */
export async function requests(): Promise<Record<RequestKind, readonly BenchRequest[]>> {
  const judged = await readJudgedQuestions(join(import.meta.dirname, "../answers"));
  const questions = judged.filter((q) => q.style !== "complaint").map((q) => q.q);
  const stories = judged.filter((q) => q.style === "complaint").map((q) => q.q);
  const get = (path: string, q: string): BenchRequest => ({ path: `${path}?${new URLSearchParams({ q })}` });
  return {
    ask: questions.map((q) => get("/v1/ask", q)),
    search: questions.map((q) => get("/v1/search", q)),
    suggest: questions.map((q, i) => get("/v1/suggest", q.slice(0, 1 + (i % 4)))),
    complaint: stories.map((_, i) => {
      const rotated = [...stories.slice(i), ...stories.slice(0, i)].join("");
      return { path: "/v1/ask", body: JSON.stringify({ q: rotated.slice(0, complaintLength) }) };
    }),
  };
}
