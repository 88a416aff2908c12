import type { Context } from "./context.ts";
import type { Findings } from "./draft.ts";
import { figuresIn } from "./figures-in.ts";
import { bareHeading } from "./headings.ts";
import type { Node } from "./outline.ts";
import { holdsSentence, markdownOf, type Passage, piecesOf, statementsOf, textOf } from "./passages.ts";
import { titleFrom } from "./statements.ts";

/** What is neither posts nor questions nor tables: a passage under its heading → a guide. */
export function guideFindings(heading: Node, content: readonly Node[], context: Context): Findings {
  const title = heading.kind === "root" ? context.document : bareHeading(textOf(heading));
  if (content.length === 0) return { drafts: [], left: [] };
  if (!holdsSentence(content)) {
    return { drafts: [], left: content.map((n) => ({ pieces: piecesOf(n), reason: "no sentence: a name or a label standing alone" })) };
  }
  const statements = statementsOf(content);
  const definition = statements.find((s) => /^定义[:：]/u.test(s.text));
  const formula = statements.find((s) => isFormula(s));
  const stepwise = /流程|步骤|程序|环节$/u.test(title) && content.every((n) => n.kind === "item" && n.children.length === 0);
  const steps = stepwise ? content.map(textOf) : [];
  const body = markdownOf(stepwise ? [] : content);
  const named = title.length <= 60 ? title : titleFrom(title);
  return {
    drafts: [
      {
        folder: "guides",
        title: named,
        under: context.under,
        fields: {
          questions: [named],
          figures: content.flatMap(textsOf).flatMap((text) => figuresIn(text)),
          ...(definition === undefined ? {} : { definition: definition.text.replace(/^定义[:：]\s*/u, "") }),
          ...(formula === undefined ? {} : { formula: formula.text }),
          steps,
        },
        body,
        claims: [
          { pieces: heading.pieces, field: "title" },
          ...content.map((n, i) => ({ pieces: piecesOf(n), field: stepwise ? `steps[${i}]` : "body" })),
        ],
        notes: [],
      },
    ],
    left: [],
  };
}

function textsOf(node: Node): string[] {
  return node.kind === "table" ? [] : [textOf(node), ...node.children.flatMap(textsOf)];
}

/** 接通率＝（……／……）×100% */
function isFormula({ text }: Passage): boolean {
  return /[=＝]/u.test(text) && /[÷/／×*%％]/u.test(text) && text.length <= 120;
}
