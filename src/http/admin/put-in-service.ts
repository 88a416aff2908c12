import { askGolden, type GoldenFailure } from "../../answer/golden.ts";
import type { Snapshot } from "../../index/snapshot.ts";
import type { OpenFault } from "../../store/open-from.ts";
import type { Publications } from "../../store/publications.ts";
import { afterPublishing, afterRollback, type CorrectionKey, type Publication, type PublishedState } from "../../store/published-state.ts";
import { dayIn } from "../context.ts";

/** What a publisher asks for. `expected`: the version they saw in service, which theirs is to follow. */
export type Order = { readonly version: string; readonly expected: string; readonly by: string; readonly at: string };
export type PublishOrder = Order & {
  readonly builtAt: string;
  readonly folded: readonly CorrectionKey[];
  /** How many versions are kept. */
  readonly keep: number;
};

/** Why a version was not put in service. */
export type Refusal =
  | { readonly reason: "superseded"; readonly current: Publication }
  | { readonly reason: "not_kept" }
  | { readonly reason: "unsound"; readonly fault: OpenFault }
  | { readonly reason: "golden"; readonly failures: readonly GoldenFailure[] }
  | { readonly reason: "busy" };
export type InService = { readonly before: PublishedState; readonly after: PublishedState; readonly snapshot: Snapshot };

/** Publishes an uploaded snapshot: it must be sound and answer the golden questions, and nobody else may have published meanwhile. */
export async function publish(publications: Publications, order: PublishOrder): Promise<InService | { readonly refused: Refusal }> {
  const { state } = await publications.current();
  if (state.version !== order.expected) return { refused: { reason: "superseded", current: state } };
  const opened = await publications.openWhole(order.version);
  if ("fault" in opened) return { refused: { reason: "unsound", fault: opened.fault } };
  const { snapshot } = opened;
  const failures = await askGolden(snapshot, dayIn(snapshot.meta.timezone, Date.parse(order.at)));
  if (failures.length > 0) return { refused: { reason: "golden", failures } };
  const next = { version: order.version, builtAt: order.builtAt, publishedBy: order.by, publishedAt: order.at };
  return await move(publications, order, snapshot, (current) => afterPublishing(current, next, order.folded, order.keep));
}

/** Goes back to a version that was in service before. It must be sound; what it answers was good enough then. */
export async function rollBack(publications: Publications, order: Order): Promise<InService | { readonly refused: Refusal }> {
  const { state } = await publications.current();
  if (state.version !== order.expected) return { refused: { reason: "superseded", current: state } };
  if (!state.history.some((h) => h.version === order.version)) return { refused: { reason: "not_kept" } };
  const opened = await publications.openWhole(order.version);
  if ("fault" in opened) return { refused: { reason: "unsound", fault: opened.fault } };
  return await move(publications, order, opened.snapshot, (current) => afterRollback(current, order.version, order.by, order.at));
}

async function move(
  publications: Publications,
  { expected }: Order,
  snapshot: Snapshot,
  after: (current: PublishedState) => PublishedState | null,
): Promise<InService | { readonly refused: Refusal }> {
  const moved = await publications.move<Refusal>((current) => {
    if (current.version !== expected) return { refused: { reason: "superseded", current } };
    const next = after(current);
    return next === null ? { refused: { reason: "not_kept" } } : { next };
  });
  if (!("refused" in moved)) return { ...moved, snapshot };
  return { refused: moved.refused === "busy" ? { reason: "busy" } : moved.refused };
}
