import type { Context } from "./context.ts";
import type { Claim, Draft } from "./draft.ts";
import { plainMarkdown } from "./draft.ts";
import { figuresIn } from "./figures-in.ts";
import { handlersIn } from "./handlers-in.ts";
import { tiersInText } from "./tiers-in-text.ts";

/** Something an office says: who handles what, or how much of what; with the question it answers, if one stands there. */
export type Statement = {
  readonly question: string | null;
  /** What it says, one paragraph each; the first is read out. */
  readonly paragraphs: readonly string[];
  /** Who is in charge where a table's column says so and not the text. */
  readonly handlers?: readonly { readonly department: string; readonly role?: "assist" }[];
  readonly unknown?: readonly { readonly said: string; readonly hint: string }[];
  readonly title?: string;
  readonly claims: readonly Claim[];
  readonly notes: readonly string[];
};

const asksWho =
  /谁|哪[个些]?(?:部门|单位|局|科室|地方|里|儿)|什么(?:部门|单位|地方)|归.{0,4}管|找.{0,3}(?:部门|单位)|何处|怎么投诉|向.{0,3}(?:投诉|反映|举报)/u;
const asksHowMuch = /多少|几|标准|多长|多久|何时|金额|额度|比例|费用|期限|时限/u;

/** A statement → a matter (who handles it) or a policy (what holds, with its figures). */
export function statementDraft(statement: Statement, context: Context): Draft {
  const text = statement.paragraphs.join("\n");
  const question = statement.question?.replace(/[？?。\s]+$/u, "") ?? null;
  const who = handlersIn(text, context.registry);
  const handlers = statement.handlers ?? who.handlers;
  const unknown = statement.unknown ?? who.unknown;
  const table = tiersInText(text);
  const figures = table === null ? statement.paragraphs.flatMap((p) => figuresIn(p)) : [];
  const wanted = question ?? "";
  const numbers = table !== null || (figures.length > 0 && (asksHowMuch.test(wanted) || !asksWho.test(wanted)));
  const isMatter = handlers.length > 0 && (asksWho.test(wanted) || !numbers);
  // 噪声扰民：社会生活噪声由公安局负责，……
  const label = handlers.length > 1 ? /^([^：:，,。]{2,20})[：:]/u.exec(text)?.[1] : undefined;
  const title =
    statement.title ??
    question ??
    label ??
    (titleFrom(isMatter || who.subject.length > 3 ? who.subject : "") || titleFrom(table?.label ?? "") || titleFrom(text));
  const body = plainMarkdown(statement.paragraphs);
  return {
    folder: isMatter ? "matters" : "policies",
    title,
    under: context.under,
    fields: {
      questions: [...new Set([title, ...(question === null ? [] : [question])])],
      ...(handlers.length > 0 ? { handlers } : {}),
      ...(isMatter ? {} : { figures, tables: table === null ? [] : [table] }),
    },
    body,
    claims: statement.claims,
    notes: [...statement.notes, ...unknownNotes(unknown, isMatter)],
  };
}

function unknownNotes(unknown: NonNullable<Statement["unknown"]>, isMatter: boolean): string[] {
  return unknown.map(({ said, hint }) => {
    const where = isMatter ? "it is in the text only" : "the draft stands under policies until it has a handler (then move it to matters)";
    return `unknown department "${said}" — ${hint}; ${where}`;
  });
}

/** The first clause of a text, as a title. */
export function titleFrom(text: string): string {
  const first = text.split(/[。！？!?；;\n]/u)[0]?.trim() ?? "";
  const bare = first.replace(/^(?:负责|承担|组织|关于)(?=.{4})/u, "").replace(/[，,、：:\s]+$/u, "");
  if (bare.length <= 30) return bare;
  const clause = bare.split(/[，,：:]/u)[0] ?? bare;
  return (clause.length >= 4 ? clause : bare).slice(0, 30);
}
