import type { Searchable } from "../index/searchable.ts";
import { type Entry, type Guide, leadOf, type Role } from "../kb/entry.ts";
import { wantsFigure } from "../query/figure-match.ts";
import { digitsIn } from "../query/numerals.ts";
import type { Query } from "../query/understand.ts";
import { figureSentences, type Selected, type ShownFigure } from "./figures.ts";
import { handlerName, type ShownHandler } from "./handlers.ts";
import { nearestStatement } from "./statement.ts";

/** One or two sentences a call taker can read out, composed from the entry's typed fields. */
export function composeText(
  snapshot: Searchable,
  query: Query,
  entry: Entry,
  handlers: readonly ShownHandler[],
  selected: Selected,
): string {
  const figures = figureSentences(entry, selected);
  switch (entry.kind) {
    case "matter":
      return join(handlerSentence(entry.title, handlers), entry.handlers.length > 1 ? "" : leadOf(entry));
    case "policy":
      return join(figures || leadOf(entry), handlers.length > 0 ? handlerSentence(entry.title, handlers) : "");
    case "case":
      return join(leadOf(entry), `处理结果：${entry.outcome}`);
    case "role":
      return aroundFigures(query, figures, selected, () => roleSentence(snapshot, query, entry));
    case "guide":
      return aroundFigures(query, asksForFormula(query) || asksForDefinition(query) ? "" : figures, selected, () =>
        guideSentence(snapshot, query, entry),
      );
    case "department":
      return join(renaming(query, entry), leadOf(entry));
    case "article":
      return leadOf(entry).slice(0, 200);
  }
}

/** The short form that candidates show. */
export function composeSummary(entry: Entry, handlers: readonly ShownHandler[]): string {
  if (entry.kind === "matter") return handlerSentence(entry.title, handlers);
  const lead = leadOf(entry) || (entry.kind === "role" ? entry.duties.slice(0, 2).join("；") : "");
  return lead.length > 120 ? `${lead.slice(0, 119)}…` : lead;
}

/** 流浪狗管理由公安局负责。 · 井盖丢失分情况：标识为电信的，由电信负责；… */
function handlerSentence(title: string, handlers: readonly ShownHandler[]): string {
  const [only] = handlers;
  if (only === undefined) return "";
  if (handlers.length === 1)
    return `${title}由${handlerName(only)}负责${only.when === null || only.when === title ? "" : `（${only.when}）`}。`;
  const parts = handlers.map(
    (h) => `${h.when === null || h.when === title ? "" : `${h.when}：`}${handlerName(h)}${h.role === "assist" ? "（协办）" : ""}`,
  );
  return `${title}：${parts.join("；")}。`;
}

/** Where a number is asked for it is the answer; where it is only named, it stands behind what is said unless that states it. */
function aroundFigures(query: Query, figures: string, selected: Selected, sentenceOf: () => string): string {
  if (figures !== "" && wantsFigure(query)) return figures;
  const sentence = sentenceOf();
  const stated = selected.figures.filter((f) => f.matched).every((f) => statesFigure(sentence, f));
  return stated ? sentence : join(sentence, figures);
}

/** True when a sentence holds the numbers of a figure. */
function statesFigure(sentence: string, { value, range }: ShownFigure): boolean {
  const numbers = digitsIn(sentence);
  return (range ?? [value]).every((number) => numbers.includes(String(number)));
}

function roleSentence(snapshot: Searchable, query: Query, role: Role): string {
  const name = `${role.title}（${role.organization}）`;
  const nearest = query.intent === "duty" ? null : nearestStatement(snapshot, query, role);
  if (nearest?.instead) return `由${name}负责：${withoutStop(nearest.text)}。`;
  const lead = leadOf(role);
  const general =
    lead === "" ? `${name}的职责：${role.duties.slice(0, 3).join("；")}。` : `${lead.includes(role.title) ? "" : `${name}：`}${lead}`;
  return nearest === null ? general : `${general}其中：${withoutStop(nearest.text)}。`;
}

function guideSentence(snapshot: Searchable, query: Query, guide: Guide): string {
  const formula = guide.formula === undefined ? "" : `计算方法：${withoutStop(guide.formula)}。`;
  if (asksForFormula(query) && formula !== "") return `${guide.title}${formula}`;
  const definition = guide.definition === undefined ? "" : `${guide.title}：${withoutStop(guide.definition)}。`;
  if (asksForDefinition(query) && definition !== "") return definition;
  const nearest = nearestStatement(snapshot, query, guide);
  const said = nearest === null ? "" : `${withoutStop(nearest.text)}。`;
  return nearest?.instead ? said : join(leadOf(guide) || join(definition, formula) || guide.steps.join("；"), said);
}

function withoutStop(sentence: string): string {
  return sentence.replace(/[。；;，,]+$/u, "");
}

function asksForFormula(query: Query): boolean {
  return /公式|计算|怎么算|咋算/u.test(query.text);
}

function asksForDefinition(query: Query): boolean {
  return /什么叫|什么是|什么意思|指的是|是指|含义|定义|概念/u.test(query.text);
}

/** 工商局自2019-01-01起为市场监督管理局。 — when the question used the former name. */
function renaming(query: Query, entry: Extract<Entry, { kind: "department" }>): string {
  const former = entry.lineage.find((l) => l.to <= query.at && [l.name, ...l.aliases].some((n) => query.text.includes(n)));
  return former === undefined || query.text.includes(entry.name) ? "" : `${former.name}自${former.to}起并入或更名为${entry.name}。`;
}

function join(...sentences: string[]): string {
  return sentences.filter((s) => s !== "").join("");
}
