import type { FiledEntry } from "../../kb/serialize-entry.ts";
import { serializeEntry } from "../../kb/serialize-entry.ts";
import type { Served } from "../../store/live-snapshot.ts";

/** An entry as an editor sees it: the text of its file, and a tag that changes with every change of it. */
export type EntryText = { readonly entry: FiledEntry; readonly text: string; readonly tag: string };

/** The text of an entry as it is served; null: there is none, or it has no file of its own. */
export async function entryText({ snapshot, corrections }: Served, id: string): Promise<EntryText | null> {
  const document = snapshot.documentOf(id);
  if (document < 0) return null;
  await snapshot.load([document]);
  const entry = snapshot.entry(document);
  if (entry.kind === "article") return null;
  const text = corrections.find((c) => c.id === id)?.file ?? serializeEntry(entry);
  return { entry, text, tag: await tagOf(text) };
}

/** An entity tag: the first sixteen hex digits of the text's SHA-256, in quotes. */
export async function tagOf(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `"${Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
}
