import type { z } from "zod";
import type { department, figure, guide, handler, matter, policy, role, solvedCase, tier, tierTable } from "./schema.ts";

/** The knowledge model as the program uses it: validated, defaults filled in, ids and bodies attached. */
type Common<K extends string> = {
  /** Path under kb/ without the extension: matters/stray-dogs. */
  readonly id: string;
  readonly kind: K;
  /** Markdown; its first paragraph is what a call taker reads out. */
  readonly body: string;
};

export type Matter = Common<"matter"> & z.infer<typeof matter>;
export type Policy = Common<"policy"> & z.infer<typeof policy>;
export type Role = Common<"role"> & z.infer<typeof role>;
export type Guide = Common<"guide"> & z.infer<typeof guide>;
export type Case = Common<"case"> & z.infer<typeof solvedCase>;
export type Department = Common<"department"> & z.infer<typeof department>;
/** A plain document of a bulk import: no rules, only text. */
export type Article = Common<"article"> & { readonly title: string };

export type Entry = Matter | Policy | Role | Guide | Case | Department | Article;
export type Kind = Entry["kind"];
export type Handler = z.infer<typeof handler>;
export type Figure = z.infer<typeof figure>;
export type Tier = z.infer<typeof tier>;
export type TierTable = z.infer<typeof tierTable>;

/** In the order of the snapshot's kind column. */
export const kindNames = ["matter", "policy", "role", "guide", "case", "department", "article"] as const satisfies readonly Kind[];

/** What an entry is called. */
export function titleOf(entry: Entry): string {
  return entry.kind === "department" ? entry.name : entry.title;
}

/** The paragraph that answers: the first of the body, or nothing. */
export function leadOf(entry: Entry): string {
  const first = entry.body.trim().split(/\n\s*\n/u)[0] ?? "";
  return first.startsWith("#") ? "" : first.replace(/\s*\n\s*/gu, "");
}
