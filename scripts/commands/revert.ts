import { Remote } from "../remote.ts";
import { UserError } from "../user-error.ts";
import { type CorrectOptions, complaint, idOf, report } from "./correct.ts";

/** Takes a live correction back: the entry reads as it was published again. The files are not touched. */
export async function revert(given: string, options: CorrectOptions): Promise<void> {
  const id = idOf(given, options.kb);
  const remote = new Remote(options.url, options.token);
  const { corrections } = await remote.corrections();
  const standing = corrections.find((c) => c.id === id);
  if (standing === undefined)
    throw new UserError(`there is no live correction of ${id} on ${remote.url} — see: npm run kb -- corrections --url ${remote.url}`);
  const result = await remote.revert(id, standing.tag);
  if ("refused" in result) throw new UserError(complaint("nothing was taken back", result.refused, options.kb));
  report(result, remote.url, options, `taken back   ${id} reads on ${remote.url} as it was published; everywhere within 10 s`);
}
