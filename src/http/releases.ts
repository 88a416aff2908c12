import { differenceOf, type EntryChange } from "../changes/difference.ts";
import { entriesOf } from "../changes/entries-of.ts";
import type { Entry } from "../kb/entry.ts";
import type { ChangeStore } from "../store/change-store.ts";
import type { Publications } from "../store/publications.ts";
import type { PublishedState } from "../store/published-state.ts";
import { entryChanges } from "./schemas.ts";

/** A version that came into service, and what it changed of the one before. */
export type Release = {
  readonly version: string;
  readonly previous: string;
  /** When it came into service, ISO 8601 in UTC. */
  readonly at: string;
  /** Null where that cannot be told: too large for a Worker, or no longer there. */
  readonly entries: readonly EntryChange[] | null;
};

export type ReleasePlatform = {
  readonly publications: Publications;
  readonly changes: ChangeStore;
  readonly log: (event: Record<string, unknown>) => void;
};

/** Entries of a version that a Worker holds against another's. */
const mostEntries = 20_000;

/** The versions that were or are in service, the latest first. */
export function versionsOf({ version, history }: PublishedState): string[] {
  return [version, ...history.map((h) => h.version)];
}

/**
 * What came into service since a version, the latest first. Each difference is computed once, by whoever asks first,
 * and kept: what lies between two versions never changes.
 * @param since one of `versionsOf`; the oldest of them: all that is known
 */
export async function releasesSince(platform: ReleasePlatform, state: PublishedState, since: string): Promise<Release[]> {
  const chain = [state, ...state.history];
  const end = chain.findIndex((c) => c.version === since);
  const opened = new Map<string, Entry[] | null>();
  const releases: Release[] = [];
  for (const [i, { version, publishedAt, builtAt }] of chain.slice(0, end).entries()) {
    const previous = chain[i + 1]?.version ?? version;
    const entries = (await kept(platform, previous, version)) ?? (await told(platform, previous, version, opened));
    releases.push({ version, previous, at: publishedAt ?? builtAt, entries });
  }
  return releases;
}

async function kept({ changes }: ReleasePlatform, from: string, to: string): Promise<EntryChange[] | null> {
  return entryChanges.safeParse(await changes.read(from, to)).data ?? null;
}

async function told(
  platform: ReleasePlatform,
  from: string,
  to: string,
  opened: Map<string, Entry[] | null>,
): Promise<EntryChange[] | null> {
  const before = await entriesIn(platform, from, opened);
  const after = await entriesIn(platform, to, opened);
  if (before === null || after === null) return null;
  const entries = differenceOf(before, after);
  await platform.changes.keep(from, to, entries);
  return entries;
}

async function entriesIn(
  { publications, log }: ReleasePlatform,
  version: string,
  opened: Map<string, Entry[] | null>,
): Promise<Entry[] | null> {
  const known = opened.get(version);
  if (known !== undefined) return known;
  const found = await publications.open(version);
  if ("fault" in found) log({ level: "warn", event: "changes_untold", version, fault: found.fault });
  const entries = "fault" in found || found.snapshot.size > mostEntries ? null : await entriesOf(found.snapshot);
  opened.set(version, entries);
  return entries;
}
