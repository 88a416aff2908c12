import type { Context } from "./context.ts";
import { type Draft, type Findings, plainMarkdown } from "./draft.ts";
import { figuresIn } from "./figures-in.ts";
import { resolveName } from "./handlers-in.ts";
import { bareHeading, dutiesHeading, isOffice } from "./headings.ts";
import type { Node } from "./outline.ts";
import { type Passage, statementsOf, textOf } from "./passages.ts";
import { titleFrom } from "./statements.ts";

/** The department whose responsibilities a heading announces: 市城管局 · 民政局主要职责; null for a post of a company or a hospital. */
export function officeOf(node: Node, context: Context): string | null {
  const subject = dutiesHeading(textOf(node))?.subject;
  const name = subject === undefined || subject === "" ? bareHeading(textOf(node)) : subject;
  if (resolveName(name, context.registry) !== null) return name;
  // A name nobody knows is a department only if it is called as only public bodies are.
  return isOffice(name) && /(?:局|厅|署|管委会|街道办事处|街道办|政府|支队)$/u.test(name) ? name : null;
}

/** Each responsibility of a department → a matter that leads to it; a department nobody knows → a department of its own, too. */
export function officeFindings(name: string, heading: Node, content: readonly Node[], context: Context): Findings {
  const duties = statementsOf(content);
  const known = resolveName(name, context.registry);
  const matters = duties.map((duty, i) => matterOf(duty, known ?? name, i === 0 ? heading : null, context));
  if (known !== null || duties.length === 0) return { drafts: matters, left: [] };
  const department: Draft = {
    folder: "departments",
    title: name,
    under: context.under,
    fields: { questions: [`${name}负责哪些事`] },
    body: plainMarkdown([`${name}的职责：${duties.map((d) => d.text.replace(/[。；;]+$/u, "")).join("；")}。`]),
    claims: [{ pieces: heading.pieces, field: "name" }],
    notes: [
      `"${name}" is not among the departments: it became one — if it is another name of a known one, add it there as an alias and delete this draft`,
    ],
  };
  return { drafts: [department, ...matters], left: [] };
}

function matterOf(duty: Passage, department: string, heading: Node | null, context: Context): Draft {
  const title =
    titleFrom(duty.text)
      .replace(/^(?:负责|承担|组织|指导|主管|管理)(?=.{3})/u, "")
      .replace(/(?:的)?(?:等)?工作$/u, "") || titleFrom(duty.text);
  const begins = /^(?:负责|承担|组织|指导|主管|管理|拟订|贯彻|协调|监督|推进|牵头|统筹|会同|参与)/u.test(duty.text);
  const figures = figuresIn(duty.text);
  return {
    folder: "matters",
    title,
    under: [...context.under, department],
    fields: { questions: [title], handlers: [{ department }] },
    body: plainMarkdown([`${department}${begins ? "" : "："}${duty.text}`]),
    claims: [{ pieces: duty.pieces, field: "body" }, ...(heading === null ? [] : [{ pieces: heading.pieces, field: "handlers" }])],
    notes: figures.length > 0 ? ["it states a figure, which a matter cannot hold: write a policy for it if people ask for the number"] : [],
  };
}
