import type { kinds } from "../../src/kb/schema.ts";
import type { Left } from "./cut.ts";
import type { Piece } from "./span.ts";

/** Which field of an entry some of the input went to. */
export type Claim = { readonly pieces: readonly Piece[]; readonly field: string };

/** An entry as the input gives it, before it has a place among the files. */
export type Draft = {
  readonly folder: keyof typeof kinds;
  readonly title: string;
  /** The headings above it, nearest last: they tell apart what has the same title. */
  readonly under: readonly string[];
  /** Front matter beside title, source and review. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly claims: readonly Claim[];
  /** What the editor has to look at, each with what to do. */
  readonly notes: readonly string[];
};

export type Findings = { readonly drafts: readonly Draft[]; readonly left: readonly Left[] };

export function allOf(findings: readonly Findings[]): Findings {
  return { drafts: findings.flatMap((f) => f.drafts), left: findings.flatMap((f) => f.left) };
}

/** Paragraphs and lists as Markdown that renders as the text it is, whatever characters it holds. */
export function plainMarkdown(paragraphs: readonly string[]): string {
  return paragraphs.map(plainLine).join("\n\n");
}

export function plainLine(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/<(?=[a-z/!?])/giu, "\\<")
    .replace(/^(#{1,6}(?=\s|$)|[>+*-](?=\s|$)|-{3,}|={3,}|~{3,}|`{3,})/u, "\\$1");
}
