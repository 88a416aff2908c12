import { z } from "zod";

const version = z.string().regex(/^[0-9a-f]{12}$/);
const time = z.iso.datetime();

/** A version that is or was served. Those published before names were kept have none. */
const publication = z.object({
  version,
  builtAt: time,
  publishedBy: z.string().nullable().default(null),
  publishedAt: time.nullable().default(null),
});

/** A live correction of one entry on top of the version that is served. */
const correction = z.object({
  id: z.string(),
  op: z.enum(["put", "delete"]),
  /** Name of the object that says what it says, among others; see stored-correction.ts. */
  object: z.string().regex(/^[0-9a-f]{64}$/),
  /** How many of that object's bytes are its own. */
  bytes: z.number().int(),
  /** Changes with every correction of the entry. */
  revision: z.string(),
  by: z.string(),
  at: time,
});

/**
 * pointer.json, the one object that ever changes, and only by compare-and-swap: so the version that is served and the
 * corrections on top of it move together.
 */
export const publishedState = publication.extend({
  /**
   * Versions served before, the latest first: what a rollback may go back to. `folded`: the corrections that were live
   * on top of it and were dropped when its successor, which holds them, was published.
   */
  history: z.array(publication.extend({ folded: z.array(correction).default([]) })).default([]),
  corrections: z.array(correction).default([]),
});

export type Publication = z.infer<typeof publication>;
export type Correction = z.infer<typeof correction>;
export type PublishedState = z.infer<typeof publishedState>;

/** Names one correction as its publisher saw it: a later one of the same entry has another revision. */
export type CorrectionKey = Pick<Correction, "id" | "revision">;

/**
 * The state after a publication; the same one where it changes nothing. Corrections it folds in are dropped; those that arrived meanwhile stay.
 * @param keep how many versions are kept, the one served included
 */
export function afterPublishing(state: PublishedState, next: Publication, folded: readonly CorrectionKey[], keep: number): PublishedState {
  const isFolded = (c: Correction) => folded.some(({ id, revision }) => id === c.id && revision === c.revision);
  const { history, corrections } = state;
  if (state.version === next.version && !corrections.some(isFolded)) return state;
  const left = { ...publicationOf(state), folded: corrections.filter(isFolded) };
  return {
    ...(state.version === next.version ? publicationOf(state) : next),
    history: state.version === next.version ? history : [left, ...history.filter((h) => h.version !== next.version)].slice(0, keep - 1),
    corrections: corrections.filter((c) => !isFolded(c)),
  };
}

/**
 * The state after going back to an earlier version; null: that one is not kept. Corrections that were folded into what is
 * now left come back on top, save where a newer one of the same entry stands: no correction is lost by going back.
 */
export function afterRollback(state: PublishedState, to: string, by: string, at: string): PublishedState | null {
  const place = state.history.findIndex((h) => h.version === to);
  const target = state.history[place];
  if (target === undefined) return null;
  const left = [{ ...publicationOf(state), folded: [] }, ...state.history.slice(0, place).map((h) => ({ ...h, folded: [] }))];
  const newestFirst = [...state.corrections, ...state.history.slice(0, place + 1).flatMap((h) => h.folded)];
  return {
    version: target.version,
    builtAt: target.builtAt,
    publishedBy: by,
    publishedAt: at,
    history: [...left, ...state.history.slice(place + 1)],
    corrections: newestFirst.filter((c, i) => newestFirst.findIndex(({ id }) => id === c.id) === i),
  };
}

function publicationOf({ version, builtAt, publishedBy, publishedAt }: Publication): Publication {
  return { version, builtAt, publishedBy, publishedAt };
}
