import { rmSync } from "node:fs";
import { join } from "node:path";
import { type EngineName, engineNamed } from "../engines/by-name.ts";
import { median } from "../quantile.ts";
import { type Corpus, type Cut, cut } from "./corpora.ts";
import type { Built, Memory, Row, Searched, Table } from "./results.ts";
import { type Outcome, runStep } from "./run-step.ts";

/** A corpus to measure at a size (null: whole). */
export type Plan = { readonly corpus: Corpus; readonly purpose: Table["purpose"]; readonly size: number | null };
export type Bounds = {
  readonly engines: readonly EngineName[];
  readonly rounds: number;
  /** Longest time for the questions of one round, and for one build. */
  readonly seconds: number;
  readonly buildSeconds: number;
  readonly megabytes: number;
  readonly maxMinutes: number;
};
/** What the measurements of one run share. */
type Run = {
  readonly bounds: Bounds;
  readonly folder: string;
  readonly say: (line: string) => void;
  /** Seconds until the run must stop. */
  readonly left: () => number;
  /** Why an engine is tried on no larger part of a corpus. */
  readonly gaveUp: Map<string, string>;
};

/** Questions measured at most: enough for a p99; of a judged set, every one. */
const mostQuestions = { cost: 1_000, relevance: 5_000 };
/** To load a file and to warm up, beside the time for the questions. */
const secondsToLoad = 90;

/** Measures plan after plan, the smaller sizes of a corpus first. */
export async function measureTables(plans: readonly Plan[], bounds: Bounds, folder: string, say: (line: string) => void): Promise<Table[]> {
  const end = Date.now() + 60_000 * bounds.maxMinutes;
  const run: Run = { bounds, folder, say, left: () => (end - Date.now()) / 1000, gaveUp: new Map() };
  const tables: Table[] = [];
  for (const { corpus, purpose, size } of plans) {
    const part = await cut(corpus, size, folder);
    // A size beyond the corpus is the whole corpus, which need not be measured twice.
    if (!tables.some((t) => t.corpus === part.name && t.size === part.size && t.purpose === purpose)) {
      const rows = await measure(part, purpose, run);
      tables.push({ corpus: part.name, purpose, size: part.size, judged: part.judged, rows });
    }
    rmSync(part.documents);
    rmSync(part.questions);
  }
  return tables;
}

/** Builds once an engine, then rounds of loading and asking, every second one in reverse order. */
async function measure(part: Cut, purpose: Table["purpose"], run: Run): Promise<Row[]> {
  const { engines, rounds, seconds, megabytes } = run.bounds;
  const wanted = purpose === "cost" ? rounds : 1;
  const index = (engine: EngineName) => join(run.folder, `${part.name}-${part.size}.${engine}`);
  const builds = new Map<EngineName, Outcome<Built>>();
  for (const engine of engines) builds.set(engine, await build(engine, part, index(engine), run));

  const found = new Map<EngineName, Searched[]>(engines.map((engine) => [engine, []]));
  const missing = new Map<EngineName, string>();
  for (let round = 0; round < wanted; round++) {
    for (const engine of round % 2 === 0 ? engines : engines.toReversed()) {
      const built = builds.get(engine);
      if (built === undefined || !("value" in built) || missing.has(engine) || run.left() <= 0) continue;
      const step = {
        step: "search",
        engine,
        index: index(engine),
        questions: part.questions,
        most: mostQuestions[purpose],
        seconds,
      } as const;
      const outcome = await runStep(step, { seconds: seconds + secondsToLoad, megabytes });
      if ("value" in outcome) found.get(engine)?.push(outcome.value);
      else missing.set(engine, outcome.missing);
      run.say(
        line(
          part,
          engine,
          `round ${round + 1}`,
          outcome,
          ({ load, p50, p99 }) => `load ${load.toFixed(1)} ms, p50 ${p50.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms`,
        ),
      );
    }
  }

  const rows: Row[] = [];
  for (const engine of engines) {
    const built = builds.get(engine);
    const all = found.get(engine) ?? [];
    const reason = (built && "missing" in built ? built.missing : missing.get(engine)) ?? (all.length === 0 ? outOfTime : null);
    if (reason !== null) run.gaveUp.set(`${part.name} ${engine}`, `not tried: ${reason} at ${part.size.toLocaleString("en")} documents`);
    rmSync(index(engine), { force: true });
    rows.push({
      engine,
      label: (await engineNamed(engine)).label,
      built: built && "value" in built ? built.value : null,
      searched: reason === null ? medians(all) : null,
      rounds: all.length,
      missing: reason,
    });
  }
  return rows;
}

const outOfTime = "the time for the whole run was over";

async function build(engine: EngineName, part: Cut, index: string, run: Run): Promise<Outcome<Built>> {
  const gaveUp = run.gaveUp.get(`${part.name} ${engine}`);
  if (gaveUp !== undefined) return { missing: gaveUp };
  if (run.left() <= 0) return { missing: outOfTime };
  const { buildSeconds, megabytes } = run.bounds;
  const outcome = await runStep({ step: "build", engine, documents: part.documents, index }, { seconds: buildSeconds, megabytes });
  run.say(
    line(
      part,
      engine,
      "build",
      outcome,
      ({ milliseconds, bytes }) => `${(milliseconds / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB`,
    ),
  );
  return outcome;
}

function line<T>({ name, size }: Cut, engine: EngineName, what: string, outcome: Outcome<T>, describe: (value: T) => string): string {
  return `${name} ${size}  ${engine}  ${what}: ${"value" in outcome ? describe(outcome.value) : outcome.missing}`;
}

/** Figure by figure; relevance is the same in every round. */
function medians(rounds: readonly Searched[]): Searched | null {
  const [first] = rounds;
  if (first === undefined) return null;
  const of = (figure: (round: Searched) => number) => median(rounds.map(figure));
  const memory = (when: "loaded" | "searched"): Memory => ({
    rss: of((r) => r[when].rss),
    heap: of((r) => r[when].heap),
    arrayBuffers: of((r) => r[when].arrayBuffers),
  });
  return {
    load: of((r) => r.load),
    verify: first.verify === null ? null : of((r) => r.verify ?? Number.NaN),
    first: of((r) => r.first),
    questions: of((r) => r.questions),
    p50: of((r) => r.p50),
    p99: of((r) => r.p99),
    page: first.page && { p50: of((r) => r.page?.p50 ?? Number.NaN), p99: of((r) => r.page?.p99 ?? Number.NaN) },
    cpu: of((r) => r.cpu),
    loaded: memory("loaded"),
    searched: memory("searched"),
    quality: first.quality,
    untuned: first.untuned,
  };
}
