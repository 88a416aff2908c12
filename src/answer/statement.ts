import type { Searchable } from "../index/searchable.ts";
import { type Entry, leadOf, titleOf } from "../kb/entry.ts";
import { contentOf } from "../query/content.ts";
import { madeOnce } from "../query/remembered.ts";
import { type Shingles, shinglesOf } from "../query/shingles.ts";
import { type Labels, labelsOf, saidShares } from "../query/telling.ts";
import type { Query } from "../query/understand.ts";

/** A statement must say at least this share of a question, and so much more of it than the lead does, to be read out in its stead. */
const saysEnough = 0.3;
const saysMore = 0.1;

/** What an entry says besides its lead that answers a question better than the lead; null where nothing does. */
export function nearestStatement(snapshot: Searchable, query: Query, entry: Entry): string | null {
  const { statements, labels, subject } = statementsOf(snapshot)(entry);
  const [lead = 0, ...shares] = saidShares(query, labels, subject);
  const best = Math.max(0, ...shares);
  return best >= saysEnough && best >= lead + saysMore ? (statements[shares.indexOf(best)] ?? null) : null;
}

/** All that an entry states, sentence by sentence; what of a question each says that the others do not, the lead's first. */
type Statements = { readonly statements: readonly string[]; readonly labels: Labels; readonly subject: Shingles };
/** Made once per entry held in memory; their masses are those of the snapshot. */
const statementsOf = madeOnce((snapshot: Searchable) =>
  madeOnce((entry: Entry): Statements => {
    const statements = [...ownStatements(entry), ...sentencesOf(entry.body)];
    const labels = labelsOf(
      snapshot,
      [leadOf(entry), ...statements].map((text) => contentOf(snapshot, text)),
    );
    return { statements, labels, subject: shinglesOf(snapshot, contentOf(snapshot, titleOf(entry))) };
  }),
);

function ownStatements(entry: Entry): readonly string[] {
  if (entry.kind === "role") return entry.duties;
  if (entry.kind === "guide") return [...(entry.definition === undefined ? [] : [`${entry.title}：${entry.definition}`]), ...entry.steps];
  return [];
}

/** The sentences of Markdown without its headings and marks. */
function sentencesOf(markdown: string): string[] {
  const lines = markdown.split("\n").filter((line) => !line.startsWith("#"));
  const plain = lines.map((line) => line.replace(/^\s*(?:[-*]|\d+[.、])\s+|\*\*/gu, ""));
  return plain.flatMap((line) => line.split(/(?<=[。！？])/u)).filter((sentence) => sentence.trim() !== "");
}
