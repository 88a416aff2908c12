import { DepartmentRegistry } from "../../src/kb/departments.ts";
import type { Entry } from "../../src/kb/entry.ts";
import { titleOf } from "../../src/kb/entry.ts";
import { assemble } from "../../src/kb/knowledge-base.ts";
import { parseEntry, type SourceFile } from "../../src/kb/parse.ts";
import type { Problem } from "../../src/kb/problem.ts";
import { type Left, type Outline, outlineOf } from "./cut.ts";
import { distinctTitles } from "./distinct-titles.ts";
import { documentTitle } from "./document-title.ts";
import type { Draft } from "./draft.ts";
import { entryFile } from "./entry-file.ts";
import { entryName } from "./entry-name.ts";
import { recognize } from "./recognize.ts";
import type { SourceDocument } from "./source-document.ts";

/** A draft with its place: a new file, or one that is there already and stays as it is. */
export type Placed = {
  readonly draft: Draft;
  readonly id: string;
  readonly status: "new" | "there" | "differs";
  readonly text: string;
  readonly problems: readonly Problem[];
};
export type ImportedDocument = {
  readonly source: SourceDocument;
  readonly title: string;
  readonly outline: Outline;
  readonly placed: readonly Placed[];
  readonly left: readonly Left[];
};

export type Surroundings = {
  /** The files of the folder the drafts go to. */
  readonly target: readonly SourceFile[];
  /** Files of the knowledge base whose departments and regions are known. */
  readonly known: readonly SourceFile[];
};

/** Documents → drafts with their places, all checked as `check` will check them. No I/O: the same inputs give the same drafts. */
export function importDocuments(sources: readonly SourceDocument[], surroundings: Surroundings): ImportedDocument[] {
  const registry = registryOf(surroundings);
  const shelf = new Shelf(surroundings.target);
  const imported = sources.map((source): ImportedDocument => {
    const outline = outlineOf(source);
    const title = documentTitle(source, outline);
    const { drafts, left } = recognize(outline, title, registry);
    const { placed, refused } = shelf.place(distinctTitles(drafts), title);
    const known = [...outline.left, ...left, ...refused];
    return { source, title, outline, placed, left: [...known, ...unclaimed(outline, placed, known)] };
  });
  return withProblems(imported, surroundings);
}

/** Text that no draft claims and nobody left: said so, never dropped in silence. */
function unclaimed({ units }: Outline, placed: readonly Placed[], left: readonly Left[]): Left[] {
  const covered = units.map(({ text }) => new Uint8Array(text.length));
  for (const { pieces } of [...placed.flatMap((p) => p.draft.claims), ...left]) {
    for (const { unit, start, end } of pieces) covered[unit]?.fill(1, start, end);
  }
  return units.flatMap(({ text }, unit): Left[] => {
    const open = [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter((word) => covered[unit]?.[word.index] === 0);
    const [first, last] = [open[0], open.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      { pieces: [{ unit, start: first.index, end: last.index + last[0].length }], reason: "not recognized: copy it to where it belongs" },
    ];
  });
}

function registryOf({ target, known }: Surroundings): DepartmentRegistry {
  const files = new Map([...known, ...target].filter((f) => f.path.startsWith("departments/")).map((f) => [f.path, f]));
  const entries = [...files.values()].flatMap((file) => parseEntry(file).value ?? []);
  return new DepartmentRegistry(entries.filter((e) => e.kind === "department"));
}

/** Names already taken, and which file holds the same title from the same source. */
class Shelf {
  readonly #taken = new Set<string>();
  readonly #known = new Map<string, SourceFile>();

  constructor(files: readonly SourceFile[]) {
    for (const file of files) {
      this.#taken.add(file.path.toLowerCase());
      const entry = file.path.endsWith(".md") ? parseEntry(file).value : null;
      if (entry !== null) this.#known.set(keyOf(file.path.split("/")[0] ?? "", entry), file);
    }
  }

  place(drafts: readonly Draft[], title: string): { placed: Placed[]; refused: Left[] } {
    const placed: Placed[] = [];
    const refused: Left[] = [];
    for (const draft of drafts) {
      const text = entryFile(draft, sourceTitle(title, draft));
      const path = this.#free(draft);
      const parsed = parseEntry({ path, text });
      if (parsed.value === null) {
        const why = parsed.problems.map((p) => p.message).join("; ");
        refused.push(...draft.claims.map(({ pieces }) => ({ pieces, reason: `makes no valid entry: ${why}` })));
        continue;
      }
      const key = keyOf(draft.folder, parsed.value);
      const there = this.#known.get(key);
      const id = (there?.path ?? path).replace(/\.md$/u, "");
      placed.push({ draft, id, text, problems: [], status: there === undefined ? "new" : there.text === text ? "there" : "differs" });
      if (there !== undefined) continue;
      this.#taken.add(path);
      this.#known.set(key, { path, text });
    }
    return { placed, refused };
  }

  #free({ folder, title }: Draft): string {
    const name = entryName(title);
    for (let n = 1; ; n++) {
      const path = `${folder}/${name}${n === 1 ? "" : `-${n}`}.md`;
      if (!this.#taken.has(path)) return path;
    }
  }
}

function keyOf(folder: string, entry: Entry): string {
  return JSON.stringify([folder, titleOf(entry), "source" in entry ? entry.source.title : ""]);
}

/** The file's title, and which of its parts, where it is a collection. */
function sourceTitle(title: string, { under }: Draft): string {
  const part = under.find((u) => /^第\d+(?:篇|部分) /u.test(u));
  return part === undefined ? title : `${title}：${part}`;
}

/** What `check` will say of the new files among the others. */
function withProblems(imported: readonly ImportedDocument[], { target, known }: Surroundings): ImportedDocument[] {
  const fresh = imported.flatMap((d) =>
    d.placed.filter((p) => p.status === "new").map((p): SourceFile => ({ path: `${p.id}.md`, text: p.text })),
  );
  const around = new Map([...known.filter((f) => /^departments\/|^regions\.yaml$/u.test(f.path)), ...target].map((f) => [f.path, f]));
  const { problems } = assemble([...new Map([...around, ...fresh.map((f) => [f.path, f] as const)]).values()]);
  const byFile = Map.groupBy(problems, (p) => p.file);
  return imported.map((d) => ({
    ...d,
    placed: d.placed.map((p) => (p.status === "new" ? { ...p, problems: byFile.get(`${p.id}.md`) ?? [] } : p)),
  }));
}
