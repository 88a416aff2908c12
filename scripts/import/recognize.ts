import type { DepartmentRegistry } from "../../src/kb/departments.ts";
import type { Context } from "./context.ts";
import type { Left, Outline } from "./cut.ts";
import { allOf, type Findings } from "./draft.ts";
import { guideFindings } from "./guides.ts";
import { handlersIn } from "./handlers-in.ts";
import {
  announcesQuiz,
  bareHeading,
  bodyIn,
  dutiesHeading,
  explicitAnswer,
  explicitQuestion,
  isOccupation,
  isQuestion,
  isRequirements,
} from "./headings.ts";
import { officeFindings, officeOf } from "./offices.ts";
import { headsOthers, type Node, ranks } from "./outline.ts";
import { piecesOf, textOf } from "./passages.ts";
import { quizFindings } from "./quiz.ts";
import { isDutiesLabel, postOf, roleFindings } from "./roles.ts";
import { squeeze } from "./span.ts";
import { statementDraft } from "./statements.ts";
import { tableFindings } from "./tables.ts";

/** The tree of a document → drafts of entries, and what no entry could be made of, with the reason. */
export function recognize({ root }: Outline, document: string, registry: DepartmentRegistry): Findings {
  return section(root, {
    registry,
    under: [],
    duties: dutiesHeading(document) !== null || /职责|岗位/u.test(document),
    quiz: announcesQuiz(document),
    organization: null,
    document,
  });
}

/** A heading and what stands under it: sections of their own, tables, and the content that is its own. */
function section(node: Node, context: Context, amongPosts = false): Findings {
  const inner = within(node, context);
  const quiz = inner.quiz && node.children.some((c) => c.kind === "item");
  const parts = quiz ? [] : node.children.filter((c) => isSection(c, node, inner));
  const tables = node.children.filter((c) => c.kind === "table");
  const content = node.children.filter((c) => !parts.includes(c) && !tables.includes(c));
  const captions = new Map(tables.map((t) => [t, captionOf(t, node, content)]));
  const rest = content.filter((c) => ![...captions.values()].includes(c));
  const found = tables.map((t) => tableFindings(t, captions.get(t) ?? null, inner));
  const own = quiz ? quizSection(node, rest, inner) : ownFindings(node, rest, parts, context, inner, amongPosts);
  const claimed = new Set([...own.findings.drafts.flatMap((d) => d.claims), ...own.findings.left].flatMap((c) => c.pieces));
  const headingLeft =
    node.kind !== "root" && !node.pieces.some((p) => claimed.has(p)) ? [headingReason(node, parts.length + tables.length > 0)] : [];
  return allOf([...found, own.findings, ...sections(own.parts, inner), { drafts: [], left: headingLeft }]);
}

/** The sections in their order; a heading with nothing under it speaks of those that follow: whose posts they are. */
function sections(parts: readonly Node[], context: Context): Findings[] {
  let { organization, duties } = context;
  const posts = parts.filter((p) => postOf(p, context) !== null).length * 2 >= parts.length;
  return parts.map((part) => {
    const found = section(part, { ...context, organization, duties }, posts && part.kind === "item");
    if (part.children.length === 0) {
      organization = bodyIn(textOf(part)) ?? organization;
      duties ||= /职责|岗位|责任制/u.test(textOf(part));
    }
    return found;
  });
}

type Own = { readonly findings: Findings; readonly parts: readonly Node[] };

function ownFindings(
  node: Node,
  content: readonly Node[],
  parts: readonly Node[],
  above: Context,
  inner: Context,
  amongPosts: boolean,
): Own {
  // What stands right under a part's heading belongs to that part.
  const outer = node.rank === ranks.part ? inner : above;
  if (node.kind !== "root") {
    if (isQuestion(textOf(node)) && content.length > 0) return { findings: answered(node, content, outer), parts };
    const office = officeOf(node, outer);
    const post = postOf(node, outer, amongPosts);
    const absorbed = absorbs(parts, inner) ? [...node.children.filter((c) => content.includes(c) || parts.includes(c))] : content;
    const left = absorbed === content ? parts : [];
    if (office !== null && absorbed.length > 0 && holdsDuties(absorbed)) {
      const findings = officeFindings(
        office,
        node,
        absorbed.flatMap((c) => (isDutiesLabel(c) ? c.children : [c])),
        outer,
      );
      return { findings: allOf([findings, labels(absorbed.filter(isDutiesLabel))]), parts: left };
    }
    // Above posts of their own, a paragraph speaks of all of them: 本汇编适用于……
    const introduces = left.length > 0 && !isOccupation(textOf(node)) && absorbed.every((c) => c.kind === "text");
    if (post !== null && absorbed.length > 0 && !introduces) {
      const findings = roleFindings(post, node, absorbed, { ...outer, organization: outer.organization });
      if (findings.drafts.length > 0) return { findings, parts: left };
    }
  }
  // 职责分工 that belongs to no post is a passage of its own.
  const labelled = content.filter((c) => c.kind === "heading");
  const rest = content.filter((c) => c.kind !== "heading");
  const sections = node.children.filter((c) => labelled.includes(c) || parts.includes(c));
  if (saysWhoHandles(rest, inner)) return { findings: whoHandles(rest, inner), parts: sections };
  return { findings: guideFindings(node, rest, outer), parts: sections };
}

/** Sections without posts of their own are part of the post whose heading they stand under; chapters never are. */
function absorbs(parts: readonly Node[], context: Context): boolean {
  return parts.every(
    (p) => postOf(p, context) === null && !["part", "chapter", "section"].includes(p.marker?.style ?? "") && !isQuestion(textOf(p)),
  );
}

function holdsDuties(content: readonly Node[]): boolean {
  return content.some((c) => c.kind === "item" || isDutiesLabel(c));
}

function labels(nodes: readonly Node[]): Findings {
  return { drafts: [], left: nodes.map((n) => ({ pieces: n.pieces, reason: "a label: it only heads what follows" })) };
}

function within(node: Node, context: Context): Context {
  if (node.kind === "root") return context;
  const title = bareHeading(textOf(node));
  const number =
    node.marker !== null && node.rank === ranks.part ? `第${node.marker.number}${node.marker.form === "部分" ? "部分" : "篇"} ` : "";
  return {
    ...context,
    under: [...context.under, `${number}${title}`],
    duties: context.duties || /职责|岗位|责任制|分工/u.test(title),
    quiz: context.quiz || announcesQuiz(title),
    organization: bodyIn(title) ?? bodyAlone(node) ?? context.organization,
  };
}

/** A line of its own that is nothing but the name of a body. */
function bodyAlone(node: Node): string | null {
  const names = node.children.filter((c) => c.kind === "text").map(textOf);
  return names.find((name) => bodyIn(name) === name) ?? null;
}

/** A heading, or an item that heads others in a list where most items do. */
function isSection(node: Node, parent: Node, context: Context): boolean {
  if (node.kind === "heading") return !(isRequirements(textOf(node)) || isDutiesLabel(node));
  if (node.kind !== "item" || node.children.length === 0) return false;
  if (isQuestion(textOf(node)) || postOf(node, context) !== null) return true;
  const list = parent.children.filter((c) => c.kind === "item" && c.list === node.list);
  const heads = list.filter((c) => c.children.length > 0 && (headsOthers(c) || postOf(c, context) !== null));
  return headsOthers(node) && heads.length * 2 >= list.length;
}

/** The line right before a table that names it. */
function captionOf(table: Node, parent: Node, content: readonly Node[]): Node | null {
  const before = parent.children[parent.children.indexOf(table) - 1];
  return before?.kind === "text" && content.includes(before) && before.body.text.length <= 40 && !/[。；]$/u.test(before.body.text)
    ? before
    : null;
}

function quizSection(node: Node, content: readonly Node[], context: Context): Own {
  // 一、单选题 heads items of its own.
  const headed = content.filter((c) => c.kind === "item" && c.children.some((i) => i.kind === "item"));
  const items = content.filter((c) => c.kind === "item" && !headed.includes(c));
  const questions = items.filter((c) => isQuestion(textOf(c)) && c.children.length > 0);
  const statements = items.filter((c) => !questions.includes(c));
  const sub = content.filter((c) => c.kind === "heading" || headed.includes(c));
  const left = content
    .filter((c) => !items.includes(c) && !sub.includes(c))
    .map((c) => ({ pieces: piecesOf(c), reason: "head of the test paper: no statement" }));
  const heading = node.kind === "root" ? [] : [{ pieces: node.pieces, reason: "names the test paper; it is part of its entries' source" }];
  const findings = [quizFindings(statements, context), ...questions.map((q) => answered(q, q.children, context))];
  return { findings: allOf([...findings, { drafts: [], left: [...heading, ...left] }]), parts: sub };
}

/** A question and its answer. */
function answered(node: Node, content: readonly Node[], context: Context): Findings {
  const question = textOf(node).replace(explicitQuestion, "");
  const lines = content
    .flatMap((c) => (c.kind === "table" ? [] : [c, ...descendants(c)]))
    .map((c) => squeeze(c.body.text).replace(explicitAnswer, ""));
  const claims = [{ pieces: node.pieces, field: "questions" }, ...content.map((c) => ({ pieces: piecesOf(c), field: "body" }))];
  return { drafts: [statementDraft({ question, paragraphs: lines.filter((l) => l !== ""), claims, notes: [] }, context)], left: [] };
}

function descendants(node: Node): Node[] {
  return node.children.flatMap((c) => [c, ...descendants(c)]);
}

/** A list in which most items name who is in charge. */
function saysWhoHandles(content: readonly Node[], { registry }: Context): boolean {
  const items = content.filter((c) => c.kind === "item");
  const naming = items.filter((c) => {
    const { handlers, unknown, subject } = handlersIn(textOf(c), registry);
    return handlers.length + unknown.length > 0 && subject.length >= 2;
  });
  return naming.length >= 2 && naming.length * 5 >= items.length * 3;
}

function whoHandles(content: readonly Node[], context: Context): Findings {
  const items = content.filter((c) => c.kind === "item");
  const drafts = items.map((c) => {
    const paragraphs = [textOf(c), ...descendants(c).map(textOf)];
    return statementDraft({ question: null, paragraphs, claims: [{ pieces: piecesOf(c), field: "body" }], notes: [] }, context);
  });
  const others = content.filter((c) => c.kind !== "item");
  return { drafts, left: others.map((c) => ({ pieces: piecesOf(c), reason: "introduces the list of who handles what" })) };
}

function headingReason(node: Node, heads: boolean): Left {
  if (isQuestion(textOf(node))) return { pieces: node.pieces, reason: "a question without its answer — add the answer and import again" };
  return {
    pieces: node.pieces,
    reason: heads || node.children.length > 0 ? "heads the sections below it" : "a heading with nothing under it",
  };
}
