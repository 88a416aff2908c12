import { askGolden } from "../../src/answer/golden.ts";
import { type ChangedAnswer, changedAnswers, outcomeText, type Question } from "../../src/changes/changed-answers.ts";
import { differenceOf, type EntryChange } from "../../src/changes/difference.ts";
import { entriesOf } from "../../src/changes/entries-of.ts";
import { same } from "../../src/changes/same.ts";
import { dayIn } from "../../src/http/context.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import { defaultSnapshot } from "../paths.ts";
import { readQuestions } from "../questions-file.ts";
import { readSnapshot } from "../snapshot-file.ts";
import { compile } from "./build.ts";
import { type Compared, liveSnapshot } from "./live-snapshot.ts";

export type DiffOptions = {
  kb: string;
  from?: string;
  url?: string;
  token?: string;
  questions?: string;
  json?: boolean;
};

/** What publishing the files of a knowledge base would change: entry by entry, and answer by answer. */
export async function diff(options: DiffOptions): Promise<void> {
  const before = await compared(options);
  const after = await working(options);
  const today = dayIn(after.meta.timezone, Date.now());
  const entries = differenceOf(before.entries, await entriesOf(after));
  const recent = options.questions === undefined ? before.recent : await readQuestions(options.questions);
  const ask = async (questions: readonly Question[]) => ({
    asked: questions.length,
    changed: await changedAnswers(before.snapshot, after, questions, today),
  });
  const result = {
    from: { version: before.snapshot.version, source: before.source },
    to: { version: after.version, source: options.kb },
    entries,
    vocabulary: !same(before.snapshot.vocabulary, after.vocabulary),
    golden: { ...(await ask(after.golden)), failures: await askGolden(after, today) },
    recent: await ask(recent),
  };
  console.log(options.json ? JSON.stringify(result) : told(result));
}

type Difference = {
  readonly from: { readonly version: string; readonly source: string };
  readonly entries: readonly EntryChange[];
  readonly vocabulary: boolean;
  readonly golden: Asked & { readonly failures: readonly { readonly q: string; readonly detail: string }[] };
  readonly recent: Asked;
};
type Asked = { readonly asked: number; readonly changed: readonly ChangedAnswer[] };

/** What is compared with: a snapshot file that was named, the live service, or what was built last. */
async function compared({ url, token, from: named }: DiffOptions): Promise<Compared> {
  const from = named ?? defaultSnapshot;
  if (named === undefined && url !== undefined) return await liveSnapshot(url, token);
  const { snapshot } = await readSnapshot(from);
  return { snapshot, entries: await entriesOf(snapshot), source: from, recent: [] };
}

/** The working files, as publishing would build them. */
async function working({ kb, json }: DiffOptions): Promise<Snapshot> {
  const { file } = await compile({ kb, docs: [] }, "compared", !json);
  const opened = await Snapshot.openVerified(file);
  if ("fault" in opened) throw new Error(`a fresh build cannot be opened: ${JSON.stringify(opened.fault)}`);
  return opened.snapshot;
}

function told({ from, entries, vocabulary, golden, recent }: Difference): string {
  const lines = [`compared with ${from.version} (${from.source})`];
  for (const { change, id, title, lines: changes } of entries) {
    const shown = change === "changed" ? changes : change === "added" ? changes.filter((line) => line.relearn) : [];
    lines.push("", `${change.padEnd(8)} ${id}  ${title}`, ...shown.map((line) => `  ${line.text}`));
  }
  if (vocabulary) lines.push("", "changed  lexicon.yaml: every question may be understood otherwise");
  lines.push(...answers("golden", golden), ...answers("recent", recent));
  for (const { q, detail } of golden.failures) lines.push("", `golden.yaml: “${q}” ${detail} — publishing will be refused`);
  const count = (change: EntryChange["change"]) => entries.filter((e) => e.change === change).length;
  const otherwise = (name: string, { asked, changed }: Asked) => `${changed.length} of ${asked} ${name} questions answered otherwise`;
  const questions = [otherwise("golden", golden), ...(recent.asked > 0 ? [otherwise("recent", recent)] : [])].join(", ");
  lines.push("", `${count("added")} added, ${count("changed")} changed, ${count("removed")} removed; ${questions}`);
  return lines.join("\n");
}

function answers(name: string, { changed }: Asked): string[] {
  return changed.flatMap(({ q, at, region, before, after }) => {
    const circumstances = [at, region].filter((c) => c !== undefined).join(", ");
    return [
      "",
      `${name.padEnd(8)} ${q}${circumstances === "" ? "" : `（${circumstances}）`}`,
      `  before  ${outcomeText(before)}`,
      `  after   ${outcomeText(after)}`,
    ];
  });
}
