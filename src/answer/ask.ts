import type { Hit, Searchable } from "../index/searchable.ts";
import { type Entry, type Kind, titleOf } from "../kb/entry.ts";
import { confidenceIn, type Ranked, rank } from "../query/rank.ts";
import { type Respelled, respell } from "../query/respell.ts";
import { retrieve } from "../query/retrieve.ts";
import { type Circumstances, type Query, understand } from "../query/understand.ts";
import { caveatsOf } from "./caveats.ts";
import { composeSummary, composeText } from "./compose.ts";
import { decide } from "./decide.ts";
import { type ShownFigure, selectFigures } from "./figures.ts";
import { handlersFor, handlersOn, type ShownHandler } from "./handlers.ts";

export type Answer = {
  readonly text: string;
  readonly entry: { readonly id: string; readonly kind: Kind; readonly title: string };
  readonly departments: ShownHandler[];
  readonly figures: ShownFigure[];
  readonly caveats: string[];
  readonly source: { readonly title: string; readonly issued: string | null; readonly url: string | null };
  readonly validity: { readonly from: string | null; readonly to: string | null; readonly reviewed: string | null };
};
export type Candidate = {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly score: number;
  readonly text: string;
  readonly departments: string[];
};
export type Clarification = { readonly question: string; readonly options: { readonly label: string; readonly q: string }[] };
export type Asked = {
  readonly query: string;
  readonly status: "answered" | "ambiguous" | "not_found";
  readonly confidence: number;
  readonly answer: Answer | null;
  readonly clarify: Clarification | null;
  readonly candidates: Candidate[];
};
/** How the answer came about; what ?explain=1 shows. */
export type AskTrace = { readonly understood: Query; readonly ranked: Ranked[]; readonly corrections: Respelled["corrections"] };

/** How many retrieved documents are ranked. */
const rankedDepth = 20;

/** A question understood and its candidates found, before any stored entry is read. */
export type Prepared = {
  readonly question: string;
  /** As typed; then as it sounds, where that says something else. */
  readonly readings: readonly { readonly query: Query; readonly hits: readonly Hit[]; readonly corrections: Respelled["corrections"] }[];
  /** The documents whose entries `answer` reads. */
  readonly documents: readonly number[];
};

/** Question → candidates: understand → retrieve. What follows needs the stored entries of its documents in memory. */
export function prepare(snapshot: Searchable, question: string, circumstances: Circumstances): Prepared {
  const read = (text: string, corrections: Respelled["corrections"]) => {
    const query = understand(snapshot, text, circumstances);
    return { query, hits: retrieve(snapshot, query, rankedDepth), corrections };
  };
  const typed = read(question, []);
  const respelled = respell(snapshot, typed.query.text);
  const readings = respelled === null ? [typed] : [typed, read(respelled.text, respelled.corrections)];
  return { question, readings, documents: [...new Set(readings.flatMap((r) => r.hits.map((h) => h.document)))] };
}

/** Candidates → answer: rank → decide → compose. */
export function answer(snapshot: Searchable, prepared: Prepared, limit: number): { asked: Asked; trace: AskTrace } {
  const reading = choose(snapshot, prepared);
  const { query, ranked, corrections } = reading;
  const { status, confidence } = decide(query, ranked);
  const top = ranked[0];
  const asked: Asked = {
    query: prepared.question,
    status,
    confidence: round(confidence),
    answer: status === "answered" && top ? answerFrom(snapshot, reading, snapshot.entry(top.document)) : null,
    clarify: status === "ambiguous" ? clarify(snapshot, ranked) : null,
    candidates: ranked.slice(0, limit).map((r) => candidate(snapshot, query, r, (confidence * r.share) / (top?.share ?? 1))),
  };
  return { asked, trace: { understood: query, ranked, corrections } };
}

/** Question → answer, where all entries are in memory. Pure; the day comes with the circumstances. */
export function ask(
  snapshot: Searchable,
  question: string,
  circumstances: Circumstances,
  limit: number,
): { asked: Asked; trace: AskTrace } {
  return answer(snapshot, prepare(snapshot, question, circumstances), limit);
}

/** A question read one way: as typed, or respelled. */
type Reading = { readonly query: Query; readonly ranked: Ranked[]; readonly corrections: Respelled["corrections"] };
/** A respelled question must be this much surer than the one typed, and pinyin spelled out no less sure by more than that. */
const surer = 0.05;

/** The question as typed, or as it sounds where that leads to a clearly surer answer. */
export function readQuestion(snapshot: Searchable, question: string, circumstances: Circumstances): Reading {
  return choose(snapshot, prepare(snapshot, question, circumstances));
}

function choose(snapshot: Searchable, { readings }: Prepared): Reading {
  const [typed, heard] = readings.map(({ query, hits, corrections }) => ({ query, ranked: rank(snapshot, query, hits), corrections }));
  if (typed === undefined) throw new Error("a prepared question has a reading");
  if (heard === undefined) return typed;
  const margin = heard.corrections.every((c) => c.spelled) ? -surer : surer;
  return confidenceIn(heard.query, heard.ranked) > confidenceIn(typed.query, typed.ranked) + margin ? heard : typed;
}

/** One entry as the answer to a question. */
function answerFrom(snapshot: Searchable, { query, corrections }: Reading, entry: Entry): Answer {
  const departments = handlersFor(snapshot, query, entry, handlersOn(snapshot, entry, query.at));
  const selected = selectFigures(snapshot, query, entry);
  const source = entry.kind === "article" ? { title: entry.title } : entry.source;
  const validity = entry.kind === "article" ? {} : entry.validity;
  return {
    text: composeText(snapshot, query, entry, departments, selected),
    entry: { id: entry.id, kind: entry.kind, title: titleOf(entry) },
    departments: [...departments],
    figures: selected.figures,
    caveats: [...new Set(corrections.map((c) => `按“${c.to}”查询。`)), ...caveatsOf(entry, selected.figures, query, snapshot.regions)],
    source: { title: source.title, issued: source.issued ?? null, url: source.url ?? null },
    validity: { from: validity.from ?? null, to: validity.to ?? null, reviewed: entry.kind === "article" ? null : entry.reviewed },
  };
}

/** The candidates that compete, as questions to choose from. */
function clarify(snapshot: Searchable, ranked: readonly Ranked[]): Clarification {
  const best = ranked[0]?.share ?? 0;
  const competing = ranked.filter((r) => r.share >= best / 4).slice(0, 4);
  const options = competing.map(({ document }) => {
    const entry = snapshot.entry(document);
    const organization = entry.kind === "role" ? `（${entry.organization}）` : "";
    const question = entry.kind === "article" ? entry.title : (entry.questions[0] ?? titleOf(entry));
    return { label: `${titleOf(entry)}${organization}`, q: question };
  });
  return { question: "您问的是下面哪一件事？", options };
}

function candidate(snapshot: Searchable, query: Query, { document }: Ranked, score: number): Candidate {
  const entry = snapshot.entry(document);
  const handlers = handlersOn(snapshot, entry, query.at);
  return {
    id: entry.id,
    kind: entry.kind,
    title: titleOf(entry),
    score: round(score),
    text: composeSummary(entry, handlers),
    departments: [...new Set(handlers.map((h) => h.name))],
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
