import type { Entry } from "../../kb/entry.ts";
import type { Problem } from "../../kb/problem.ts";
import { serializeEntry } from "../../kb/serialize-entry.ts";
import type { LiveSnapshot, Served } from "../../store/live-snapshot.ts";
import type { Publications } from "../../store/publications.ts";
import type { Correction, PublishedState } from "../../store/published-state.ts";
import { bytesOf, type StoredCorrection } from "../../store/stored-correction.ts";
import { dayIn } from "../context.ts";
import { type Checked, checkRemoval, checkText } from "./check-correction.ts";
import { entryText, tagOf } from "./entry-text.ts";
import { type Conditions, holds } from "./preconditions.ts";

/** Corrections that may wait to be published: every question is asked of them beside the index, and every isolate keeps them. */
export const mostCorrections = 500;
export const mostBytes = 1_048_576;
/** How often a correction is tried anew because somebody else's came between. */
const attempts = 8;

/** What an editor wants of an entry: another text (of its file), that it goes, or that it reads as published again. */
export type Wish = { readonly text: string } | "delete" | "revert";
export type CorrectionOrder = {
  readonly id: string;
  readonly wish: Wish;
  readonly conditions: Conditions;
  readonly by: string;
  readonly at: string;
};

/** Why an entry was not corrected; nothing was changed. */
export type CorrectionRefusal =
  | { readonly reason: "no_entry" | "no_correction" | "article" | "busy" | "unserved" }
  | { readonly reason: "precondition_required" | "precondition_failed"; readonly tag: string | null }
  | { readonly reason: "invalid"; readonly problems: readonly Problem[] }
  | { readonly reason: "too_many"; readonly corrections: number; readonly bytes: number };

/** An entry before and after; `correction` is null where it now reads as it was published. */
export type Corrected = {
  readonly before: Entry | null;
  readonly after: Entry | null;
  readonly tags: { readonly before: string | null; readonly after: string | null };
  readonly correction: Correction | null;
  readonly warnings: readonly Problem[];
};

type Platform = { readonly live: LiveSnapshot; readonly publications: Publications; readonly now: () => number };
/** The state that is published, and the same state as it is served. */
type Seen = { readonly state: PublishedState; readonly served: Served };

/**
 * Changes one entry, live. What is checked is the base as it is published at this moment; where
 * somebody else changed it meanwhile, all is checked anew.
 */
export async function correct(platform: Platform, order: CorrectionOrder): Promise<Corrected | { readonly refused: CorrectionRefusal }> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const seen = await look(platform);
    if (seen === null) return { refused: { reason: "unserved" } };
    const planned = await plan(seen, order);
    if ("refused" in planned || planned.unchanged) return planned;
    const corrections = await withCorrection(platform.publications, seen, order.id, planned);
    const moved = await platform.publications.move<"stale">((state) => {
      if (JSON.stringify(state) !== JSON.stringify(seen.state)) return { refused: "stale" };
      return { next: { ...state, corrections } };
    });
    if (!("refused" in moved)) {
      await platform.live.refresh(platform.now());
      return planned;
    }
  }
  return { refused: { reason: "busy" } };
}

/** All corrections after a change of one, what they say being stored. */
async function withCorrection(publications: Publications, { state, served }: Seen, id: string, planned: Plan): Promise<Correction[]> {
  const { correction, stored } = planned;
  const others = state.corrections.filter((c) => c.id !== id);
  if (correction === null || stored === null) return others;
  const readable = new Map(served.corrections.map((c) => [c.id, c]));
  const together = others.flatMap((c) => readable.get(c.id) ?? []);
  const object = await publications.storeCorrections([...together, stored]);
  return [...others.map((c) => (readable.has(c.id) ? { ...c, object } : c)), { ...correction, object }];
}

/** Has this isolate serve what is published, and takes both. */
export async function look({ live, publications, now }: Platform): Promise<Seen | null> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    await live.refresh(now());
    const served = await live.get(now(), () => {});
    const { state, etag } = await publications.current();
    if (served !== null && served.pointer.version === state.version && (served.pointer.revision ?? null) === etag) return { state, served };
  }
  return null;
}

/** `correction`: still without the object it is to lie in. `unchanged`: there is nothing to do. */
type Plan = Corrected & { readonly stored: StoredCorrection | null; readonly unchanged: boolean };

async function plan(seen: Seen, order: CorrectionOrder): Promise<Plan | { readonly refused: CorrectionRefusal }> {
  const { served, state } = seen;
  const { id, wish } = order;
  const published = await publishedEntry(served, id);
  if (published?.kind === "article") return { refused: { reason: "article" } };
  const live = served.corrections.find((c) => c.id === id);
  const standing = state.corrections.find((c) => c.id === id) ?? null;
  if (wish === "revert" && standing === null) return { refused: { reason: "no_correction" } };
  const current = await entryText(served, id);
  const condition = holds(order.conditions, current?.tag ?? null);
  if (condition !== true) return { refused: { reason: condition, tag: current?.tag ?? null } };
  if (wish === "delete" && current === null) return { refused: { reason: "no_entry" } };

  const text = wish === "delete" ? null : wish === "revert" ? published && serializeEntry(published) : wish.text;
  const today = dayIn(served.snapshot.meta.timezone, Date.parse(order.at));
  const checked: Checked =
    typeof wish === "object"
      ? await checkText(served.snapshot, { path: `${id}.md`, text: wish.text }, today)
      : await checkRemoval(served.snapshot, id, wish === "delete" ? null : published);
  if (checked.problems.some((p) => p.severity === "error")) return { refused: { reason: "invalid", problems: checked.problems } };
  const { entry: after, problems: warnings } = checked;
  const tags = { before: current?.tag ?? null, after: text === null ? null : await tagOf(text) };
  const change = { before: current?.entry ?? null, after, warnings, unchanged: wish !== "revert" && current?.text === text };
  if (change.unchanged) return { ...change, tags, correction: standing, stored: null };
  if (sameEntry(after, published)) {
    const asPublished = published === null ? null : await tagOf(serializeEntry(published));
    return { ...change, tags: { ...tags, after: asPublished }, correction: null, stored: null };
  }
  const stored = { id, entry: after, file: text, based: live === undefined ? published : live.based };
  const bytes = bytesOf(stored);
  const others = state.corrections.filter((c) => c.id !== id);
  const waiting = others.reduce((sum, c) => sum + c.bytes, 0);
  if (others.length >= mostCorrections || waiting + bytes > mostBytes) {
    return { refused: { reason: "too_many", corrections: others.length, bytes: waiting } };
  }
  const op = after === null ? "delete" : "put";
  const correction = { id, op, object: "", bytes, revision: crypto.randomUUID(), by: order.by, at: order.at } as const;
  return { ...change, tags, correction, stored };
}

async function publishedEntry({ base }: Served, id: string): Promise<Entry | null> {
  const document = base.documentOf(id);
  if (document < 0) return null;
  await base.load([document]);
  return base.entry(document);
}

function sameEntry(a: Entry | null, b: Entry | null): boolean {
  if (a === null || b === null || a.kind === "article" || b.kind === "article") return a === b;
  return serializeEntry(a) === serializeEntry(b);
}
