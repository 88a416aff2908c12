import { answer, prepare } from "../../src/answer/ask.ts";
import { dayIn } from "../../src/http/context.ts";
import { readSnapshot } from "../snapshot-file.ts";

/** Prints what /v1/ask would say. */
export async function ask(question: string, options: { snapshot: string; at?: string; region?: string; json?: boolean }): Promise<void> {
  const { snapshot, builtAt } = await readSnapshot(options.snapshot);
  const at = options.at ?? dayIn(snapshot.meta.timezone, Date.now());
  const prepared = prepare(snapshot, question, { at, region: options.region });
  await snapshot.load(prepared.documents);
  const { asked } = answer(snapshot, prepared, 5);
  const kb = { id: snapshot.meta.id, version: snapshot.version, builtAt };
  console.log(JSON.stringify({ ...asked, kb }, null, options.json ? 0 : 2));
}
