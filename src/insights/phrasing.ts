import type { Searchable } from "../index/searchable.ts";
import { sentencesOf } from "../query/sentences.ts";
import { topicOf } from "./topic.ts";

/** Longest phrasing that is kept, in UTF-16 units. */
const longest = 120;

/** What is kept of a question as an example: of a story, the sentence that says most; never more than a few lines. */
export function phrasingOf(snapshot: Searchable, scrubbed: string): string {
  const sentences = sentencesOf(scrubbed.replace(/\s+/gu, " ").trim());
  const masses = sentences.map((s) => (sentences.length === 1 ? 0 : topicOf(snapshot, s).reduce((sum, w) => sum + w.weight, 0)));
  const most = sentences[masses.indexOf(Math.max(...masses))] ?? "";
  return most.trim().slice(0, longest).toWellFormed();
}
