import { setTimeout as wait } from "node:timers/promises";
import { faultOf } from "../../src/answer/golden.ts";
import type { GoldenQuestion } from "../../src/kb/settings.ts";
import type { Remote } from "../remote.ts";
import { UserError } from "../user-error.ts";

/** Isolates follow within ten seconds. */
const patience = 20_000;

/**
 * Asks the server as a caller would until it answers from a version.
 * @param golden the question asked, whose answer must be as it demands; without one, only the version is looked at
 * @returns what was seen, to be told
 */
export async function confirmLive(remote: Remote, version: string, golden: GoldenQuestion | undefined): Promise<string> {
  const { q, at, region } = golden ?? { q: "？", at: undefined, region: undefined };
  const until = performance.now() + patience;
  for (;;) {
    const answered = await remote.ask({ q, at, region });
    if (answered.kb.version === version) {
      const fault = golden ? faultOf(golden, answered) : null;
      if (fault !== null)
        throw new UserError(
          `${version} is in service, but “${q}” ${fault} — is there a live correction? Look with: npm run kb -- versions`,
        );
      return golden ? `${remote.url} answers “${q}” from it` : `${remote.url} answers from it`;
    }
    if (performance.now() > until)
      throw new UserError(
        `${version} is in service, but ${remote.url} still answers from ${answered.kb.version} after ${patience / 1000} s — look again with: npm run kb -- versions --url ${remote.url}`,
      );
    await wait(250);
  }
}
