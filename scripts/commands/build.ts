import { existsSync, readFileSync } from "node:fs";
import { type BuildReport, buildSnapshot } from "../../src/index/build.ts";
import type { Assembled } from "../../src/kb/knowledge-base.ts";
import { formatProblem } from "../../src/kb/problem.ts";
import { readArticles } from "../documents.ts";
import { generalDictionary } from "../general-dictionary.ts";
import { readKnowledgeBase } from "../knowledge-files.ts";
import { defaultKb, defaultManifest, defaultSnapshot } from "../paths.ts";
import { ProgressBar } from "../progress-bar.ts";
import { readSnapshot, writeWhole } from "../snapshot-file.ts";
import { UserError } from "../user-error.ts";

/**
 * Where the content comes from. Documents without --kb are indexed alone, with the default base's vocabulary.
 * `lexicon`: a snapshot whose words are taken, in the place of the general dictionary.
 */
export type Sources = { kb?: string; docs: string[]; lexicon?: string };
export type BuildOptions = Sources & { out: string; json?: boolean };

/** Compiles a snapshot and writes it. */
export async function build(options: BuildOptions): Promise<BuildReport & { ms: number }> {
  const started = performance.now();
  const { file, report } = await compile(options, "built", !options.json);
  writeWhole(options.out, file);
  if (options.out === defaultSnapshot) writeManifest(report.version);
  const result = { ...report, ms: Math.round(performance.now() - started) };
  if (options.json) console.log(JSON.stringify(result));
  else
    console.log(
      `${options.out}: version ${result.version}, ${result.entries} entries, ${result.terms} terms, ${result.bytes} bytes, ${result.ms} ms`,
    );
  return result;
}

/**
 * Compiles a snapshot in memory. `assembled`: the knowledge base it was made of, with its vocabulary.
 * @param done what would have been done with it, to say that it was not
 * @throws UserError with all errors of the knowledge base
 */
export async function compile(
  { kb, docs, lexicon }: Sources,
  done: "built" | "published" | "compared",
  progress: boolean,
): Promise<{ file: Uint8Array<ArrayBuffer>; report: BuildReport; assembled: Assembled }> {
  const assembled = readKnowledgeBase(kb ?? defaultKb);
  const { base, problems } = assembled;
  const errors = problems.filter((p) => p.severity === "error");
  if (errors.length > 0) {
    throw new UserError(`${errors.map(formatProblem).join("\n")}\nnothing was ${done}: ${errors.length} errors in the knowledge base`);
  }
  const alone = docs.length > 0 && kb === undefined;
  const entries = alone ? [] : base.entries;
  const words = lexicon === undefined ? generalDictionary() : (await readSnapshot(lexicon)).snapshot.lexicon.words();
  const bar = new ProgressBar(progress && docs.length > 0);
  try {
    const articles = readArticles(docs, entries, bar.stage("reading", "B"));
    const whole = { ...base, entries, golden: alone ? [] : base.golden };
    return { ...(await buildSnapshot(whole, words, bar.stage("indexing", "documents"), articles)), assembled };
  } finally {
    bar.stop();
  }
}

/** When the bundled version was built: the one thing about it that is not in its bytes. An unchanged version keeps its time. */
function writeManifest(version: string): void {
  const known: unknown = existsSync(defaultManifest) ? JSON.parse(readFileSync(defaultManifest, "utf8")) : null;
  if (typeof known === "object" && known !== null && "version" in known && known.version === version) return;
  writeWhole(defaultManifest, `${JSON.stringify({ version, builtAt: new Date().toISOString() })}\n`);
}
