import type { Context } from "./context.ts";
import { isFinished } from "./cut.ts";
import type { Draft, Findings } from "./draft.ts";
import { plainMarkdown } from "./draft.ts";
import { figuresIn } from "./figures-in.ts";
import { bareHeading, bodyIn, dutiesHeading, isOccupation, isRequirements } from "./headings.ts";
import { headsOthers, type Node } from "./outline.ts";
import { holdsSentence, type Passage, piecesOf, statementsOf, textOf } from "./passages.ts";

/** Whose duties stand under a heading: 安全员岗位职责 → 安全员; a post's name alone counts where duties are the subject. */
export function postOf(node: Node, context: Pick<Context, "duties">, amongPosts = false): string | null {
  const text = textOf(node);
  const subject = dutiesHeading(text)?.subject ?? "";
  if (subject !== "") return subject;
  // 岗位职责： right under it makes a name a post's wherever it stands.
  const duties = context.duties || node.children.some((c) => c.kind === "heading" && dutiesHeading(c.body.text)?.subject === "");
  if (!duties || /[。；;]$/u.test(text)) return null;
  return isOccupation(text) || (amongPosts && headsOthers(node)) ? bareHeading(text) : null;
}

/**
 * A post and everything that stands under it → a role. Where its list begins again at 1 without a heading, the posts
 * that follow have lost theirs: each becomes a draft of its own that says so.
 */
export function roleFindings(post: string, heading: Node, content: readonly Node[], context: Context): Findings {
  const [own = [], ...nameless] = groupsOf(content);
  const role = roleDraft(post, heading.pieces, own, context, []);
  const found = role === null ? [] : [role];
  const more = nameless.flatMap((group, i) => {
    const note = `the numbering begins again at 1 without a heading: another post, whose name the file has lost — give it its title, or move its duties to ${post}`;
    return roleDraft(`${post}之后缺标题的职责（${i + 1}）`, [], group, context, [note]) ?? [];
  });
  return { drafts: [...found, ...more], left: [] };
}

function roleDraft(
  post: string,
  heading: Draft["claims"][number]["pieces"],
  content: readonly Node[],
  context: Context,
  notes: string[],
): Draft | null {
  const { requirements, rest } = parted(content);
  const numbered = rest.some((n) => n.kind === "item" || (n.kind === "heading" && n.children.some((c) => c.kind === "item")));
  const first = rest.findIndex((n) => n.kind !== "text");
  // Before a numbered list a paragraph introduces; without one the paragraphs are the duties.
  const intro = numbered ? rest.slice(0, first).filter((n) => n.kind === "text") : [];
  const duties = statementsOf(rest.filter((n) => !intro.includes(n)).flatMap((n) => (isDutiesLabel(n) ? n.children : [n])));
  if (duties.length === 0 || !(numbered || holdsSentence(rest))) return null;
  const organization = organizationOf(post, context);
  const labels = rest.filter(isDutiesLabel).map((n) => ({ pieces: n.pieces, field: "title" }));
  const named = organization === null ? [`no body is named: organization is the file's title — write whose post this is`] : [];
  const wanted = statementsOf(requirements.flatMap((n) => n.children));
  return {
    folder: "roles",
    title: post,
    under: context.under,
    fields: {
      organization: organization ?? context.document,
      questions: [post, ...(post.endsWith("职责") ? [] : [`${post}职责`])],
      duties: duties.map((d) => d.text),
      limits: duties.flatMap((d) => figuresIn(d.text)),
    },
    body: roleBody(intro, requirements, wanted),
    claims: [
      { pieces: heading, field: "title" },
      ...labels,
      ...intro.map((n) => ({ pieces: piecesOf(n), field: "body" })),
      ...duties.map((d, i) => ({ pieces: d.pieces, field: `duties[${i}]` })),
      ...requirements.map((n) => ({ pieces: piecesOf(n), field: "body" })),
    ],
    notes: [...notes, ...named],
  };
}

function roleBody(intro: readonly Node[], requirements: readonly Node[], wanted: readonly Passage[]): string {
  const paragraphs = intro.map(textOf);
  const heads = requirements
    .map(textOf)
    .join("；")
    .replace(/[：:]+$/u, "");
  const list = wanted.length === 0 ? [] : [`${heads}：${wanted.map((p) => p.text.replace(/[；;。]+$/u, "")).join("；")}。`];
  return plainMarkdown([...paragraphs, ...list]);
}

/** 岗位职责： under a post's name heads its duties and says nothing itself; a chapter or a heading of posts does. */
export function isDutiesLabel(node: Node): boolean {
  if (node.kind !== "heading" || /^(?:part|chapter|section)$/u.test(node.marker?.style ?? "")) return false;
  return dutiesHeading(node.body.text)?.subject === "" && !node.children.some((c) => postOf(c, { duties: true }) !== null);
}

/** What somebody in the post must bring along goes to the body, not to the duties. */
function parted(content: readonly Node[]): { requirements: Node[]; rest: Node[] } {
  const inner = content.flatMap((n) =>
    isDutiesLabel(n) ? [{ ...n, children: n.children.filter((c) => !isWanted(c)) }, ...n.children.filter(isWanted)] : [n],
  );
  return { requirements: inner.filter(isWanted), rest: inner.filter((n) => !isWanted(n)) };
}

function isWanted(node: Node): boolean {
  return node.children.length > 0 && isRequirements(node.body.text);
}

/** A list that begins again after five finished items is another post's. */
function groupsOf(content: readonly Node[]): Node[][] {
  const groups: Node[][] = [[]];
  let list = 0;
  let count = 0;
  for (const node of content) {
    const last = groups.at(-1) ?? [];
    const before = last.at(-1);
    if (node.kind === "item" && node.list !== list) {
      const settled =
        count >= 5 &&
        node.marker?.number === 1 &&
        before?.kind === "item" &&
        (isFinished(before.body.text) || before.body.text.length < 20);
      if (settled && before.marker?.style === node.marker?.style) groups.push([]);
      list = node.list;
      count = 0;
    }
    if (node.kind === "item") count++;
    groups.at(-1)?.push(node);
  }
  return groups.filter((g, i) => i === 0 || g.length > 0);
}

/** The body a post belongs to: in its own name, or in the nearest heading that names one. */
function organizationOf(post: string, context: Context): string | null {
  const own = bodyIn(post);
  const titles = [...context.under].reverse().map((t) => bodyIn(t.replace(/^第.{1,4}[篇章节部分]+\s*/u, "")));
  const around = titles.find((t) => t !== null) ?? context.organization ?? bodyIn(context.document);
  // 急诊科主任 of 第二人民医院急诊科; 幼儿园园长 needs no more than its name.
  if (own !== null && own !== post) return around?.endsWith(own) === true ? around : own;
  return around ?? (own === post ? own : null);
}
