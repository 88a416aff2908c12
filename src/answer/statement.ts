import type { Searchable } from "../index/searchable.ts";
import { type Entry, leadOf, titleOf } from "../kb/entry.ts";
import { contentOf } from "../query/content.ts";
import { madeOnce } from "../query/remembered.ts";
import { type Shingles, shinglesOf } from "../query/shingles.ts";
import { beginsAsked, type Labels, labelsOf, saidShare, saidShares } from "../query/telling.ts";
import type { Query } from "../query/understand.ts";

/** A statement must say at least this share of a question, and so much more of it than the lead does, to be read out in its stead. */
const saysEnough = 0.3;
const saysMore = 0.1;
/** One that says less is read out behind the lead if it says at least this share, and so many times what anything else says. */
const saysSomething = 0.1;
const saysAlone = 1.5;
/** A lead that says half of what a statement says needs no repeating. */
const saidAlready = 0.5;
/** What a sentence begins with is what it is about: a feather on the scales. */
const topicBonus = 0.05;

/** After a full stop that no quotation holds, or that one ends with. */
const betweenSentences = /(?<=[。！？])(?![^“]*”)|(?<=。”)(?![，、；：。！？])/u;

/** What an entry says that answers a question better than its lead: instead of it, or besides. */
export type Statement = { readonly text: string; readonly instead: boolean };

/** The statement of an entry that comes nearest to a question; null where the lead does. */
export function nearestStatement(snapshot: Searchable, query: Query, entry: Entry): Statement | null {
  const { statements, labels, subject } = statementsOf(snapshot)(entry);
  const [lead = 0, ...shares] = saidShares(query, labels, subject);
  const [, ...topical] = beginsAsked(query, labels);
  const weighed = shares.map((share, i) => share + (share > 0 && topical[i] ? topicBonus : 0));
  const place = weighed.indexOf(Math.max(0, ...weighed));
  const [text, best = 0] = [statements[place], shares[place]];
  if (text === undefined || best <= lead) return null;
  if (best >= saysEnough && best >= lead + saysMore) return { text, instead: true };
  const others = shares.filter((_, i) => i !== place);
  if (best < saysSomething || best < saysAlone * Math.max(lead, ...others)) return null;
  const [leading, own] = [labels[0], labels[place + 1]];
  const repeats = leading !== undefined && own !== undefined && saidShare(own, leading) > saidAlready;
  return repeats ? null : { text, instead: false };
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

/** The sentences of Markdown without its headings and marks; what is quoted stays whole. */
function sentencesOf(markdown: string): string[] {
  const lines = markdown.split("\n").filter((line) => !line.startsWith("#"));
  const plain = lines.map((line) => line.replace(/^\s*(?:[-*]|\d+[.、])\s+|\*\*/gu, ""));
  return plain.flatMap((line) => line.split(betweenSentences)).filter((sentence) => sentence.trim() !== "");
}
