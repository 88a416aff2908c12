import type { Context } from "./context.ts";
import { isFinished } from "./cut.ts";
import { allOf, type Draft, type Findings } from "./draft.ts";
import { handlersIn } from "./handlers-in.ts";
import type { Node } from "./outline.ts";
import { piecesOf } from "./passages.ts";
import { joinSpans, squeeze } from "./span.ts";
import { statementDraft } from "./statements.ts";

/** 答案为 B · （ B ） · （√）: what stands in a blank. */
const choice = /[（(]\s*([A-F]{1,6})\s*[)）]|答案[为是:：]?\s*([A-F]{1,6})(?![A-Za-z])/u;
const verdict = /[（(]\s*(√|✓|对|正确|T|×|✗|错误?|F)\s*[)）]/u;
const option = /(?:^|[\s。；;，,、])([A-F])\s*[、．.:：)）]\s*/gu;
const filledBlank = /[_＿]+[ \t]*([^_＿\s][^_＿\n]{0,30}?)[ \t]*[_＿]+/gu;
const emptyBlank = /[（(]\s*[)）]|_{2,}|＿{2,}/u;

/** The items of a test paper: statements with their answers filled in. What has no answer, or is marked wrong, is no knowledge. */
export function quizFindings(items: readonly Node[], context: Context): Findings {
  const { whole, moved } = mended(items);
  return allOf(whole.map((item) => itemFindings(item, moved.has(item), context)));
}

function itemFindings(item: Node, moved: boolean, context: Context): Findings {
  const pieces = piecesOf(item);
  const lines = [item, ...item.children].map((n) => n.body.text.trim()).filter((line) => line !== "");
  const said = lines.join("\n");
  const mark = verdict.exec(said)?.[1];
  if (mark !== undefined && /^(?:×|✗|错误?|F)$/u.test(mark))
    return { drafts: [], left: [{ pieces, reason: "marked as wrong: not what holds" }] };
  const answered = filledIn(said.replace(filledBlank, "$1"));
  if (answered === null)
    return { drafts: [], left: [{ pieces, reason: "a question without its answer — add the answer and import again" }] };
  const text = squeezeLines(answered.replace(verdict, ""));
  const notes = moved ? ["the end of the sentence stood elsewhere on the page: check that it belongs here"] : [];
  const blank = blankQuestion(text, context);
  const field = { pieces, field: "body" };
  const draft = statementDraft({ question: null, paragraphs: text.split("\n"), claims: [field], notes }, context);
  return { drafts: [blank === null ? draft : withQuestion(draft, blank)], left: [] };
}

function squeezeLines(text: string): string {
  return text
    .split("\n")
    .map(squeeze)
    .filter((line) => line !== "")
    .join("\n");
}

/** The statement with the letter's option in its blank; null where the answer is missing. */
function filledIn(text: string): string | null {
  const letters = choice.exec(text);
  if (letters === null) return emptyBlank.test(text) ? null : text;
  const behind = letters.index + letters[0].length;
  const options = [...text.matchAll(option)].filter((m) => m.index >= behind);
  const texts = new Map(options.map((m, i) => [m[1] ?? "", optionText(text, m, options[i + 1])]));
  const chosen = [...(letters[1] ?? letters[2] ?? "")].map((letter) => texts.get(letter));
  // 其中哪一项……答案为C: the options are parts of the statement and stay where they are.
  if (chosen.some((c) => c === undefined) || letters[1] === undefined) return text;
  const stem = text.slice(0, options[0]?.index ?? text.length);
  return stem.replace(choice, chosen.join("、")).trim();
}

function optionText(text: string, match: RegExpMatchArray, next: RegExpMatchArray | undefined): string {
  return text
    .slice((match.index ?? 0) + match[0].length, next?.index ?? text.length)
    .replace(/[。；;，,\s]+$/u, "")
    .trim();
}

/** 城市公交站台的设置属于交运局管辖 → 城市公交站台的设置属于哪个部门管辖: the question the blank asked. */
function blankQuestion(text: string, context: Context): string | null {
  const who = handlersIn(text, context.registry);
  const [only] = who.handlers;
  if (only === undefined || who.handlers.length !== 1) return null;
  // Up to the sentence that names it: 路灯不亮。这个单子应交办给哪个部门
  const end = /[。\n]/u.exec(text.slice(text.indexOf(only.department)));
  const sentence = end === null ? text : text.slice(0, text.indexOf(only.department) + end.index);
  if (sentence.length > 60) return null;
  return sentence.replace(new RegExp(`${only.department}(?:部门|局)?`, "u"), "哪个部门").trim();
}

function withQuestion(draft: Draft, question: string): Draft {
  const questions = draft.fields["questions"];
  return { ...draft, fields: { ...draft.fields, questions: [...new Set([...(Array.isArray(questions) ? questions : []), question])] } };
}

/**
 * A page set in columns and copied out loses the ends of its sentences to other places of the list. Where there are as
 * many items that break off as there are loose ends, they belong together in their order.
 */
function mended(items: readonly Node[]): { whole: Node[]; moved: ReadonlySet<Node> } {
  const loose = items.flatMap((item) =>
    isFinished(item.body.text) ? item.children.filter((c) => c.kind === "text" && isLooseEnd(c)) : [],
  );
  const broken = items
    .filter((item) => !isFinished(item.body.text) && item.children.length === 0)
    .sort((a, b) => (a.marker?.number ?? 0) - (b.marker?.number ?? 0));
  if (loose.length === 0 || loose.length !== broken.length) return { whole: [...items], moved: new Set() };
  const ends = new Map(broken.map((item, i) => [item, loose[i]]));
  const moved = new Set<Node>();
  const whole = items.map((item) => {
    const end = ends.get(item);
    if (end === undefined) return { ...item, children: item.children.filter((c) => !loose.includes(c)) };
    const mend = { ...item, body: joinSpans(item.body, end.body), pieces: [...item.pieces, ...end.pieces] };
    moved.add(mend);
    return mend;
  });
  return { whole, moved };
}

function isLooseEnd(node: Node): boolean {
  return node.children.length === 0 && node.body.text.length <= 40;
}
