import type { Searchable } from "../index/searchable.ts";
import { type Kind, titleOf } from "../kb/entry.ts";
import type { Ranked } from "../query/features.ts";
import { requestsIn } from "../query/requests.ts";
import { type Respelled, respell } from "../query/respell.ts";
import { retrieve } from "../query/retrieve.ts";
import { type Circumstances, type Query, understand } from "../query/understand.ts";
import { caveatsOf } from "./caveats.ts";
import { composeSummary, composeText } from "./compose.ts";
import { decide, thresholds } from "./decide.ts";
import { type ShownFigure, selectFigures } from "./figures.ts";
import { handlersFor, handlersOn, type ShownHandler } from "./handlers.ts";
import { type Found, type Reading, readingOf } from "./reading.ts";
import { type Beside, rivalFigure } from "./rival-figure.ts";
import { withSecond } from "./second-request.ts";

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

/** How many retrieved documents are ranked: of a question, of a story, and of each of several requests. */
const rankedDepth = { question: 20, story: 12, request: 5 };
/** Those that score a smaller part of what the best one does are not (the judged questions are answered alike without them), but for a page of candidates. */
const leastRelative = 0.2;
const leastRanked = 5;

/** A question understood and its candidates found, before any stored entry is read. */
export type Prepared = {
  readonly question: string;
  /** As typed; then as it sounds, where that says something else. */
  readonly readings: readonly Found[];
  /** What a text asks that asks more than one thing. */
  readonly requests: readonly Found[];
  /** The documents whose entries `answer` reads. */
  readonly documents: readonly number[];
};

/** Question → candidates: understand → retrieve. What follows needs the stored entries of its documents in memory. */
export function prepare(snapshot: Searchable, question: string, circumstances: Circumstances): Prepared {
  const read = (text: string, corrections: Respelled["corrections"], most = rankedDepth.question): Found => {
    const query = understand(snapshot, text, circumstances);
    const depth = query.sentences.length > 1 ? Math.min(most, rankedDepth.story) : most;
    const found = retrieve(snapshot, query, depth);
    const least = leastRelative * (found[0]?.score ?? 0);
    return { query, hits: found.filter(({ score }, i) => score >= least || i < leastRanked), corrections };
  };
  const typed = read(question, []);
  const respelled = respell(snapshot, typed.query.text);
  const readings = respelled === null ? [typed] : [typed, read(respelled.text, respelled.corrections)];
  const requests = requestsIn(snapshot, typed.query.text).map((request) => read(request, [], rankedDepth.request));
  const documents = [...readings, ...requests].flatMap((r) => r.hits.map((h) => h.document));
  return { question, readings, requests, documents: [...new Set(documents)] };
}

/** Candidates → answer: rank → decide → compose. */
export function answer(snapshot: Searchable, prepared: Prepared, limit: number): { asked: Asked; trace: AskTrace } {
  const { first, second } = withSecond(snapshot, choose(snapshot, prepared), prepared.requests);
  const { query, ranked, confidence, corrections } = first;
  const status = decide(confidence, ranked);
  const top = ranked[0];
  const asked: Asked = {
    query: prepared.question,
    status,
    confidence: round(confidence),
    answer: status === "answered" && top ? answerFrom(snapshot, first, second) : null,
    clarify: status === "ambiguous" ? clarify(snapshot, ranked) : null,
    candidates: candidatesOf(snapshot, first, second, limit),
  };
  return { asked, trace: { understood: query, ranked, corrections } };
}

/** Best first; what is asked besides stands second. */
function candidatesOf(snapshot: Searchable, { query, ranked, confidence }: Reading, second: Reading | null, limit: number): Candidate[] {
  const best = ranked[0]?.share ?? 1;
  const own = (some: readonly Ranked[]) => some.map((r) => candidate(snapshot, query, r, (confidence * r.share) / best));
  const beside = second?.ranked[0];
  if (second === null || beside === undefined) return own(ranked.slice(0, limit));
  const asked = candidate(snapshot, second.query, beside, Math.min(confidence, second.confidence));
  const others = ranked.slice(1).filter((r) => r.document !== beside.document);
  return [...own(ranked.slice(0, 1)), asked, ...own(others.slice(0, limit))].slice(0, limit);
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

/** A respelled question must be this much surer than the one typed, and pinyin spelled out no less sure by more than that. */
const surer = 0.05;

/** The question as typed, or as it sounds where that alone leads to a sure answer, or makes the same one surer. */
export function readQuestion(snapshot: Searchable, question: string, circumstances: Circumstances): Reading {
  return choose(snapshot, prepare(snapshot, question, circumstances));
}

function choose(snapshot: Searchable, { readings }: Prepared): Reading {
  const [typed, heard] = readings.map((found) => readingOf(snapshot, found));
  if (typed === undefined) throw new Error("a prepared question has a reading");
  if (heard === undefined) return typed;
  const spelled = heard.corrections.every((c) => c.spelled);
  const sameEntry = heard.ranked[0]?.document === typed.ranked[0]?.document;
  if (!spelled && typed.confidence >= thresholds.answer) return sameEntry && heard.confidence >= typed.confidence ? heard : typed;
  return heard.confidence > typed.confidence + (spelled ? -surer : surer) ? heard : typed;
}

/** The first candidate's entry as the answer, and what is to be said of a second thing asked. */
function answerFrom(snapshot: Searchable, first: Reading, second: Reading | null): Answer {
  const { entry, departments, selected, text } = answerOf(snapshot, first);
  const source = entry.kind === "article" ? { title: entry.title } : entry.source;
  const validity = entry.kind === "article" ? {} : entry.validity;
  const beside = second === null ? rivalFigure(snapshot, first, selected) : secondAnswer(snapshot, second);
  return {
    text: `${text}${beside?.text ?? ""}`,
    entry: { id: entry.id, kind: entry.kind, title: titleOf(entry) },
    departments: [...departments],
    figures: selected.figures,
    caveats: [
      ...new Set(first.corrections.map((c) => `按“${c.to}”查询。`)),
      ...(beside === null ? [] : [beside.caveat]),
      ...caveatsOf(entry, selected.figures, first.query, snapshot.regions),
    ],
    source: { title: source.title, issued: source.issued ?? null, url: source.url ?? null },
    validity: { from: validity.from ?? null, to: validity.to ?? null, reviewed: entry.kind === "article" ? null : entry.reviewed },
  };
}

function secondAnswer(snapshot: Searchable, second: Reading): Beside {
  const { entry, text } = answerOf(snapshot, second);
  return { text: `还问到的另一件事：${text}`, caveat: `来电人还问到：${titleOf(entry)}（第二条候选）。` };
}

/** The first candidate's entry, and what it says to the question. */
function answerOf(snapshot: Searchable, { query, ranked }: Reading) {
  const entry = snapshot.entry(ranked[0]?.document ?? 0);
  const departments = handlersFor(snapshot, query, entry, handlersOn(snapshot, entry, query.at));
  const selected = selectFigures(snapshot, query, entry);
  return { entry, departments, selected, text: composeText(snapshot, query, entry, departments, selected) };
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
