import { ask } from "../../src/answer/ask.ts";
import { type JudgedQuestion, readJudgedQuestions } from "../judged-questions.ts";
import { readSnapshot, writeWhole } from "../snapshot-file.ts";
import { type Outcome, reliabilityPlot, summarize } from "./answer-quality.ts";

type Options = {
  questions: string;
  snapshot: string;
  half: "tune" | "test" | "all";
  at: string;
  plot?: string;
  misses?: boolean;
  json?: boolean;
};

/** Asks the judged questions and prints, group by group, how good the answers are. */
export async function evaluateAnswers(options: Options): Promise<void> {
  const { snapshot } = await readSnapshot(options.snapshot);
  const questions = (await readJudgedQuestions(options.questions)).filter((q) => options.half === "all" || q.half === options.half);
  const outcomes = questions.map((question): Outcome => {
    const { asked } = ask(snapshot, question.q, { at: options.at }, 3);
    const ids = asked.candidates.map((c) => c.id);
    const figure = question.figure;
    return {
      groups: groupsOf(question),
      answerable: question.status === "answered",
      status: asked.status,
      confidence: asked.confidence,
      first: question.entries.includes(ids[0] ?? ""),
      amongThree: ids.some((id) => question.entries.includes(id)),
      figure:
        figure === undefined || asked.answer === null
          ? null
          : asked.answer.figures.some(
              (f) => f.matched && f.unit === figure.unit && JSON.stringify(f.range ?? f.value) === JSON.stringify(figure.value),
            ),
      question: question.q,
      wanted: question.entries[0] ?? null,
      got: ids[0] ?? null,
    };
  });
  if (options.plot) writeWhole(options.plot, reliabilityPlot(outcomes));
  const summary = summarize(outcomes);
  if (options.json) console.log(JSON.stringify(summary));
  else console.table(Object.fromEntries(summary.map(({ group, ...figures }) => [group, figures])));
  if (options.misses) {
    for (const o of outcomes.filter((o) => (o.answerable ? !o.first : o.status === "answered"))) {
      console.log(`${o.status} ${o.confidence} ${o.question} — wanted ${o.wanted ?? "nothing"}, got ${o.got ?? "nothing"}`);
    }
    for (const o of outcomes.filter((o) => o.first && o.figure === false)) console.log(`another figure: ${o.question} — ${o.got}`);
  }
}

/** By what is asked (the kind of the entry that answers), by how it is asked, and what the targets are set for. */
function groupsOf(question: JudgedQuestion): string[] {
  const [best] = question.entries;
  if (best === undefined) return ["unanswerable"];
  const kind = best.split("/")[0] ?? "";
  const style = question.style.startsWith("noisy") || question.style === "complaint" ? question.style : "plain";
  const asksFigure = question.figure === undefined ? [] : ["asks for a figure"];
  const leads = ["matters", "policies", "departments"].includes(kind) || question.figure !== undefined ? ["who handles, or a figure"] : [];
  const noisy = style.startsWith("noisy") ? ["style noisy, all"] : [];
  return ["all answerable", `kind ${kind}`, `style ${style}`, ...asksFigure, ...leads, ...noisy];
}
