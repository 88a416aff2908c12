import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { writeWhole } from "../scripts/snapshot-file.ts";
import { askedByTitle, type Corpus, corporaIn, generated } from "./compare/corpora.ts";
import { costPlot } from "./compare/cost-plot.ts";
import { measureTables, type Plan } from "./compare/measure-tables.ts";
import { report } from "./compare/report.ts";
import type { Results } from "./compare/results.ts";
import { type EngineName, engineNamed, engineNames } from "./engines/by-name.ts";
import { machine } from "./machine.ts";
import { count, noteList, path, perform } from "./options.ts";

const project = join(import.meta.dirname, "..");

type Options = {
  data: string;
  docs?: string;
  queries?: string;
  sizes: (number | null)[];
  engines: EngineName[];
  rounds: number;
  seconds: number;
  buildSeconds: number;
  megabytes: number;
  maxMinutes: number;
  generate: number;
  seed: number;
  out: string;
  note: string[];
};

await new Command("bench")
  .description("Ours and its peers on the same documents and questions: build, file, load, memory, speed, relevance.")
  .usage("[options]   (as: npm run bench -- --sizes 1000,10000)")
  .option(
    "--data <dir>",
    "folder of NAME.docs.jsonl and NAME.queries.jsonl pairs, .gz too: relevance is measured on each",
    path,
    join(project, "../shared/data"),
  )
  .option(
    "--docs <file>",
    'documents to measure cost on, {"id","title","text"} a line (default: laws of --data, or else generated ones)',
    path,
  )
  .option("--queries <file>", '{"query"} or {"query","relevant":[ids]} a line (default with --docs: titles of the documents)', path)
  .option("--sizes <list>", "numbers of documents, all: every one", sizes, [1_000, 10_000, 50_000, null])
  .option("--engines <list>", engineNames.join(","), engineList, engineNames)
  .option("--rounds <n>", "times that each engine loads and answers; figures are medians", count, 3)
  .option("--seconds <n>", "longest time for the questions of one round", count, 30)
  .option("--build-seconds <n>", "longest time for a build", count, 300)
  .option("--megabytes <n>", "largest heap of a process", count, 4_096)
  .option("--max-minutes <n>", "when to stop, whatever is left to do", count, 60)
  .option("--generate <n>", "how many documents the grammar makes, where there are none", count, 100_000)
  .option("--seed <n>", "seed of the grammar", count, 1)
  .option("--out <dir>", "folder for compare.md, compare.svg and compare.json", path, join(import.meta.dirname, "results"))
  .option("--note <text>", "a line for the report; may be given more than once", noteList, [])
  .action((options: Options) => perform((folder) => compare(options, folder)))
  .parseAsync();

async function compare(options: Options, folder: string): Promise<void> {
  const main = await costCorpus(options, folder);
  const plans: Plan[] = [
    ...options.sizes
      .toSorted((a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY))
      .map((size): Plan => ({ corpus: main, purpose: "cost", size })),
    ...corporaIn(options.data).map((corpus): Plan => ({ corpus, purpose: "relevance", size: null })),
  ];
  const tables = await measureTables(plans, options, folder, (line) => console.error(line));
  const results: Results = {
    machine: machine(),
    date: new Date().toISOString().slice(0, 10),
    notes: [...options.note, ...(await notes(options, main))],
    tables,
  };
  writeWhole(join(options.out, "compare.json"), `${JSON.stringify(results, null, 1)}\n`);
  writeWhole(join(options.out, "compare.svg"), costPlot(tables));
  writeWhole(join(options.out, "compare.md"), report(results, "compare.svg"));
  console.log(report(results, "compare.svg"));
}

/** What cost is measured on: the documents given, the ones beside the project, or generated ones. */
async function costCorpus({ docs, queries, data, generate, seed }: Options, folder: string): Promise<Corpus> {
  if (docs !== undefined) {
    const name = basename(docs).replace(/(?:\.docs)?\.jsonl(?:\.gz)?$/u, "");
    return queries === undefined ? await askedByTitle(name, docs, folder) : { name, documents: docs, questions: queries };
  }
  const shared = corporaBeside(data);
  return shared ?? (await generated(generate, seed, folder));
}

/** Statute articles, asked what citizens asked about other rules. */
function corporaBeside(data: string): Corpus | null {
  const questions = corporaIn(data).find((c) => c.name === "covid-policies")?.questions;
  const laws = join(data, "laws.docs.jsonl.gz");
  return questions === undefined || !existsSync(laws) ? null : { name: "laws", documents: laws, questions };
}

async function notes({ rounds, engines, seconds, buildSeconds, megabytes }: Options, main: Corpus): Promise<string[]> {
  const versions = await Promise.all(
    engines.map(async (name) => {
      const { label, package: from } = await engineNamed(name);
      const version = name === "fts5" ? process.versions.sqlite : versionOf(from);
      return `${label} ${version}`;
    }),
  );
  return [
    `${versions.join(", ")}.`,
    `Cost: the documents of ${main.name}, smaller bases being samples of it, asked the questions of ${basename(main.questions)}; the first ten hits.`,
    `One process for each build and each round of an engine, in alternating order; rounds: ${rounds}, figures are their medians; files are built once and read from the page cache.`,
    `Memory is of the whole process, after a garbage collection, Node included. RSS of a database includes its pages of the file.`,
    `Limits: ${buildSeconds} s a build, ${seconds} s for the questions of a round, ${megabytes.toLocaleString("en")} MB of heap.`,
  ];
}

function versionOf(name: string | null): string {
  const file = join(project, name === null ? "" : join("node_modules", name), "package.json");
  return String((JSON.parse(readFileSync(file, "utf8")) as { version?: unknown }).version);
}

function sizes(given: string): (number | null)[] {
  return given.split(",").map((size) => (size === "all" ? null : count(size)));
}

function engineList(given: string): EngineName[] {
  return given.split(",").map((name) => {
    const known = engineNames.find((e) => e === name);
    if (known === undefined) throw new InvalidArgumentError(`one of ${engineNames.join(", ")}`);
    return known;
  });
}
