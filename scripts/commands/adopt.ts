import { relative } from "node:path";
import { outcomeOf, outcomeText } from "../../src/changes/changed-answers.ts";
import { dayIn } from "../../src/http/context.ts";
import { type Entry, titleOf } from "../../src/kb/entry.ts";
import { assemble } from "../../src/kb/knowledge-base.ts";
import { didYouMean, formatProblem } from "../../src/kb/problem.ts";
import { rewriteEntry } from "../../src/kb/rewrite-entry.ts";
import { normalizeText } from "../../src/text/normalize.ts";
import { isScrubbed, scrub } from "../../src/text/scrub.ts";
import { checkFolder } from "../check-folder.ts";
import { readEntryFile } from "../entry-file.ts";
import { readKnowledgeFiles } from "../knowledge-files.ts";
import { Remote } from "../remote.ts";
import { writeWhole } from "../snapshot-file.ts";
import { UserError } from "../user-error.ts";

export type AdoptOptions = { adopt: string; entry: string; phrasing?: string; kb: string; url?: string; token?: string; json?: boolean };

/**
 * Adds what people ask to the questions of an entry. The base is checked with the question in it before anything is written:
 * the file then says it, all else in it left as it was, or nothing is changed.
 */
export async function adopt(options: AdoptOptions): Promise<void> {
  const { kb, entry: id } = options;
  const files = readKnowledgeFiles(kb);
  const local = readEntryFile(kb, id);
  if (local.entry === null || local.text === null) {
    const ids = files.filter((f) => f.path.endsWith(".md")).map((f) => f.path.slice(0, -".md".length));
    throw new UserError(`--entry ${id}: there is no such entry in ${kb} — ${didYouMean(id, ids, "name it by its path without .md")}`);
  }
  const asked = (options.phrasing ?? (await phrasingOf(options))).trim();
  if (asked === "") throw new UserError("--phrasing is empty — write the question as people ask it");
  if (isScrubbed(asked)) throw personal(asked, "something personal was taken out of it");

  refuseDuplicate(asked, assemble(files).base.entries);
  const text = rewriteEntry({ path: `${id}.md`, text: local.text }, { ...local.entry, questions: [...local.entry.questions, asked] });
  const changed = files.map((file) => (file.path === `${id}.md` ? { ...file, text } : file));
  const { problems, snapshot } = await checkFolder(kb, undefined, changed);
  if (scrub(asked, snapshot.lexicon) !== asked) throw personal(asked, `it reads as ${scrub(asked, snapshot.lexicon)}`);
  const errors = problems.filter((p) => p.severity === "error");
  if (errors.length > 0)
    throw new UserError(
      `${errors.map(formatProblem).join("\n")}\nnothing was written: with this question the base would have ${errors.length} errors`,
    );

  writeWhole(local.path, text);
  const file = relative(process.cwd(), local.path);
  const own = problems.filter((p) => p.file === file && p.message.includes(asked));
  const answer = await outcomeOf(snapshot, { q: asked }, dayIn(snapshot.meta.timezone, Date.now()));
  if (options.json) {
    console.log(JSON.stringify({ entry: id, file, question: asked, answer, problems: own }));
    return;
  }
  console.log(`${file}: its questions now hold “${asked}”`);
  for (const problem of own) console.log(formatProblem(problem));
  console.log(`answered with: ${outcomeText(answer)}`);
  console.log(`see all it changes: npm run kb -- diff${options.url ? ` --url ${options.url}` : ""}; then publish`);
}

/** How most people asked about a gap, of those phrasings that nothing personal was taken out of. */
async function phrasingOf({ adopt: group, url, token }: AdoptOptions): Promise<string> {
  if (url === undefined) throw new UserError("give --url URL, so that the server can be asked how people say it, or --phrasing TEXT");
  const remote = new Remote(url, token);
  const [gap] = (await remote.insights({ days: 400, limit: 1, group })).gaps;
  if (gap === undefined)
    throw new UserError(`--adopt ${group}: ${remote.url} knows no such gap — list them: npm run kb -- insights --url ${remote.url}`);
  return gap.phrasings[0]?.text ?? "";
}

function personal(asked: string, why: string): UserError {
  return new UserError(`“${asked}” cannot be adopted as it is: ${why} — write the question without it: --phrasing TEXT`);
}

/** The same question twice helps nobody: it stands in this entry already, or would tear two entries apart. */
function refuseDuplicate(asked: string, entries: readonly Entry[]): void {
  const plain = (text: string) => normalizeText(text).replace(/[^\p{L}\p{N}]/gu, "");
  for (const entry of entries) {
    const questions = [titleOf(entry), ...(entry.kind === "article" ? [] : entry.questions)];
    const same = questions.find((question) => plain(question) === plain(asked));
    if (same === undefined) continue;
    throw new UserError(`nothing was written: ${entry.id} is asked “${same}” already — adopt what else people say: --phrasing TEXT`);
  }
}
