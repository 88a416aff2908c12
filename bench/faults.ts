import { join } from "node:path";
import { Command } from "commander";
import { writeWhole } from "../scripts/snapshot-file.ts";
import { Callers } from "./faults/callers.ts";
import { Trial } from "./faults/trial.ts";
import { startServer } from "./local-server.ts";
import { machine } from "./machine.ts";
import { markdownTable } from "./markdown-table.ts";
import { count, noteList, path, perform } from "./options.ts";
import { median } from "./quantile.ts";

type Options = {
  swaps: number;
  races: number;
  kills: number;
  perSecond: number;
  maxMinutes: number;
  port: number;
  out: string;
  note: string[];
};

await new Command("bench:faults")
  .description(
    "Editors publish, go back, race and are killed on a running Worker while callers ask: is anybody told wrongly, or not at all?",
  )
  .option("--swaps <n>", "publications, each followed by a rollback: how long until the changed figure is told", count, 5)
  .option("--races <n>", "times that two editors start to publish at once", count, 50)
  .option("--kills <n>", "publications that are killed (SIGKILL), at even distances through their run", count, 20)
  .option("--per-second <n>", "questions asked all the while", count, 20)
  .option("--max-minutes <n>", "when to stop, whatever is left to do", count, 20)
  .option("--port <n>", "of the Worker, on 127.0.0.1", count, 8805)
  .option("--out <dir>", "folder for faults.md", path, join(import.meta.dirname, "results"))
  .option("--note <text>", "a line for the report; may be given more than once", noteList, [])
  .action((options: Options) => perform((folder) => measure(options, folder)))
  .parseAsync();

async function measure(options: Options, folder: string): Promise<void> {
  const end = Date.now() + 60_000 * options.maxMinutes;
  const server = await startServer(options.port === undefined ? {} : { given: options.port });
  const trial = new Trial(server.url, folder);
  const callers = new Callers(server.url, options.perSecond);
  try {
    for (let i = 0; i < options.swaps && Date.now() < end; i++) await trial.swap();
    for (let i = 0; i < options.races && Date.now() < end; i++) await trial.race();
    for (let i = 0; i < options.kills && Date.now() < end; i++) await trial.kill((i + 0.5) / options.kills);
  } finally {
    await callers.hangUp();
    await server.stop();
  }
  const mixed = callers.answers.filter(({ figure, version }) => trial.figures.has(version) && trial.figures.get(version) !== figure);
  const wrong = [...callers.failed, ...mixed.map((told) => JSON.stringify(told)), ...trial.unexpected];
  const page = report(trial, callers, mixed.length, options);
  writeWhole(join(options.out, "faults.md"), page);
  console.log(page);
  if (wrong.length === 0) return;
  console.error(wrong.slice(0, 20).join("\n"));
  process.exitCode = 1;
}

function report(trial: Trial, { answers, failed }: Callers, mixed: number, { note, perSecond }: Options): string {
  const seconds = (ms: readonly number[]) =>
    ms.length === 0 ? "–" : `${(median(ms) / 1000).toFixed(1)} / ${(Math.max(...ms) / 1000).toFixed(1)} s`;
  const rows = [
    ["answers to callers", `${answers.length} (${perSecond} a second)`],
    ["calls that failed", String(failed.length)],
    ["answers whose figure is not their version's", String(mixed)],
    ["publications that succeeded", String(trial.runs.length)],
    ["a changed figure is told after the command was started, median / longest", seconds(trial.liveAfter)],
    ["a rollback is told, median / longest", seconds(trial.backAfter)],
    ["two editors at once: races", String(trial.races)],
    ["… publications refused, with who and when", String(trial.refused)],
    ["… put in service, and replaced by the other before they were seen", String(trial.replaced)],
    ["publications killed", String(trial.kills)],
    ["… after they were put in service", String(trial.moved)],
    ["anything unexpected", String(trial.unexpected.length)],
  ];
  const said = [
    `${new Date().toISOString().slice(0, 10)}, on ${machine()}.`,
    "",
    ...note.map((line) => `- ${line}`),
    ...(note.length > 0 ? [""] : []),
  ];
  return ["# Publishing, going back, racing, killing", "", ...said, markdownTable(["", "found"], rows), ""].join("\n");
}
