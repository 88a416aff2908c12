import { checkBase, lostIn } from "../../src/answer/check-base.ts";
import { askGolden } from "../../src/answer/golden.ts";
import { dayIn } from "../../src/http/context.ts";
import { Snapshot } from "../../src/index/snapshot.ts";
import type { Assembled } from "../../src/kb/knowledge-base.ts";
import { formatProblem } from "../../src/kb/problem.ts";
import { largestSnapshot } from "../../src/store/r2-store.ts";
import { foldedCorrections } from "../folded-corrections.ts";
import { seenFromHere } from "../knowledge-files.ts";
import { defaultKb } from "../paths.ts";
import { publishedFrom, rememberPublished } from "../published-from.ts";
import { Remote, Unreachable, type Versions } from "../remote.ts";
import { SettledCorrections } from "../settled-corrections.ts";
import { UserError } from "../user-error.ts";
import { compile } from "./build.ts";
import { confirmLive } from "./confirm-live.ts";
import { localTime, told } from "./told.ts";

export type PublishOptions = { kb?: string; docs: string[]; url: string; token?: string; over?: string; dryRun?: boolean; json?: boolean };

/**
 * Checks, builds, gates, uploads, puts in service, and asks the server to see that it is. Until the one request that puts it in
 * service nothing that is served changes, and that one changes all at once: whenever this is cut short, a whole version is served.
 */
export async function publish(options: PublishOptions): Promise<void> {
  const started = performance.now();
  const say = (what: string, how: string) => options.json || console.log(`${what.padEnd(14)} ${how}`);
  const remote = new Remote(options.url, options.token);
  /** Null: documents alone are published, and no folder's entries. */
  const folder = options.docs.length > 0 && options.kb === undefined ? null : (options.kb ?? defaultKb);
  const seen = await remote.versions();
  if (seen.you.role !== "publisher")
    throw new UserError(`the token of ${seen.you.name} may correct entries, not publish — ask for one with the role publisher`);
  refuseToUndo(seen, folder === null ? null : publishedFrom(folder, remote.url), options.over);
  const folded = seen.corrections === 0 ? [] : await foldedCorrections(remote, folder);

  const { file, report, assembled } = await compile(options, "published", !options.json);
  say("built", `${report.version}: ${report.entries} entries, ${report.bytes} bytes`);
  const snapshot = await opened(file);
  if (folder !== null) await refuseMistakes(snapshot, assembled, folder);
  await refuseWrongAnswers(snapshot);
  const { golden } = snapshot;
  const asked = golden.length > 0 ? `${golden.length} golden questions answered as they must be` : "there are no golden questions to ask";
  say("gated", folder === null ? `it opens; ${asked}` : `check finds no error; ${asked}`);
  const result = {
    version: report.version,
    previous: seen.current.version,
    entries: report.entries,
    bytes: report.bytes,
    golden: golden.length,
  };
  const finish = (changed: boolean) => {
    const ms = Math.round(performance.now() - started);
    if (options.json) console.log(JSON.stringify({ ...result, changed, dryRun: options.dryRun === true, ms }));
    return (ms / 1000).toFixed(1);
  };
  if (report.version === seen.current.version && folded.length === 0) {
    finish(false);
    say("nothing to do", `${report.version} is in service already, ${told(seen.current)}`);
    return;
  }
  if (options.dryRun) {
    finish(false);
    say("dry run", `nothing was changed; it would replace ${seen.current.version}, ${told(seen.current)}`);
    return;
  }
  await remote.upload(report.version, file);
  say("uploaded", `to ${remote.url}`);
  const builtAt = new Date().toISOString();
  const left = await putInService(remote, { version: report.version, expected: seen.current.version, builtAt, folded });
  if (folder !== null) {
    rememberPublished(folder, remote.url, report.version);
    new SettledCorrections(folder, remote.url).forget(folded);
  }
  say("in service", `${report.version} instead of ${seen.current.version}, ${told(seen.current)}`);
  const confirmed = await confirmLive(
    remote,
    report.version,
    golden.find((g) => g.status === "answered"),
  );
  const seconds = finish(true);
  say("live", `${confirmed}, ${seconds} s after the command; everywhere within 10 s`);
  if (folded.length > 0) say("folded in", `${folded.length} live corrections, which are in your files`);
  if (left > 0) say("note", `${left} live corrections arrived meanwhile and stay on top of it`);
  say("undo", `npm run kb -- rollback ${seen.current.version} --url ${remote.url}`);
}

/** Somebody else's version that this folder does not know of may hold changes it lacks: publishing over it would undo them. */
function refuseToUndo({ current, you }: Versions, last: string | null, over: string | undefined): void {
  if (over !== undefined && over !== current.version)
    throw new UserError(`--over ${over}: that is not in service; ${current.version} is, ${told(current)} — look at that one first`);
  if (over !== undefined || last === null || last === current.version) return;
  if (current.publishedBy === null || current.publishedBy === you.name) return;
  throw new UserError(
    `nothing was published: ${current.publishedBy} put ${current.version} in service at ${localTime(current.publishedAt)}; this folder was last published as ${last} and may lack their changes — bring them into your files, then publish with --over ${current.version}`,
  );
}

async function opened(file: Uint8Array<ArrayBuffer>): Promise<Snapshot> {
  if (file.byteLength > largestSnapshot)
    throw new UserError(
      `nothing was published: ${file.byteLength} bytes are more than the ${largestSnapshot} that can be uploaded — leave out documents`,
    );
  const result = await Snapshot.openVerified(file);
  if ("fault" in result) throw new Error(`a fresh build cannot be opened: ${JSON.stringify(result.fault)}`);
  return result.snapshot;
}

/** What the server will ask, asked before anything is sent. */
async function refuseWrongAnswers(snapshot: Snapshot): Promise<void> {
  const failures = await askGolden(snapshot, dayIn(snapshot.meta.timezone, Date.now()));
  if (failures.length > 0) throw new UserError(goldenComplaint(snapshot.version, failures));
}

/** What check finds in the files together: conflicts, questions that do not lead to their own entry. */
async function refuseMistakes(snapshot: Snapshot, assembled: Assembled, folder: string): Promise<void> {
  const now = dayIn(snapshot.meta.timezone, Date.now());
  const { base } = assembled;
  // Compiling has refused the files' own errors.
  const problems = await checkBase({ ...assembled, problems: [] }, lostIn(snapshot, assembled, now), now, seenFromHere(folder));
  const errors = problems.filter((p) => p.severity === "error");
  if (errors.length === 0) return;
  const remedy = `mend ${errors.length === 1 ? "it" : "them"}, then publish again; the same is found by: npm run kb -- check`;
  const count = `${errors.length} ${errors.length === 1 ? "error" : "errors"} among ${base.entries.length} entries`;
  throw new UserError(`${errors.map(formatProblem).join("\n")}\nnothing was published: ${count} — ${remedy}`);
}

function goldenComplaint(version: string, failures: readonly { q: string; detail: string }[]): string {
  const lines = failures.map(({ q, detail }) => `golden.yaml: “${q}” ${detail}`);
  const remedy = "mend the entries, or golden.yaml where the rule itself has changed";
  return `${lines.join("\n")}\nnothing was published: ${failures.length} golden questions are answered wrongly by ${version} — ${remedy}`;
}

type Order = { version: string; expected: string; builtAt: string; folded: { id: string; revision: string }[] };

/** @returns how many live corrections are left on top of it */
async function putInService(remote: Remote, order: Order): Promise<number> {
  const moved = await remote.move("pointer", order).catch(async (error: unknown) => {
    if (!(error instanceof Unreachable)) throw error;
    // The answer was lost; what was asked for may have been done.
    const { current, corrections } = await remote.versions();
    if (current.version === order.version && order.version !== order.expected) return { corrections };
    throw error;
  });
  if (!("refused" in moved)) return moved.corrections;
  const { status, detail, errors, current } = moved.refused;
  if (status === 422 && errors)
    throw new UserError(
      goldenComplaint(
        order.version,
        errors.map((e) => ({ q: e.name, detail: e.detail })),
      ),
    );
  if (current)
    throw new UserError(
      `nothing was published: ${current.publishedBy ?? "the deployment"} put ${current.version} in service at ${localTime(current.publishedAt)}, while you were publishing — look at it with: npm run kb -- versions --url ${remote.url}; bring its changes into your files and publish again`,
    );
  throw new UserError(`nothing was published: ${detail}`);
}
