import type { Entry } from "../kb/entry.ts";

/** What an editor changed of a published base: an entry as it reads now, or null where it is gone. */
export type CorrectedEntry = { readonly id: string; readonly entry: Entry | null };
