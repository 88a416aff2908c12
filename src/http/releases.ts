import { changeOf, differenceOf, type EntryChange } from "../changes/difference.ts";
import { entriesOf } from "../changes/entries-of.ts";
import { type Entry, titleOf } from "../kb/entry.ts";
import type { AuditLog } from "../store/audit-log.ts";
import type { ChangeStore } from "../store/change-store.ts";
import type { Served } from "../store/live-snapshot.ts";
import type { Publications } from "../store/publications.ts";
import type { Correction, PublishedState } from "../store/published-state.ts";
import type { StoredCorrection } from "../store/stored-correction.ts";
import { entryChanges } from "./schemas.ts";

/** Something that came into service: a version, a live correction of one entry, or the taking back of one. */
export type Release = {
  readonly what: "publication" | "correction" | "revert";
  readonly version: string;
  /** The version before; of a correction, the one it was laid over. */
  readonly previous: string;
  /** When it came into service, ISO 8601 in UTC. */
  readonly at: string;
  /** Null where that cannot be told: too large for a Worker, or no longer there. */
  readonly entries: readonly EntryChange[] | null;
};

export type ReleasePlatform = {
  readonly publications: Publications;
  readonly changes: ChangeStore;
  readonly audit: AuditLog | null;
  readonly log: (event: Record<string, unknown>) => void;
};

/** Entries of a version that a Worker holds against another's. */
const mostEntries = 20_000;

/** The versions that were or are in service, the latest first. */
export function versionsOf({ version, history }: PublishedState): string[] {
  return [version, ...history.map((h) => h.version)];
}

/**
 * What came into service since a version, the latest first. What lies between two versions is computed once, by whoever
 * asks first, and kept, since it never changes. Corrections count when they were made, not again when a publication folds them in.
 * @param since one of `versionsOf`; the oldest of them: all that is known
 */
export async function releasesSince(platform: ReleasePlatform, served: Served, state: PublishedState, since: string): Promise<Release[]> {
  const chain = [{ ...state, folded: [] as Correction[] }, ...state.history];
  const end = chain.findIndex((c) => c.version === since);
  const opened = new Map<string, Entry[] | null>();
  const releases: Release[] = [];
  for (const [i, { version, publishedAt, builtAt }] of chain.slice(0, end).entries()) {
    const before = chain[i + 1];
    if (before === undefined) continue;
    const folded = await foldedInto(platform, before.folded);
    const entries = await between(platform, { before: before.version, folded, after: version }, opened);
    releases.push({ what: "publication", version, previous: before.version, at: publishedAt ?? builtAt, entries });
    releases.push(...folded.map((c) => correctionOf(before.version, c.based, c)));
  }
  const oldest = chain[end];
  releases.push(
    ...(await liveCorrections(served, state)),
    ...(await reverts(platform, served, oldest?.publishedAt ?? oldest?.builtAt ?? "")),
  );
  return releases.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

type Told = Correction & StoredCorrection;

/** What corrections said that a publication folded in; what can no longer be read counts as part of the publication. */
async function foldedInto({ publications }: ReleasePlatform, folded: readonly Correction[]): Promise<Told[]> {
  const objects = new Map(
    await Promise.all([...new Set(folded.map((c) => c.object))].map(async (name) => [name, await publications.corrections(name)] as const)),
  );
  return folded.flatMap((correction) => {
    const stored = objects.get(correction.object)?.find(({ id }) => id === correction.id);
    return stored ? [{ ...stored, ...correction }] : [];
  });
}

function correctionOf(version: string, before: Entry | null, { entry, at }: Told): Release {
  const change = changeOf(before, entry);
  return { what: "correction", version, previous: version, at, entries: change ? [change] : [] };
}

async function liveCorrections({ base, corrections }: Served, state: PublishedState): Promise<Release[]> {
  const live = corrections.filter((c) => state.corrections.some(({ id, revision }) => c.id === id && c.revision === revision));
  await base.load(live.map(({ id }) => base.documentOf(id)).filter((document) => document >= 0));
  return live.map((c) => {
    const document = base.documentOf(c.id);
    return correctionOf(base.version, document < 0 ? null : base.entry(document), c);
  });
}

/** Corrections that were taken back: who had learned them must know. Only the record of changes remembers them. */
async function reverts({ audit, log }: ReleasePlatform, { snapshot, pointer }: Served, since: string): Promise<Release[]> {
  try {
    const taken = (await audit?.reverts(since)) ?? [];
    const documents = taken.map(({ subject }) => snapshot.documentOf(subject));
    await snapshot.load(documents.filter((document) => document >= 0));
    return taken.map(({ subject, at }, i): Release => {
      const document = documents[i] ?? -1;
      const entry = document < 0 ? null : snapshot.entry(document);
      const title = entry ? titleOf(entry) : subject;
      const text = entry ? `${title}：现场更正已撤回，以现在的内容为准` : `${title}：现场增加的条目已撤回`;
      const line = { field: "", what: "现场更正", before: null, after: null, relearn: true, text };
      const change: EntryChange = { id: subject, kind: entry?.kind ?? "article", title, change: "changed", lines: [line] };
      return { what: "revert", version: pointer.version, previous: pointer.version, at, entries: [change] };
    });
  } catch (error) {
    log({ level: "error", event: "audit_unavailable", error: String(error) });
    return [];
  }
}

type Between = { readonly before: string; readonly folded: readonly Told[]; readonly after: string };

async function between(
  platform: ReleasePlatform,
  { before, folded, after }: Between,
  opened: Map<string, Entry[] | null>,
): Promise<EntryChange[] | null> {
  const { changes } = platform;
  const from = folded.length === 0 ? before : `${before}+${await nameOf(folded.map((c) => c.revision))}`;
  const kept = entryChanges.safeParse(await changes.read(from, after)).data;
  if (kept) return kept;
  const [was, is] = [await entriesIn(platform, before, opened), await entriesIn(platform, after, opened)];
  if (was === null || is === null) return null;
  const corrected = new Map(was.map((entry) => [entry.id, entry]));
  for (const { id, entry } of folded) {
    if (entry === null) corrected.delete(id);
    else corrected.set(id, entry);
  }
  const entries = differenceOf(corrected.values(), is);
  await changes.keep(from, after, entries);
  return entries;
}

/** One name for some corrections. */
async function nameOf(revisions: readonly string[]): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(revisions.toSorted().join(" ")));
  return Array.from(new Uint8Array(hash, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
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
