import { setTimeout as wait } from "node:timers/promises";
import { faultOf } from "../../src/answer/golden.ts";
import type { GoldenQuestion } from "../../src/kb/settings.ts";
import { type Answered, type Remote, Unreachable } from "../remote.ts";
import { UserError } from "../user-error.ts";
import { told } from "./told.ts";

/** Isolates follow within ten seconds. */
const patience = 20_000;

/**
 * Asks the server as a caller would until it answers from a version that was put in service.
 * @param golden the question asked, whose answer must be as it demands; without one, only the version is looked at
 * @returns what was seen, to be told
 */
export async function confirmLive(remote: Remote, version: string, golden: GoldenQuestion | undefined): Promise<string> {
  const { q, at, region } = golden ?? { q: "？", at: undefined, region: undefined };
  const look = `look again with: npm run kb -- versions --url ${remote.url}`;
  const until = performance.now() + patience;
  let answered = await seen(remote, version, { q, at, region });
  while (answered.kb.version !== version) {
    const { current } = await remote.versions();
    if (current.version !== version)
      throw new UserError(`${version} was in service, and ${current.version}, ${told(current)}, replaced it before it was seen`);
    if (performance.now() > until)
      throw new UserError(
        `${version} is in service, but ${remote.url} still answers from ${answered.kb.version} after ${patience / 1000} s — ${look}`,
      );
    await wait(250);
    answered = await seen(remote, version, { q, at, region });
  }
  const fault = golden ? faultOf(golden, answered) : null;
  if (fault !== null) throw new UserError(`${version} is in service, but “${q}” ${fault} — is there a live correction? ${look}`);
  return golden ? `${remote.url} answers “${q}” from it` : `${remote.url} answers from it`;
}

async function seen(remote: Remote, version: string, question: Parameters<Remote["ask"]>[0]): Promise<Answered> {
  try {
    return await remote.ask(question);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    throw new UserError(`${version} is in service, but that could not be seen: ${error.message}`);
  }
}
