import type { Searchable } from "../index/searchable.ts";
import type { Entry } from "../kb/entry.ts";

/** Entries brought into memory at once. */
const chunk = 200;

/** All entries of a snapshot. */
export async function entriesOf(snapshot: Pick<Searchable, "size" | "load" | "entry">): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let from = 0; from < snapshot.size; from += chunk) {
    const documents = Array.from({ length: Math.min(chunk, snapshot.size - from) }, (_, i) => from + i);
    await snapshot.load(documents);
    for (const document of documents) entries.push(snapshot.entry(document));
  }
  return entries;
}
