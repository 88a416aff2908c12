import { enableCompileCache } from "node:module";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { day, regionCode } from "../src/kb/schema.ts";
import { defaultKb, defaultQuestions, defaultSnapshot } from "./paths.ts";
import { UserError } from "./user-error.ts";

// A command's own modules are read when it runs, and compiled once for all its runs.
enableCompileCache();

const program = new Command("kb")
  .description("Shuiguan's knowledge base: check it, compile it, ask it, measure it.")
  .usage("COMMAND [options]   (as: npm run kb -- COMMAND …)")
  .showHelpAfterError("(try --help)");
const json = ["--json", "one line of JSON on standard output, for machines"] as const;

program
  .command("check")
  .description(
    "find all that is wrong: every entry and reference, entries against one another and the day, and whether each is found; " +
      "prints problems as file:line:column message — remedy",
  )
  .option("--kb <dir>", "folder of the knowledge base", path, defaultKb)
  .option("--at <date>", "the day for which it must be right, YYYY-MM-DD (default: today)", dayOption("--at"))
  .option(
    "--fix",
    "first put right what can only be meant in one way: other spellings of days, numbers, codes, names and keys, repetitions",
  )
  .option("--dry-run", "with --fix: only show what would be changed")
  .option(...json)
  .action(async (options) => {
    const { check } = await import("./commands/check.ts");
    if (!(await check(options))) process.exitCode = 1;
  });

program
  .command("build")
  .description("compile a snapshot")
  .option("--kb <dir>", "folder of the knowledge base (default: kb; with --docs alone, only its vocabulary is used)", path)
  .option("--docs <file>", 'plain documents, {"id","title","text"} a line, .jsonl or .jsonl.gz; may be given more than once', collect, [])
  .option("--out <file>", "where to write the snapshot", path, defaultSnapshot)
  .option("--lexicon <snapshot>", "take the words of a snapshot instead of the general dictionary, as a server's own rebuild does", path)
  .option(...json)
  .action(async (options) => {
    const { build } = await import("./commands/build.ts");
    await build(options);
  });

program
  .command("ask")
  .description("answer a question offline, with the JSON of /v1/ask")
  .argument("<question>")
  .option("--snapshot <file>", "snapshot to ask", path, defaultSnapshot)
  .option("--at <date>", "the day for which the answer must hold, YYYY-MM-DD", dayOption("--at"))
  .option("--region <code>", "GB/T 2260 code of the place, six digits", regionOption)
  .option(...json)
  .action(async (question, options) => {
    const { ask } = await import("./commands/ask.ts");
    await ask(question, options);
  });

program
  .command("import")
  .description("turn office files (.docx, .xlsx, .csv, .txt, .md, .html) into draft entries; accounts for every paragraph in a report")
  .argument("<files...>", "what to read")
  .requiredOption("--to <dir>", "folder for the drafts; what is there already is never changed", path)
  .option("--kb <dir>", "knowledge base whose departments are known", path, defaultKb)
  .option("--report <file>", "where to write the report (default: DIR.import-report.md)", path)
  .option("--dry-run", "write nothing; print the report")
  .option(...json)
  .action(async (files: string[], options) => {
    const { importFiles } = await import("./commands/import.ts");
    await importFiles(files.map(path), options);
  });

program
  .command("eval")
  .description("run judged questions through the search path: hit@1, hit@10, MRR, milliseconds")
  .requiredOption("--queries <file>", '{"id","query","relevant":[ids]} a line, .jsonl or .jsonl.gz', path)
  .option("--snapshot <file>", "snapshot to search", path, defaultSnapshot)
  .option(...json)
  .action(async (options) => {
    const { evaluate } = await import("./commands/eval.ts");
    await evaluate(options);
  });

program
  .command("eval-answers")
  .description("ask judged questions and print how good the answers are, group by group")
  .option("--questions <dir>", "folder of judged questions, .jsonl", path, defaultQuestions)
  .option("--snapshot <file>", "snapshot to ask", path, defaultSnapshot)
  .addOption(
    new Option("--half <half>", "questions are split by entry: one half to tune on, one to report")
      .choices(["tune", "test", "all"])
      .default("test"),
  )
  .option("--at <date>", "the day for which the answers must hold, YYYY-MM-DD", dayOption("--at"), "2026-11-23")
  .option("--plot <file>", "write a reliability plot, .svg", path)
  .option("--misses", "list the questions that went wrong")
  .option(...json)
  .action(async (options) => {
    const { evaluateAnswers } = await import("./commands/eval-answers.ts");
    await evaluateAnswers(options);
  });

const server = () => new Option("--url <url>", "the server").env("KB_URL").makeOptionMandatory();
const adminToken = () => new Option("--token <token>", "an admin token; better set in the environment").env("KB_TOKEN");

program
  .command("publish")
  .description("check, build, ask the golden questions, upload and put in service; nothing changes unless all of it succeeds")
  .addOption(server())
  .addOption(adminToken())
  .option("--kb <dir>", "folder of the knowledge base (default: kb; with --docs alone, only its vocabulary is used)", path)
  .option("--docs <file>", 'plain documents, {"id","title","text"} a line, .jsonl or .jsonl.gz; may be given more than once', collect, [])
  .option("--over <version>", "replace this version although somebody else published it: you have seen what they changed")
  .option("--dry-run", "do everything but upload and put in service")
  .option(...json)
  .action(async (options) => {
    const { publish } = await import("./commands/publish.ts");
    await publish(options);
  });

program
  .command("diff")
  .description("what publishing the knowledge base's files would change: entry by entry, and which questions would be answered otherwise")
  .option("--kb <dir>", "folder of the knowledge base", path, defaultKb)
  .option("--from <snapshot>", "compare with a snapshot file (default: the server, or without one what was built last)", path)
  .addOption(new Option("--url <url>", "compare with what a server serves; its unanswered questions are asked, too").env("KB_URL"))
  .addOption(adminToken())
  .option("--questions <file>", "questions asked lately: one a line, or .jsonl with q or query", path)
  .option(...json)
  .action(async (options) => {
    const { diff } = await import("./commands/diff.ts");
    await diff(options);
  });

program
  .command("insights")
  .description("list what was asked and not answered, the most asked first; with --adopt: add a phrasing to an entry's questions")
  .addOption(new Option("--url <url>", "the server").env("KB_URL"))
  .addOption(adminToken())
  .addOption(new Option("--days <n>", "of the last days").default("30"))
  .addOption(new Option("--limit <n>", "so many").default("20"))
  .option("--adopt <group>", "the gap whose phrasing is to be added")
  .option("--entry <id>", "with --adopt: the entry that answers it, for example matters/stray-dogs")
  .option("--phrasing <text>", "with --adopt: in these words instead of those most people used")
  .option("--kb <dir>", "with --adopt: folder of the knowledge base", path, defaultKb)
  .option(...json)
  .action(async ({ adopt: group, entry, url, ...options }) => {
    if (group !== undefined) {
      if (entry === undefined) throw new UserError("--adopt takes --entry ID: which entry answers it?");
      const { adopt } = await import("./commands/adopt.ts");
      await adopt({ adopt: group, entry, url, ...options });
    } else {
      if (url === undefined) throw new UserError("give --url URL, the server that was asked");
      const { insights } = await import("./commands/insights.ts");
      await insights({ url, ...options });
    }
  });

program
  .command("versions")
  .description("list the version in service and those one can go back to: who published them, and when")
  .addOption(server())
  .addOption(adminToken())
  .option(...json)
  .action(async (options) => {
    const { versions } = await import("./commands/versions.ts");
    await versions(options);
  });

program
  .command("rollback")
  .description("go back to an earlier version, by default the one before")
  .argument("[version]")
  .addOption(server())
  .addOption(adminToken())
  .option(...json)
  .action(async (version, options) => {
    const { rollback } = await import("./commands/rollback.ts");
    await rollback(version, options);
  });

program
  .command("correct")
  .description("put one entry's file in force at once, without publishing; without a file the entry is deleted")
  .argument("<entry>", "its id (policies/elderly-allowance) or its file")
  .addOption(server())
  .addOption(adminToken())
  .option("--kb <dir>", "folder of the knowledge base", path, defaultKb)
  .option(...json)
  .action(async (entry, options) => {
    const { correct } = await import("./commands/correct.ts");
    await correct(entry, options);
  });

program
  .command("corrections")
  .description("list what was corrected live and is not yet published: who, when, from what to what")
  .addOption(server())
  .addOption(adminToken())
  .option(...json)
  .action(async (options) => {
    const { corrections } = await import("./commands/corrections.ts");
    await corrections(options);
  });

program
  .command("revert")
  .description("take a live correction back: the entry reads as it was published again")
  .argument("<entry>", "its id (policies/elderly-allowance) or its file")
  .addOption(server())
  .addOption(adminToken())
  .option("--kb <dir>", "folder of the knowledge base", path, defaultKb)
  .option(...json)
  .action(async (entry, options) => {
    const { revert } = await import("./commands/revert.ts");
    await revert(entry, options);
  });

program
  .command("pull")
  .description("write live corrections into the files; what was changed there since is merged, or reported and left alone")
  .addOption(server())
  .addOption(adminToken())
  .option("--kb <dir>", "folder of the knowledge base", path, defaultKb)
  .option(
    "--resolved <entry>",
    "its file now says what is to hold, whatever was corrected live; may be given more than once",
    collectText,
    [],
  )
  .option("--dry-run", "say what would be written, and write nothing")
  .option(...json)
  .action(async (options) => {
    const { pull } = await import("./commands/pull.ts");
    if (!(await pull(options))) process.exitCode = 1;
  });

program
  .command("token")
  .description("make an admin token: who holds it may publish or correct, under a name of their own")
  .argument("<name>", "of the person or program, as it will stand in the record of changes")
  .requiredOption("--role <role>", "editor: correct entries; publisher: that, and publish and roll back")
  .option("--expires <date>", "last day on which it is valid (UTC), YYYY-MM-DD", dayOption("--expires"))
  .option(...json)
  .action(async (name, options) => {
    const { token } = await import("./commands/token.ts");
    token(name, options);
  });

/** Commander hands a parser the previous value as well, which `resolve` itself would take for a second path. */
function path(given: string): string {
  return resolve(given);
}

function collect(file: string, files: string[]): string[] {
  return [...files, resolve(file)];
}

function collectText(text: string, texts: string[]): string[] {
  return [...texts, text];
}

function dayOption(option: "--at" | "--expires"): (value: string) => string {
  return (value) => {
    if (!day.safeParse(value).success) throw new UserError(`${option} ${value} is not a day — write a real one as YYYY-MM-DD`);
    return value;
  };
}

function regionOption(value: string): string {
  if (!regionCode.safeParse(value).success)
    throw new UserError(`--region ${value} is not a region code — six digits of GB/T 2260, for example 510900`);
  return value;
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
