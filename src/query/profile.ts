import type { Searchable } from "../index/searchable.ts";
import { type Entry, titleOf } from "../kb/entry.ts";
import { contentOf } from "./content.ts";
import { shinglesOf } from "./shingles.ts";

/** A piece of an entry that a question may be held against. */
export type Piece = { readonly kind: "title" | "question" | "passage" /** idf mass of its shingles. */; readonly mass: number };

/** What an entry says, piece by piece, and for each shingle the numbers of the pieces that hold it. */
export type Profile = { readonly pieces: readonly Piece[]; readonly places: ReadonlyMap<number, readonly number[]> };

/** Passages looked at; an entry of more is a book, not a rule. */
const mostPassages = 60;

/** Title first, then what callers ask, then what it says. */
export function profileOf(snapshot: Searchable, entry: Entry): Profile {
  const pieces: Piece[] = [];
  const places = new Map<number, readonly number[]>();
  const add = (kind: Piece["kind"], text: string) => {
    const { idf, mass } = shinglesOf(snapshot, contentOf(snapshot, text));
    if (mass === 0) return;
    const here = [pieces.length];
    for (const shingle of idf.keys()) {
      const before = places.get(shingle);
      places.set(shingle, before === undefined ? here : [...before, pieces.length]);
    }
    pieces.push({ kind, mass });
  };
  add("title", titleOf(entry));
  for (const question of questionsOf(entry)) add("question", question);
  for (const passage of passagesOf(entry).slice(0, mostPassages)) add("passage", passage);
  return { pieces, places };
}

/** How callers ask for it, and its other names. */
function questionsOf(entry: Entry): string[] {
  if (entry.kind === "article") return [];
  if (entry.kind === "department") return [...entry.questions, ...entry.aliases, ...entry.lineage.map((l) => l.name)];
  if (entry.kind === "role") return [...entry.questions, `${entry.organization}${entry.title}`];
  return entry.questions;
}

/** What it says, sentence by sentence. */
function passagesOf(entry: Entry): string[] {
  if (entry.kind === "article") return [];
  const sentences = entry.body.split(/[。；！？\n]/u);
  const figures = entry.kind === "role" ? entry.limits : "figures" in entry ? entry.figures : [];
  const labels = figures.map((f) => `${f.label} ${f.when ?? ""}`);
  const own = [entry.keywords.join(" "), ...entry.caveats, ...labels];
  switch (entry.kind) {
    case "role":
      return [...entry.duties, ...own, ...sentences];
    case "guide":
      return [entry.definition ?? "", entry.formula ?? "", ...entry.steps, ...own, ...sentences];
    case "case":
      return [entry.outcome, ...own, ...sentences];
    default: {
      const conditions = "handlers" in entry ? entry.handlers.map((h) => h.when ?? "") : [];
      const tiers =
        "tables" in entry ? entry.tables.flatMap((t) => t.tiers.map((tier) => `${t.label} ${tier.label ?? ""} ${tier.when ?? ""}`)) : [];
      return [...conditions, ...tiers, ...own, ...sentences];
    }
  }
}
